import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playAll, printPlayed } from '../../../../server/scenarios/written/play-all.ts';
import { readScenarios } from '../../../../server/scenarios/written/read-scenarios.ts';
import { scenarioJsonSchema } from '../../../../server/scenarios/written/scenario.ts';
import { printFinding } from '../../../../services/definitions/finding.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import { useDatabase } from '../../../support/database.ts';

const database = useDatabase();
const room = new URL('../../../../scenarios', import.meta.url).pathname;
const definitions = ['bright-smile', 'stride-shoes', 'unlisted'].map(shippedDefinition);
const businesses = definitions.map(({ business }) => business.id);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What QA would see of one scenario written like this. */
async function play(text: string): Promise<string> {
  writeFileSync(join(folder, 'one.yaml'), text);
  const { scenarios, findings } = readScenarios(folder, businesses);
  if (findings.length > 0) return findings.map(printFinding).join('\n').replaceAll(folder, '');
  const played = await playAll(scenarios, { store: database.store, definitions });
  return printPlayed(played).replaceAll(folder, '');
}

describe('the scenarios that QA wrote', () => {
  it('are 60 or more, each says why it is there, and every call comes out as written', async () => {
    const { scenarios, findings } = readScenarios(room, businesses);
    expect(findings).toEqual([]);
    expect(scenarios.length).toBeGreaterThanOrEqual(60);
    expect(scenarios.filter(({ why }) => why === '')).toEqual([]);
    const played = await playAll(scenarios, { store: database.store, definitions });
    const failed = played.filter(({ passed }) => !passed);
    expect(printPlayed(failed)).toBe('0 scenarios, 0 failed');
  }, 120_000);

  it('are completed in an editor by a schema that is up to date', () => {
    const file = join(room, 'schemas', 'scenario.schema.json');
    expect(readFileSync(file, 'utf8')).toBe(scenarioJsonSchema());
  });
});

describe('a scenario that comes out otherwise', () => {
  it('is shown with the line of what was expected, the whole call, and how to play it again', async () => {
    const shown = await play(
      [
        '# Nobody says that.',
        'business: bright-smile',
        'call:',
        '  - caller: a cleaning on Tuesday at 2',
        '    hear: pizza',
        'outcome: booked',
        'rows: [{ service: cleaning }]',
      ].join('\n'),
    );
    expect(shown).toContain('FAILED one: Nobody says that.');
    expect(shown).toContain('/one.yaml:5: "pizza" was not heard, but "');
    expect(shown).toContain('/one.yaml:6: the call ended as abandoned, not booked');
    expect(shown).toContain('/one.yaml:7: 0 appointments: none');
    expect(shown).toContain('caller a cleaning on Tuesday at 2');
    expect(shown).toContain('again: npm run scenarios -- --written --only one');
  });

  it('fails for what must not be heard, must not be there, and for messages', async () => {
    const shown = await play(
      [
        'business: bright-smile',
        'booked: [{ service: cleaning, start: 2026-11-24T10:00 }]',
        'call:',
        '  - { caller: hello, not-hear: Bright Smile, state: closing, sentence: goodbye }',
        'rows: [{ name: Bob }]',
        'messages: [call me]',
        'never: AI assistant',
      ].join('\n'),
    );
    for (const line of [
      '/one.yaml:4: "Bright Smile" was heard',
      '/one.yaml:4: goodbye was not said',
      '/one.yaml:4: the call is in',
      '/one.yaml:5: name is Ann Lee, not Bob',
      '/one.yaml:6: messages: none',
      '/one.yaml:7: "AI assistant" was said',
    ])
      expect(shown).toContain(line);
  });
});

describe('a scenario that cannot be read', () => {
  it.each([
    ['an unknown word', 'business: bright-smile\ncall:\n  - { callr: hello }\n', ':3: '],
    ['an unknown business', 'business: bright-smil\ncall: [{ caller: hi }]\n', 'did you mean'],
    ['no call at all', 'business: bright-smile\n', ':1: '],
    [
      'a number of the wrong form',
      'business: bright-smile\nfrom: 614\ncall: [{ caller: hi }]\n',
      ':2: ',
    ],
  ])('is named with its line and the fix: %s', async (_what, text, expected) => {
    const shown = await play(text);
    expect(shown).toMatch(/^\/one\.yaml:\d+: .+: .+/);
    expect(shown).toContain(expected);
  });
});
