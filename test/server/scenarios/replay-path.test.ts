import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { phrasesFile, readPhrases } from '../../../server/scenarios/phrases.ts';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../../server/scenarios/practice-days.ts';
import { type Replayed, replayPath, walkedWay } from '../../../server/scenarios/replay-path.ts';
import { playAll } from '../../../server/scenarios/written/play-all.ts';
import { readScenarios } from '../../../server/scenarios/written/read-scenarios.ts';
import { saveScenario } from '../../../server/scenarios/written/save-scenario.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { useDatabase } from '../../support/database.ts';

const database = useDatabase();
const definition = shippedDefinition('bright-smile');
const phrases = readPhrases(phrasesFile);
const folder = mkdtempSync(join(tmpdir(), 'frontdesk-saved-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const vouched = 'a number that the carrier vouches for';

async function replayed(way: string, otherNames: string[] = []): Promise<Replayed> {
  const path = walkedWay(way, { definition, days });
  if ('wrong' in path) throw new Error(path.wrong);
  const { store } = database;
  return replayPath(path, { store, definition, otherNames, phrases, seed: 1, days, startMs });
}

/** Saves it, reads it back as any other scenario, and plays it. */
async function playedAs(name: string, scenario: string, otherNames: string[] = []) {
  const saved = saveScenario(folder, name, scenario);
  expect(saved).toEqual({ id: name, file: join(folder, `${name}.yaml`) });
  const read = readScenarios(folder, ['bright-smile']);
  expect(read.findings).toEqual([]);
  const own = read.scenarios.filter(({ id }) => id === name);
  const others = otherNames.map((other) => ({
    ...definition,
    business: { ...definition.business, id: other, name: other, numbers: [] },
  }));
  const [played] = await playAll(own, {
    store: database.store,
    definitions: [definition, ...others],
  });
  return played;
}

describe('a call run again by its moves', () => {
  it('says what was said, and that every rule held', async () => {
    const { breaches, dialogue } = await replayed(
      `${vouched} > line.opened > caller.wanted message > caller.gave message words`,
    );
    expect(breaches).toEqual([]);
    expect(dialogue.some(({ who, state }) => who === 'caller' && state !== 'arriving')).toBe(true);
  });

  it('names the start or the move that is no longer there', () => {
    expect(walkedWay('nobody > line.opened', { definition, days })).toEqual({
      wrong: expect.stringContaining('no call begins with "nobody"'),
    });
    const way = `${vouched} > line.opened > caller.gave nonsense`;
    expect(walkedWay(way, { definition, days })).toEqual({
      wrong: expect.stringContaining('move 2, "caller.gave nonsense", cannot be made in greeting'),
    });
  });
});

it('does not stop where the rules are about to answer', () => {
  const way = `${vouched} > line.opened > caller.wanted-person`;
  expect(walkedWay(way, { definition, days })).toEqual({
    wrong: expect.stringContaining('end with one of check-policy allow'),
  });
  expect(walkedWay(`${way} > check-policy allow`, { definition, days })).toHaveProperty('leaves');
});

describe('a call saved as a written scenario', () => {
  it('breaks the same rule there', async () => {
    const otherNames = ['AI assistant'];
    const { breaches, scenario } = await replayed(`${vouched} > line.opened`, otherNames);
    const [breach] = breaches;
    expect(scenario).toContain(`# ${breach?.rule}`);
    const played = await playedAs('rules/names-another-business', scenario, otherNames);
    expect(played?.breaches.map(({ rule }) => rule)).toContain(breach?.rule);
  });

  it('keeps the world that failed as faults, and the number as it was', async () => {
    const { scenario } = await replayed(
      'a withheld number > line.opened > caller.wanted message > caller.gave message words > ' +
        'caller.gave name whole > caller.gave phone whole > take-message error',
    );
    expect(scenario).toContain('effect: take-message');
    expect(scenario).toContain('from: withheld');
    const played = await playedAs('messages/a-withheld-number', scenario);
    expect(played?.passed).toBe(true);
  });

  it('is never written over another one, nor anywhere else', () => {
    expect(saveScenario(folder, 'there/already', 'one')).toHaveProperty('file');
    expect(saveScenario(folder, 'there/already', 'two')).toEqual({
      wrong: expect.stringContaining('is there already'),
    });
    expect(readFileSync(join(folder, 'there/already.yaml'), 'utf8')).toBe('one');
    for (const name of ['../out', 'no-folder', 'a/b/c', 'Big/Letters']) {
      expect(saveScenario(folder, name, 'x')).toHaveProperty('wrong');
    }
  });
});
