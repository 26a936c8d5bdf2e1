import { describe, expect, it } from 'vitest';
import { behaviourChanges } from '../../../../server/scenarios/approved/behaviour-changes.ts';
import { approvedBehaviour } from '../../../../server/scenarios/approved/call-behaviour.ts';
import {
  practiceDays as days,
  practiceStartMs as startMs,
} from '../../../../server/scenarios/practice-days.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const definition = shippedDefinition('stride-shoes');
const approved = await approvedBehaviour(definition, { days, startMs, seed: 1, cover: 'states' });
const changesOf = (draft: typeof definition) =>
  behaviourChanges(approved, draft, { days, startMs });

describe('the approved behaviour of a version', () => {
  it('is the same on the same version, kept as data or not', async () => {
    expect(approved.length).toBeGreaterThan(5);
    expect(await changesOf(definition)).toEqual([]);
    const kept = JSON.parse(JSON.stringify(approved)) as typeof approved;
    expect(await behaviourChanges(kept, definition, { days, startMs })).toEqual([]);
  });

  it('shows another wording once, with how many calls say it', async () => {
    const words = { ...definition.words, goodbye: 'So long!' };
    const changes = await changesOf({ ...definition, words });
    const spoken = changes.filter(({ after }) => after.includes('So long!'));
    expect(spoken.length).toBeGreaterThan(0);
    expect(new Set(changes.map(({ what }) => what))).toEqual(new Set(['other words']));
    expect(spoken[0]?.way[0]).toBe('line.opened');
  });

  it('shows what changed in an answer once, whatever is asked after it', async () => {
    const questions = definition.questions.map((question) => ({
      ...question,
      answer: `Indeed. ${question.answer}`,
    }));
    const changes = await changesOf({ ...definition, questions });
    expect(changes).toMatchObject([{ what: 'other words', before: '', after: 'Indeed.' }]);
    expect(changes[0]?.calls).toBeGreaterThan(1);
  });

  it('shows the calls that cannot be made any more, the shortest way to each', async () => {
    const business = {
      ...definition.business,
      flows: definition.business.flows.filter((id) => id !== 'hold'),
    };
    const changes = await changesOf({ ...definition, business });
    const gone = changes.filter(({ what }) => what === 'a call is not possible any more');
    expect(gone.some(({ before }) => before.startsWith('serving.hold.'))).toBe(true);
  });
});
