import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { chooseBusinesses } from '../../../server/commands/scenarios/choose-businesses.ts';
import { practiceFiles } from '../../services/definitions/practice-policies.ts';

const folder = mkdtempSync(join(tmpdir(), 'choose-businesses-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** A sound barber, and one whose flow lacks an outcome. */
for (const [name, text] of Object.entries(practiceFiles)) {
  write(name, text);
  const other = name.replace('barber/', 'broken/');
  if (other !== name) {
    write(other, text.replace('+16145550170', '+16145550179').replace('taken: times', ''));
  }
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function choose(business?: string) {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const made = chooseBusinesses(folder, business);
  vi.restoreAllMocks();
  const chosen = made?.chosen.map((each) => each.business.id);
  return { chosen, sound: made?.sound, said: lines.join('') };
}

describe('which businesses a run is of', () => {
  it('leaves out one whose files are wrong, says so, and calls nothing well', () => {
    const { chosen, sound, said } = choose();
    expect(chosen).toEqual(['barber']);
    expect(sound).toBe(false);
    expect(said).toMatch(/broken\/flows\/visit\.yaml:40: .*"taken"/);
    expect(said).toContain('left out until that is mended');
  });

  it('is not disturbed by the mistakes of a business that was not asked for', () => {
    expect(choose('barber')).toEqual({ chosen: ['barber'], sound: true, said: '' });
  });

  it('says why the one that was asked for cannot be run, and which can', () => {
    const { chosen, said } = choose('broken');
    expect(chosen).toBeUndefined();
    expect(said).toContain('broken/flows/visit.yaml:40');
    expect(said).toContain('the businesses that can be run: barber');
  });
});
