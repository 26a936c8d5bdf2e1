/** What operations are told of a change before callers notice it. */
import { describe, expect, it } from 'vitest';
import { type Comparison, compare } from '../../../../machines/flow/compare/compare.ts';
import { generateSuite } from '../../../../machines/paths/suite.ts';
import type { Definition } from '../../../../machines/policy/definition.ts';
import { linesOf } from '../../../../server/commands/flows/diff.ts';
import { drawChanges } from '../../../../server/drawing/draw-changes.ts';
import { systemClock } from '../../../../services/clock.ts';
import { judge, practiceFiles } from '../../../services/definitions/practice-policies.ts';

/** The barber, after edits of its files as `file`, `from`, `to`. */
function barber(...edits: [file: string, from: string, to: string][]): Definition {
  const files = { ...practiceFiles };
  for (const [file, from, to] of edits) {
    const text = files[file] ?? '';
    if (text.split(from).length !== 2) throw new Error(`"${from}" is not once in ${file}`);
    files[file] = text.replace(from, () => to);
  }
  const { definitions, findings } = judge(files);
  const [definition] = definitions;
  if (definition === undefined) throw new Error(findings.map(({ what }) => what).join('\n'));
  return definition;
}

const visit = 'barber/flows/visit.yaml';
const days = { first: '2026-11-21', second: '2026-11-22' };
const callsOf = (version: Definition) => ({
  paths: generateSuite(version, { seed: 1, cover: 'transitions', days }).paths,
  days,
});
const changedBy = (...edits: [string, string, string][]): Comparison =>
  compare(barber(), barber(...edits), { now: '2026-11-20T10:00', callsOf });

describe('a comparison', () => {
  it('of a version with itself finds nothing', () => {
    const same = changedBy();
    expect(same.facts).toEqual([]);
    expect(same.ways).toEqual({ added: [], removed: [], moved: [] });
    expect(same.paths).toEqual({ calls: 0, changed: [] });
    expect(linesOf(same)).toEqual([expect.stringContaining('as published')]);
  });

  it('tells a price, an hour and a new rule by their names', () => {
    const { facts } = changedBy(
      ['barber/business.yaml', 'exactly: 30', 'exactly: 35'],
      ['barber/business.yaml', 'tuesday: [["09:00", "17:00"]]', 'tuesday: [["09:00", "12:00"]]'],
      [
        'barber/rules.yaml',
        '- id: closed',
        '- { id: new, topic: transfer, when: call.vouched, then: refuse }\n- id: closed',
      ],
    );
    expect(facts.map(({ where }) => where)).toEqual([
      'business locations main hours tuesday',
      'business services haircut price exactly',
      'rules new',
    ]);
    expect(facts[1]).toMatchObject({ before: 30, after: 35 });
  });

  it('tells which wishes are refused now, of which service, and when in the week', () => {
    const rule =
      '- id: mondays\n  topic: booking\n  when: opening.weekday == "monday" && opening.hour >= 13\n' +
      '  then: refuse\n  say: too-far\n- id: closed';
    const { verdicts } = changedBy(['barber/rules.yaml', '- id: closed', rule]);
    expect(verdicts).toEqual([
      {
        topic: 'booking',
        service: 'haircut',
        before: 'allow',
        after: 'refuse',
        rule: 'mondays',
        when: [{ weekday: 'monday', from: '13:00', to: '17:00' }],
        wishes: expect.any(Number),
      },
    ]);
  });

  it('tells which wishes need another yes, far ahead as well as near', () => {
    const { verdicts } = changedBy([
      'barber/rules.yaml',
      'then: refuse\n  say',
      'then: confirm-first\n  say',
    ]);
    expect(verdicts).toMatchObject([{ before: 'refuse', after: 'confirm-first', rule: 'too-far' }]);
  });

  it('tells a step that is gone, a way that leads elsewhere, and the calls that end in another way', () => {
    const { states, ways, paths } = changedBy([visit, '    no: bye', '    no: person']);
    expect(states).toEqual({ added: [], removed: [] });
    expect(ways.moved).toMatchObject([
      {
        before: { from: 'serving.visit.read-back.reading-back', to: 'serving.visit.bye' },
        after: { event: 'caller.denied', to: 'serving.visit.person' },
      },
    ]);
    expect(paths.calls).toBeGreaterThan(0);
    const [shortest] = paths.changed;
    expect(shortest?.at).toMatchObject({ move: 'caller.denied', before: 'anything-else' });
    expect(shortest?.way.at(-1)).toBe('caller.denied → anything-else');
  });

  it('tells a sentence that is worded in another way, by its wordings', () => {
    const { sentences, ways } = changedBy([
      'defaults/words.yaml',
      'goodbye: Words for it.',
      'goodbye: So long.',
    ]);
    expect(sentences).toEqual([
      { sentence: 'goodbye', before: ['Words for it.'], after: ['So long.'] },
    ]);
    expect(ways.moved).toEqual([]);
  });

  it('is read in lines, and drawn with what is new and what is gone', async () => {
    const edit: [string, string, string] = [
      visit,
      '    no: bye\n',
      '    no: sorry\n  sorry:\n    say: stopped\n    then: bye\n',
    ];
    expect(linesOf(changedBy(edit))).toContain('    + serving.visit.sorry');
    const svg = await drawChanges(barber(), barber(edit), systemClock);
    expect(svg).toMatch(/<g class="node added" data-state="serving\.visit\.sorry"/);
    const back = await drawChanges(barber(edit), barber(), systemClock);
    expect(back).toMatch(/<g class="node removed" data-state="serving\.visit\.sorry"/);
  });
});
