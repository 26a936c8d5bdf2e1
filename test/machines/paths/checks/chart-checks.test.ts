import { describe, expect, it } from 'vitest';
import { callChart } from '../../../../machines/call/build-call-chart.ts';
import type { ChartState, Edge } from '../../../../machines/call/chart-types.ts';
import { chartTree } from '../../../../machines/flow/proofs/chart-nodes.ts';
import { brokenChecks } from '../../../../machines/paths/checks/chart-checks.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');

/** What is objected to when the clinic's chart has one thing wrong. */
function objections(slip: (at: (path: string) => ChartState) => void): string[] {
  const chart = structuredClone(callChart(clinic));
  const tree = chartTree(chart);
  slip((path) => tree.at(path).state);
  return brokenChecks(clinic, chart).map(({ check }) => check);
}

const edgesOf = (state: ChartState, event: string): Edge[] =>
  state.on?.[event as keyof typeof state.on] ?? [];
const without = (edges: Edge[] | undefined, type: string) => {
  for (const edge of edges ?? []) {
    edge.actions = (edge.actions ?? []).filter((action) => action.type !== type);
  }
};

describe('A chart as it is drawn', () => {
  it.each(['bright-smile', 'stride-shoes', 'unlisted'])('is sound for %s', (business) => {
    expect(brokenChecks(shippedDefinition(business))).toEqual([]);
  });

  it.each<[string, (at: (path: string) => ChartState) => void, string]>([
    [
      'an edge that can never be taken',
      (at) => delete edgesOf(at('serving.book.offer'), 'caller.chose')[0]?.guard,
      'no edge stands behind one that always holds, or twice',
    ],
    [
      'an answer of the world that nobody expected',
      (at) => at('serving.book.write.waiting').invoke?.onDone.pop(),
      'where something must follow, one edge always holds',
    ],
    [
      'a wish that is dropped while the calendar is asked',
      (at) => delete at('serving.book.times.waiting').on?.['caller.wanted'],
      'whatever is said while the world is waited for is kept',
    ],
    [
      'an aside that forgets the open question',
      (at) => edgesOf(at('not-knowing'), 'caller.denied').shift(),
      'an aside leads back to where the call was',
    ],
    [
      'a new wish that keeps the values of the old one',
      (at) => without(edgesOf(at('serving'), 'caller.wanted'), 'leaveFlow'),
      'a wish begins its own conversation with what came with it, and leaves the one before',
    ],
    [
      'an answer to something else that goes without a word',
      (at) => without(edgesOf(at('serving.book.what.service'), 'caller.gave'), 'sayNoted'),
      'who tells something else than was asked hears that it was taken',
    ],
    [
      'a wish whose appointment is named for nothing',
      (at) => without(edgesOf(at('greeting.inviting'), 'caller.wanted'), 'noteNamed'),
      'a wish begins its own conversation with what came with it, and leaves the one before',
    ],
    [
      'a wish that forgets in one place what was answered before',
      (at) => without(edgesOf(at('serving'), 'caller.wanted'), 'fillFromAnswer'),
      'a wish takes the same along wherever it is said',
    ],
    [
      'a rule about cancelling that tells why nobody is rung',
      (at) => at('escalating').entry?.pop(),
      'why nobody can be rung is said by what was asked about ringing',
    ],
    [
      'a wish that is not listened to over the goodbye',
      (at) => edgesOf(at('closing'), 'caller.wanted').pop(),
      'wherever a wish is listened to, each one is',
    ],
    [
      'a miss that is not counted',
      (at) => without(edgesOf(at('serving.book.what.when'), 'caller.denied'), 'countMiss'),
      'a miss is counted where it happened, and the same question comes in other words',
    ],
    [
      'a cap of its own',
      (at) => {
        const [edge] = edgesOf(at('serving.book.what.when'), 'caller.was-unclear');
        if (edge?.guard?.type === 'missesBelow') edge.guard.params.max += 1;
      },
      'the caps are those of the policy',
    ],
    [
      'a value that is heard and not kept',
      (at) => without(edgesOf(at('serving.book.who.name'), 'caller.gave'), 'fill'),
      'what is given is kept',
    ],
    [
      'a question for something else than is needed',
      (at) => {
        const needs = at('serving.book.what.choosing').always?.find(
          ({ guard }) => guard?.type === 'needs',
        );
        if (needs) needs.target = 'when';
      },
      'what is needed is what is asked for, and a doubt is cleared up first',
    ],
    [
      'a hand-over without a reason',
      (at) => without(edgesOf(at('serving.book.what.when'), 'caller.denied'), 'reason'),
      'whoever is handed over is handed over for a reason',
    ],
    [
      'a booking that is lost with the caller',
      (at) => without(at('serving.book.write.waiting').invoke?.onDone.slice(0, 1), 'keepWritten'),
      'what happened is kept although the caller left, and nothing more is begun',
    ],
    [
      'a failure that is treated unlike no answer',
      (at) => {
        const last = at('serving.book.write.waiting').invoke?.onError.at(-1);
        if (last) last.target = '#book.booked';
      },
      'no answer, an unknown one and a failure lead the same way',
    ],
    [
      'a second decision under the key of the first',
      (at) => without(at('serving.book.write.beginning').always, 'newWrite'),
      'each decision to write has a key of its own, and a settling has that of its write',
    ],
    [
      'a long wait in silence',
      (at) => {
        at('serving.book.write.waiting.audibly').entry = [];
      },
      'a wait that takes long is filled with words, if somebody is there',
    ],
    [
      'a step that does not count',
      (at) => at('serving.book.is-free').entry?.shift(),
      'every step that a flow names is there, and counts, so that no flow turns in circles',
    ],
  ])('is objected to for %s', (_name, slip, check) => {
    expect(objections(slip)).toContain(check);
  });
});
