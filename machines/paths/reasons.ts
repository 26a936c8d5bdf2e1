/** Why a declared state or edge cannot be reached: said in a sentence, or it is a hole in the suite. */
import type { AnyStateNode } from 'xstate';
import type { Guard, StateExpectation } from '../call/chart-types.ts';
import { spokenEventTypes } from '../events.ts';
import type { Declared, DeclaredEdge } from './declared.ts';

export interface Unreachable {
  id: string;
  /** Null: nobody knows, which counts against the suite. */
  why: string | null;
}

const spoken = new Set<string>(spokenEventTypes);
const given = new Set(['caller.gave', 'caller.corrected']);

interface Setting {
  declared: Declared;
  /** States that some call is in, passing ones too. */
  entered: ReadonlySet<string>;
}

type Reason = (edge: DeclaredEdge, setting: Setting) => string | null;

function metaOf(node: AnyStateNode | undefined): StateExpectation {
  return (node?.meta ?? {}) as StateExpectation;
}

/** The states in which an edge could be taken: its source, or everything inside it. */
function leavesUnder({ path }: DeclaredEdge, { declared, entered }: Setting) {
  return declared.states.filter(
    (state) =>
      entered.has(state.path) &&
      (path === '' || state.path === path || state.path.startsWith(`${path}.`)),
  );
}

/** What the innermost state says of itself, with what the states around it say. */
function expectationsAt(node: AnyStateNode): StateExpectation {
  const around = node.parent === undefined ? {} : expectationsAt(node.parent);
  return { ...around, ...metaOf(node) };
}

const sourceNeverEntered: Reason = (edge, setting) =>
  leavesUnder(edge, setting).length === 0 ? 'no call ever comes to its state' : null;

const waitsForTheWorld: Reason = (edge, setting) => {
  if (!spoken.has(edge.event)) return null;
  const inside = leavesUnder(edge, setting).filter(({ passing }) => !passing);
  const busy = inside.every(({ node }) => expectationsAt(node).busy === true);
  return busy ? 'the line keeps what is said until the chart has its answer' : null;
};

/** Guards of which one always holds: all flows are listed, and only what was cut off is asked about. */
const exhaustive = new Set<Guard['type']>(['remembers', 'wants']);

/** An inner state that has its own unconditional edge never lets the event out. */
function answersItself(node: AnyStateNode, edge: DeclaredEdge): boolean {
  const { path, event } = edge;
  for (let at: AnyStateNode | undefined = node; at; at = at.parent) {
    if (at.path.join('.') === path) return false;
    const own = (at.transitions as unknown as Map<string, { guard?: Guard }[]>).get(event) ?? [];
    if (own.some(({ guard }) => guard === undefined || exhaustive.has(guard.type))) return true;
  }
  return false;
}

const everyStateHasItsOwn: Reason = (edge, setting) => {
  if (edge.event === '') return null;
  const open = leavesUnder(edge, setting).filter(
    ({ passing, node }) => !passing && node.type !== 'final' && expectationsAt(node).busy !== true,
  );
  return open.length > 0 && open.every(({ node }) => answersItself(node, edge))
    ? 'every state inside has an edge of its own for it'
    : null;
};

const nothingToChoose: Reason = (edge, setting) => {
  if (edge.event !== 'caller.chose') return null;
  const offering = leavesUnder(edge, setting).some(
    ({ node }) => expectationsAt(node).choices !== undefined,
  );
  return offering
    ? 'a choice always names something that is on offer'
    : 'nothing is on offer here, so nothing can be chosen';
};

/** The line hands on only values that the state asks for or accepts, so they always fit something. */
const valuesFit: Reason = ({ event, guardsBefore, guard }, _setting) => {
  if (!given.has(event) || guardsBefore.length === 0) return null;
  return guard === undefined || guard.type === 'missesBelow'
    ? 'a value that fits nothing here never reaches the chart'
    : null;
};

const nothingAccepted: Reason = (edge, setting) => {
  if (!given.has(edge.event)) return null;
  const accepting = leavesUnder(edge, setting).filter(
    ({ node, passing }) => !passing && expectationsAt(node).accepts !== undefined,
  );
  return accepting.every(({ node }) => answersItself(node, edge))
    ? 'where values are accepted, the states have edges of their own'
    : null;
};

const takenDown: Reason = (edge, setting) => {
  if (!spoken.has(edge.event)) return null;
  const inside = leavesUnder(edge, setting).filter(({ passing }) => !passing);
  return inside.every(({ node }) => expectationsAt(node).dictation === true)
    ? 'what is said here is taken down as it is'
    : null;
};

const rulesNeverSay: Reason = ({ source, event, guard }) => {
  if (!`${event} ${source}`.includes('check-policy') && !source.endsWith('checking')) return null;
  if (event.startsWith('xstate.done')) {
    return guard?.type === 'outcomeIs'
      ? 'no rule of the topic says it'
      : 'the rules answer only with their verdicts';
  }
  return null;
};

const rulesAnswerAtOnce: Reason = (edge, setting) => {
  const timed = edge.event.startsWith('xstate.after') || edge.event.startsWith('xstate.error');
  if (!timed) return null;
  const inside = setting.declared.edges.some(
    ({ event, path }) =>
      event.includes('check-policy') && (path === edge.path || edge.path.startsWith(`${path}.`)),
  );
  return inside ? 'the rules answer at once, inside the process' : null;
};

const noNameIsBlurred: Reason = (edge) =>
  edge.guard?.type === 'unsure' ? 'no value asked for here can be read in two ways' : null;

const onlyAfterABug: Reason = ({ guard, source }) => {
  if (guard?.type === 'startedAs') return 'only after the chart itself broke';
  if (source === 'failing') return 'a line that breaks twice ends the call at the phone';
  return null;
};

const carrierNeverSays: Reason = ({ event, guard }) =>
  event.includes('transfer') && guard?.type === 'outcomeIs'
    ? 'the carrier has no word for it'
    : null;

const dialAlwaysEnds: Reason = ({ event }) =>
  event.startsWith('xstate.error') && event.includes('transfer')
    ? "the carrier's dial has an end, and never an error"
    : null;

const goneWithItsAnswer: Reason = ({ event, guard }) =>
  event === '' && guard?.type === 'callerGone'
    ? 'a caller who hangs up during the write before is let go with its answer'
    : null;

const heardBefore: Reason = ({ event, source }, { declared }) =>
  event.startsWith('xstate.after') &&
  declared.edges.some(
    (other) =>
      other.source === source && other.event === 'agent.was-heard' && other.targets.length > 0,
  )
    ? 'what is said is heard, or given up on, before that'
    : null;

const silenceDoesNotCount: Reason = (edge, setting) => {
  if (edge.event !== 'caller.was-silent') return null;
  const counting = leavesUnder(edge, setting).some(
    ({ node }) => expectationsAt(node).silenceAllowed === true,
  );
  return counting ? null : 'nobody is waited for here';
};

const servedFlowTakesIt: Reason = (edge, { declared }) => {
  if (edge.guard?.type !== 'at') return null;
  const before = new Set(edge.guardsBefore);
  return declared.edges.some(({ id, guard }) => before.has(id) && guard?.type === 'serves')
    ? 'while a flow is served, that flow takes it'
    : null;
};

const notedBefore: Reason = ({ guard, guardsBefore }, { declared }) => {
  if (guard?.type !== 'changes' && guard?.type !== 'gives') return null;
  const wanted = guard.params.slots;
  const noted = declared.edges
    .filter(({ id }) => guardsBefore.includes(id))
    .flatMap((edge) => (edge.guard?.type === 'givesOnly' ? edge.guard.params.slots : []));
  return wanted.every((slot) => noted.includes(slot))
    ? 'whatever can be given here is noted, and the offer stands'
    : null;
};

const stoppedBefore: Reason = ({ guard }) =>
  guard?.type === 'tooManySteps' ? 'its flow is always stopped at another step first' : null;

const servedAlready: Reason = ({ guard, source }, { declared, entered }) => {
  if (guard?.type !== 'wants' || source !== 'serving') return null;
  const served = declared.states.filter(
    ({ path, passing }) => !passing && entered.has(path) && path.startsWith('serving.'),
  );
  return served.every(({ path }) => path.startsWith(`serving.${guard.params.flow}.`))
    ? 'it is being served already'
    : null;
};

const noSuchQuestion: Reason = ({ guard }) =>
  guard?.type === 'questionIn' && guard.params.questions.length === 0
    ? 'no question of this business goes to a person'
    : null;

/** Where nothing is asked for and nothing offered, something is read back: all of it is known. */
const allKnown: Reason = (edge, setting) => {
  if (edge.event !== 'caller.corrected' || edge.guard?.type !== 'gives') return null;
  const readBack = leavesUnder(edge, setting).every(({ node }) => {
    const { asks, choices, yesNo } = expectationsAt(node);
    return asks === undefined && choices === undefined && yesNo === true;
  });
  return readBack ? 'everything is known here, so a correction changes something' : null;
};

const notKnownYet: Reason = (edge, setting) => {
  const { event, guard } = edge;
  if (!given.has(event) || (guard?.type !== 'changes' && guard?.type !== 'gives')) return null;
  const { slots } = guard.params;
  const asked = leavesUnder(edge, setting).every(({ node }) => {
    const { asks = [] } = expectationsAt(node);
    return slots.every((slot) => asks.includes(slot));
  });
  return asked ? 'what is asked for here is not known yet' : null;
};

const severalAreNeverOne: Reason = ({ guard }) =>
  guard?.type === 'singleOffer' && guard.params.of === 'bookings'
    ? 'one appointment is found, several are offered'
    : null;

const heardAsAPerson: Reason = ({ guard, event }, { declared }) => {
  if (event !== 'caller.wanted' || !(guard?.type === 'wants')) return null;
  const prefix = `serving.${guard.params.flow}.`;
  const inside = declared.states.filter(({ path }) => path.startsWith(prefix));
  return inside.length === 1 && inside[0]?.passing
    ? 'who wishes for a person is always heard as that'
    : null;
};

const onlyPassedThrough: Reason = ({ guard }, { declared, entered }) => {
  if (guard?.type !== 'wantsCurrent') return null;
  const stays = declared.states.some(
    ({ path, passing }) =>
      !passing && entered.has(path) && path.startsWith(`serving.${guard.params.flow}.`),
  );
  return stays ? null : 'nobody is ever waiting inside that flow';
};

const reasons: Reason[] = [
  sourceNeverEntered,
  rulesAnswerAtOnce,
  rulesNeverSay,
  waitsForTheWorld,
  takenDown,
  nothingToChoose,
  everyStateHasItsOwn,
  nothingAccepted,
  valuesFit,
  noNameIsBlurred,
  onlyAfterABug,
  carrierNeverSays,
  severalAreNeverOne,
  dialAlwaysEnds,
  silenceDoesNotCount,
  heardBefore,
  goneWithItsAnswer,
  servedFlowTakesIt,
  notKnownYet,
  allKnown,
  notedBefore,
  stoppedBefore,
  servedAlready,
  noSuchQuestion,
  heardAsAPerson,
  onlyPassedThrough,
];

export function whyNot(edge: DeclaredEdge, setting: Setting): string | null {
  for (const reason of reasons) {
    const why = reason(edge, setting);
    if (why !== null) return why;
  }
  return null;
}

/** A state that no call comes to: nothing leads there, or only edges that cannot be taken. */
export function whyNever(path: string, setting: Setting, edges: Map<string, Unreachable>): string {
  const leading = setting.declared.edges.filter(({ targets }) =>
    targets.some((target) => path === target || path.startsWith(`${target}.`)),
  );
  const inward = leading.filter(({ path: from }) => from !== path);
  if (inward.length === 0) return 'nothing leads to it';
  const known = inward.map(({ id }) => edges.get(id)?.why).find((why) => why);
  return known ?? 'nothing leads to it from a state that a call can be in';
}
