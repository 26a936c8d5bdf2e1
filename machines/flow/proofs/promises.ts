/**
 * Proof that nothing is called done before the database has said so. A promise is the sentence that
 * a flow says first after `committed`, and any statement worded like one.
 */
import type { Action } from '../../call/chart-types.ts';
import type { CallOutcome } from '../../events.ts';
import type { Definition } from '../../policy/definition.ts';
import type { WalkStep } from './abstract-walk.ts';
import { type ChartNode, type ChartTree, isPassing, isWithin } from './chart-nodes.ts';
import { explore, type Proved, type Watch } from './explore.ts';
import { soundsDone } from './sounds-done.ts';
import type { SpotGraph } from './spot-graph.ts';
import { isWrite, type Write, writes } from './writes.ts';

/** The writes of which at least one must be committed before the sentence. */
export type Promises = Map<string, Set<Write>>;

/** What a call may count as its outcome only once the write behind it is there. */
const writeBehind: Partial<Record<CallOutcome, Write>> = {
  booked: 'book',
  rescheduled: 'reschedule',
  cancelled: 'cancel',
  'message-taken': 'take-message',
};

export function promisesOf(tree: ChartTree, { words }: Definition): Promises {
  const promises: Promises = new Map();
  for (const node of tree.nodes) {
    const effect = node.state.invoke?.input.effect;
    if (effect === undefined || (effect !== 'settle' && !isWrite(effect))) continue;
    const sentence = firstAfterCommit(tree, node);
    if (sentence === undefined) continue;
    const kept = promises.get(sentence) ?? new Set();
    for (const write of effect === 'settle' ? writesBeside(tree, node) : [effect]) kept.add(write);
    promises.set(sentence, kept);
  }
  for (const [sentence, wordings] of Object.entries(words)) {
    if (promises.has(sentence) || ![wordings].flat().some(soundsDone)) continue;
    promises.set(sentence, new Set(writes));
  }
  return promises;
}

function firstAfterCommit(tree: ChartTree, waiting: ChartNode): string | undefined {
  const edge = waiting.state.invoke?.onDone.find(
    ({ guard }) => guard?.type === 'outcomeIs' && guard.params.is === 'committed',
  );
  let node = edge === undefined ? null : tree.targetOf(waiting, edge);
  const seen = new Set<ChartNode>();
  while (node !== null && !seen.has(node) && isPassing(node)) {
    seen.add(node);
    const said = (node.state.entry ?? []).find(({ type }) => type === 'say');
    if (said?.type === 'say') return said.params.sentence;
    const onwards = (node.state.always ?? []).find(({ guard }) => guard === undefined);
    node = onwards === undefined ? null : tree.targetOf(node, onwards);
  }
  return undefined;
}

/** What `settle` asks after: a write of the same flow. */
function writesBeside(tree: ChartTree, settle: ChartNode): Write[] {
  const flow = tree.nodes.find(
    (node) => node.parent?.path === 'serving' && isWithin(settle, node),
  ) as ChartNode;
  return tree.nodes
    .filter((node) => isWithin(node, flow))
    .map(({ state }) => state.invoke?.input.effect)
    .filter((effect) => effect !== undefined && isWrite(effect)) as Write[];
}

interface Written {
  asked: Write | null;
  committed: boolean;
}

export function promisesAreKept(graph: SpotGraph, definition: Definition): Proved {
  const promises = promisesOf(graph.tree, definition);
  const watch: Watch<Written> = {
    start: { asked: null, committed: false },
    see(before, step) {
      const memory = writtenAfter(before, step);
      const done = memory.committed ? memory.asked : null;
      for (const action of step.actions) {
        const broken = brokenBy(action, promises, done);
        if (broken !== undefined) return { memory, broken };
      }
      return { memory };
    },
  };
  return explore(graph, watch);
}

function writtenAfter(before: Written, step: WalkStep): Written {
  let written = before;
  if (step.actions.some(({ type }) => type === 'leaveFlow')) {
    written = { asked: null, committed: false };
  }
  if (step.answer?.outcome === 'committed') written = { ...written, committed: true };
  for (const { state } of step.entered) {
    const effect = state.invoke?.input.effect;
    if (effect !== undefined && isWrite(effect)) written = { asked: effect, committed: false };
  }
  return written;
}

function brokenBy(action: Action, promises: Promises, done: Write | null): string | undefined {
  if (action.type === 'outcome') {
    const write = writeBehind[action.params.is];
    if (write === undefined || write === done) return undefined;
    return `the call can count as "${action.params.is}" before "${write}" was committed`;
  }
  const sentence = action.type === 'say' ? action.params.sentence : undefined;
  if (sentence === undefined) return undefined;
  const kept = promises.get(sentence);
  if (kept === undefined || (done !== null && kept.has(done))) return undefined;
  const write = kept.size === 1 ? `"${[...kept][0]}"` : 'a write';
  return `"${sentence}" can be said before ${write} was committed`;
}
