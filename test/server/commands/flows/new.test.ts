/** From an empty folder to the first booked call, as somebody does it who opens a business. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Asked } from '../../../../server/commands/flows/asked.ts';
import { newBusiness } from '../../../../server/commands/flows/new.ts';
import { readConfig } from '../../../../server/config.ts';
import { loadDefinitions } from '../../../../services/definitions/definitions.ts';
import { printFinding } from '../../../../services/definitions/finding.ts';
import { talk, useHouses } from '../../conversation/houses.ts';

const defaults = fileURLToPath(new URL('../../../../policies/defaults', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flows-new-'));
cpSync(defaults, join(folder, 'defaults'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));
const houses = useHouses();

const nothing: Asked = {
  folder,
  config: readConfig({}),
  who: 'ann',
  write: false,
  proofs: false,
  business: undefined,
  why: undefined,
  override: undefined,
  approve: false,
  name: undefined,
  number: undefined,
  zone: undefined,
  version: undefined,
  against: undefined,
  format: undefined,
  out: undefined,
};
const asked = (more: Partial<Asked>) => newBusiness({ ...nothing, ...more });
const barber = { business: 'corner-barber', name: 'Corner "C" Barber', number: '+16145550170' };

describe('npm run flows -- new', () => {
  it('says what it lacks, one thing after the other', () => {
    expect(() => asked({})).toThrow('--business corner-barber');
    expect(() => asked({ business: 'Corner Barber' })).toThrow('lower-case letters');
    expect(() => asked({ business: 'x' })).toThrow('--name');
    expect(() => asked({ ...barber, number: '614 555 0170' })).toThrow('--number "+16145550170"');
  });

  it('writes lines that can be used by taking the sign # away', () => {
    const business = 'open-shop';
    asked({ ...barber, business, number: '+16145550171' });
    const file = join(folder, business, 'business.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('#  - {', '  - {'));
    const { definitions, findings } = loadDefinitions(folder);
    expect(findings.map(printFinding)).toEqual([]);
    expect(definitions[0]?.business.holidays).toHaveLength(2);
    rmSync(join(folder, business), { recursive: true });
  });

  it('writes a business that has no findings, and that a caller can book with at once', async () => {
    expect(asked(barber).good).toBe(true);
    expect(asked(barber)).toMatchObject({
      good: false,
      lines: [expect.stringContaining('already')],
    });
    const { definitions, findings } = loadDefinitions(folder);
    expect(findings.map(printFinding)).toEqual([]);
    const house = await houses.open({ definitions });
    const from = houses.newNumber();
    const call = await house.dial({ from, to: barber.number });
    expect(call.greeting).toContain(barber.name);
    const answers = await talk(call, 'a haircut on Tuesday at 10', 'Ann Lee', 'yes');
    expect(answers.at(-1)).toMatch(/^You're booked: a haircut on Tuesday/);
    await call.hangsUp();
    expect(await houses.bookings(from)).toMatchObject([
      { business: barber.business, start: '2026-11-24T10:00', status: 'booked' },
    ]);
  });
});
