/**
 * A few short calls of the generated suite that a caller with a telephone can make: one for each
 * outcome of each effect, for each repair, and for each read-back. The caller hears everything to its
 * end.
 */
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import { stateExpectation } from '../../machines/call/expectation.ts';
import type { Move, Start } from '../../machines/paths/moves.ts';
import type { Suite } from '../../machines/paths/suite.ts';
import { type Moment, surroundings } from '../../machines/paths/surroundings.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { EffectName } from '../../machines/ports.ts';

export interface PatientPath {
  /** What the call is made for. */
  target: string;
  start: Start;
  moves: Move[];
  /** The state after each move, as the chart has it. */
  leaves: string[];
}

/** What callers say about the call itself, and what they do instead of answering. */
const repairs = [
  'caller.asked-repeat',
  'caller.asked-slower',
  'caller.asked-wait',
  'caller.asked-if-robot',
  'caller.spoke-language',
  'caller.was-unclear',
  'caller.was-silent 1',
  'caller.cancelled',
  'caller.wanted-person',
  'caller.asked answered',
  'caller.was-out-of-scope',
  'caller.said-goodbye',
  'caller.alarmed emergency',
];

/** What a telephone cannot bring about: a yes before the question, a broken line, a rule's other word. */
function isSpoken(move: Move): boolean {
  if (move.kind === 'say') return !/ early$| while waiting$/.test(move.key);
  if (move.kind === 'answer') {
    return move.effect !== 'check-policy' || move.class.startsWith('allow');
  }
  return ['open', 'hear', 'silence', 'hang-up', 'error'].includes(move.kind);
}

function targetsOf(move: Move, leaf: string): string[] {
  const readBack = leaf.endsWith('.reading-back') ? [leaf] : [];
  if (move.kind === 'answer' || move.kind === 'error') {
    return move.effect === 'check-policy' ? readBack : [move.key, ...readBack];
  }
  return repairs.includes(move.key) ? [move.key, ...readBack] : readBack;
}

/** What the caller would have heard before they speak is heard: patience moves the call on. */
function patient(definition: Definition, days: { first: string; second: string }) {
  const machine = buildCallChart(definition) as never;
  const around = surroundings({ definition, machine, days });
  return (start: Start, keys: readonly string[]): Omit<PatientPath, 'target'> | null => {
    const made: Omit<PatientPath, 'target'> = { start, moves: [], leaves: [] };
    let moment: Moment = around.begin(start);
    const make = (key: string): boolean => {
      const move = around.moves(moment).find((each) => each.key === key);
      if (move === undefined || !isSpoken(move)) return false;
      // Whatever is said there is taken down as it is: no words are unclear.
      const { dictation } = stateExpectation(moment.snapshot);
      if (dictation && key === 'caller.was-unclear') return false;
      moment = around.make(moment, move);
      made.moves.push(move);
      made.leaves.push(moment.leaf);
      return true;
    };
    const hearsAll = () => {
      for (let times = 0; times < hearsMax && make('agent.was-heard'); times += 1);
    };
    for (const key of keys) {
      if (key === 'agent.was-heard') continue;
      if (!make(key)) return null;
      hearsAll();
    }
    return made;
  };
}

/** Hearing one answer may bring the next. */
const hearsMax = 4;

export function patientPaths(
  definition: Definition,
  suite: Suite,
  days: { first: string; second: string },
): PatientPath[] {
  const walk = patient(definition, days);
  const found = new Map<string, PatientPath>();
  const answers = answersIn(suite);
  /** The shortest way to a target is the one that is made. */
  function keep(target: string, start: Start, keys: string[]): void {
    const known = found.get(target);
    if (known && known.moves.length <= keys.length) return;
    const path = walk(start, keys);
    if (path === null || (known && known.moves.length <= path.moves.length)) return;
    found.set(target, { target, ...path });
  }
  for (const { start, moves, leaves } of suite.paths) {
    if (start.remembered !== undefined || !start.vouched || start.phone === '') continue;
    for (const [at, move] of moves.entries()) {
      if (!isSpoken(move)) break;
      const before = moves.slice(0, at).map(({ key }) => key);
      for (const target of targetsOf(move, leaves[at] ?? '')) {
        keep(target, start, [...before, move.key]);
      }
      // What the world answers in some call, it can answer in this one, which may be spoken.
      if (move.kind !== 'answer') continue;
      for (const other of answers.get(move.effect) ?? []) {
        keep(other, start, [...before, other]);
      }
    }
  }
  return leanest([...found.values()]);
}

/** Every answer of each effect that can be a target. */
function answersIn({ paths }: Suite): Map<EffectName, Set<string>> {
  const answers = new Map<EffectName, Set<string>>();
  for (const move of paths.flatMap(({ moves }) => moves)) {
    if (move.kind !== 'answer' || move.effect === 'check-policy') continue;
    answers.set(move.effect, (answers.get(move.effect) ?? new Set()).add(move.key));
  }
  return answers;
}

/** A call that another one goes through on its way need not be made. */
function leanest(paths: PatientPath[]): PatientPath[] {
  const way = ({ moves }: PatientPath) => moves.map(({ key }) => key).join('\n');
  const ways = paths.map(way);
  return paths.filter(
    (path, index) => !ways.some((other, at) => at !== index && other.startsWith(`${way(path)}\n`)),
  );
}
