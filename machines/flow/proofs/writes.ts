/** Proofs about what is written: never before its rules were asked, never before the caller's yes. */
import type { Definition } from '../../policy/definition.ts';
import type { EffectName } from '../../ports.ts';
import type { Spot, WalkStep } from './abstract-walk.ts';
import { type ChartNode, type ChartTree, isWithin } from './chart-nodes.ts';
import { explore, type Proved, type Watch } from './explore.ts';
import type { SpotGraph } from './spot-graph.ts';

/** The effects that write something that stays. */
export const writes = ['book', 'reschedule', 'cancel', 'take-message'] as const;
export type Write = (typeof writes)[number];

/** The topic whose rules are about a write, whatever flow asks for it. */
const topicOf: Record<Write, string> = {
  book: 'booking',
  reschedule: 'reschedule',
  cancel: 'cancel',
  'take-message': 'message',
};

/** What a verdict was about: once that is another one, the verdict no longer counts. */
const subjectOf: Record<Write, 'times' | 'bookings' | null> = {
  book: 'times',
  reschedule: 'bookings',
  cancel: 'bookings',
  'take-message': null,
};

/** A message commits nobody to anything; these change the calendar. */
const alwaysConfirmed: readonly Write[] = ['book', 'reschedule', 'cancel'];

export function isWrite(effect: EffectName): effect is Write {
  return writes.some((each) => each === effect);
}

/** What one flow of the chart holds itself to. */
interface Promised {
  topics: string[];
  confirms: boolean;
}

function promisedBy(tree: ChartTree, definition: Definition, write: Write) {
  const ruled = definition.rules.some(({ topic }) => topic === topicOf[write]);
  const known = new Map<ChartNode, Promised>();
  return (leaf: ChartNode): Promised => {
    const flow = tree.nodes.find(
      (node) => node.parent?.path === 'serving' && isWithin(leaf, node),
    ) as ChartNode;
    const made = known.get(flow) ?? promisesOf(tree, flow);
    known.set(flow, made);
    const own = made.topics.includes(topicOf[write]) || ruled;
    return {
      topics: own ? [topicOf[write]] : made.topics,
      confirms: made.confirms || alwaysConfirmed.includes(write),
    };
  };
}

function promisesOf(tree: ChartTree, flow: ChartNode): Promised {
  const inside = tree.nodes.filter((node) => isWithin(node, flow)).map(({ state }) => state);
  const topics = inside.flatMap(({ invoke }) =>
    invoke?.input.effect === 'check-policy' ? [invoke.input.topic ?? ''] : [],
  );
  const confirms = inside.some(({ on }) => (on?.['caller.affirmed'] ?? []).some(isHeardYes));
  return { topics: [...new Set(topics)], confirms };
}

function isHeardYes({ guard }: WalkStep['edge']): boolean {
  return guard?.type === 'questionHeard';
}

function begun(step: WalkStep, write: Write): ChartNode | undefined {
  return step.entered.find(({ state }) => state.invoke?.input.effect === write);
}

function startsAnew({ actions, resumes }: WalkStep): boolean {
  return actions.some(({ type }) => type === 'leaveFlow' || (type === 'beginFlow' && !resumes));
}

/** What is written about is another one now. */
function changesSubject(step: WalkStep, subject: 'times' | 'bookings' | null): boolean {
  if (subject === null) return false;
  const found = subject === 'times' ? ['free', 'alternatives'] : ['one', 'several'];
  const finder = subject === 'times' ? 'find-times' : 'find-bookings';
  if (step.answer?.effect === finder && found.includes(step.answer.outcome)) return true;
  return step.actions.some((action) => {
    if (action.type === 'takeOffer') return action.params.of === subject;
    if (action.type === 'takeWritten') return subject === 'bookings';
    return subject === 'times' && (action.type === 'forgetOpening' || action.type === 'forget');
  });
}

/** Topics whose rules allowed it, for the values as they are. */
type Asked = string[];

export function writesAreChecked(graph: SpotGraph, definition: Definition): Proved {
  return each(graph, (write) => {
    const promised = promisedBy(graph.tree, definition, write);
    const watch: Watch<Asked> = {
      start: [],
      see(asked, step) {
        let memory = asked;
        const anew = startsAnew(step) || step.changesValues;
        if (asked.length > 0 && (anew || changesSubject(step, subjectOf[write]))) memory = [];
        if (allowed(step)) memory = [...new Set([...memory, step.answer?.topic ?? ''])].sort();
        const state = begun(step, write);
        if (state === undefined) return { memory };
        const { topics } = promised(state);
        if (topics.length === 0 || topics.some((topic) => memory.includes(topic)))
          return { memory };
        return { memory, broken: `"${write}" can be reached without the rules of "${topics[0]}"` };
      },
    };
    return explore(graph, watch);
  });
}

function allowed({ answer }: WalkStep): boolean {
  return answer?.effect === 'check-policy' && ['allow', 'confirm-first'].includes(answer.outcome);
}

/** `said`: the caller said yes to what would be written. `owed`: the topic that wants a yes first. */
interface Yes {
  said: boolean;
  owed: string | null;
  /** A caller who leaves in the middle cannot be asked: what they said is kept without a yes. */
  left: boolean;
}

export function writesAreConfirmed(graph: SpotGraph, definition: Definition): Proved {
  return each(graph, (write) => {
    const promised = promisedBy(graph.tree, definition, write);
    const watch: Watch<Yes> = {
      start: { said: false, owed: null, left: false },
      see(before, step, from) {
        const memory = yesAfter(before, step, from);
        const state = begun(step, write);
        if (state === undefined) return { memory };
        if (memory.owed !== null) {
          return {
            memory,
            broken: `"${write}" can be reached without the yes that a rule asks for`,
          };
        }
        const exempt = memory.left && write === 'take-message';
        if (memory.said || exempt || !promised(state).confirms) return { memory };
        return { memory, broken: `"${write}" can be reached without the caller's yes` };
      },
    };
    return explore(graph, watch);
  });
}

function yesAfter(before: Yes, step: WalkStep, from: Spot): Yes {
  if (startsAnew(step)) return { said: false, owed: null, left: false };
  const yes = step.event === 'caller.affirmed' && isHeardYes(step.edge);
  const other =
    changesSubject(step, 'times') ||
    changesSubject(step, 'bookings') ||
    step.actions.some(({ type }) => ['fill', 'fillYesNo', 'fillReading'].includes(type));
  const leaving = step.edge.target !== undefined && step.edge.target === keptAt(from.leaf);
  // The rules for ringing a person are asked outside of any flow, and owe nothing to its write.
  const verdict = from.leaf.path.startsWith('serving.') ? step.answer : null;
  const said = yes || (before.said && !other);
  const owed = owedAfter(yes ? null : before.owed, verdict);
  const left = before.left || leaving;
  if (said === before.said && owed === before.owed && left === before.left) return before;
  return { said, owed, left };
}

/** The rules may be asked again: what they say last holds. */
function owedAfter(before: string | null, verdict: WalkStep['answer']): string | null {
  if (verdict?.outcome === 'confirm-first') return verdict.topic ?? '';
  return verdict?.outcome === 'allow' && verdict.topic === before ? null : before;
}

/** Where a caller who leaves is led, or one who is never understood, so that nothing is lost. */
function keptAt(leaf: ChartNode): string | undefined {
  const edge = leaf.parent?.state.on?.['caller.said-goodbye']?.[0];
  return edge?.target?.startsWith(`#${leaf.path.split('.')[1]}.`) ? edge.target : undefined;
}

/**
 * A write whose answer was lost may be there. Until the database was asked what became of it, the same
 * thing is never written a second time.
 */
export function writesAreSettled(graph: SpotGraph): Proved {
  return each(graph, (write) => {
    const watch: Watch<boolean> = {
      start: false,
      see(lost, step) {
        const again = begun(step, write) !== undefined;
        if (again && lost && write !== 'take-message' && isNew(step)) {
          const broken = `"${write}" can be asked for again before a lost answer was settled`;
          return { memory: lost, broken };
        }
        if (again) return { memory: true };
        const known = step.answer !== null && step.answer.outcome !== 'unknown';
        const answered = known && ['settle', write].includes(step.answer?.effect ?? '');
        return { memory: lost && !answered && !startsAnew(step) };
      },
    };
    return explore(graph, watch);
  });
}

/** With a key of its own; the same key never writes twice. */
function isNew({ actions }: WalkStep): boolean {
  return actions.some(({ type }) => type === 'newWrite');
}

/** One write after the other, as far as the chart has them. */
function each({ tree }: SpotGraph, prove: (write: Write) => Proved): Proved {
  const asked = new Set(tree.nodes.map(({ state }) => state.invoke?.input.effect));
  const results = writes.filter((write) => asked.has(write)).map(prove);
  return {
    broken: results.flatMap(({ broken }) => broken),
    looked: results.reduce((sum, { looked }) => sum + looked, 0),
  };
}
