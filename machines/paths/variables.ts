/**
 * What the guards of a chart look at, as small named values: the search for new situations counts a
 * moment as new only when one of these has a value it never had in that state.
 */
import type { Guard } from '../call/chart-types.ts';
import type { CallContext } from '../call/context.ts';
import { firstNameAlone, offersOf } from '../call/guards.ts';
import type { Declared } from './declared.ts';
import type { Moment } from './surroundings.ts';

/** Reads one variable; null when it says nothing about this moment. */
export type Variable = (context: CallContext, moment: Moment) => string | null;

const upTo = (count: number, max: number) => String(Math.min(count, max));

/** A slot's presence; its value never matters to where a call can go. */
function presence(slot: string): Variable {
  const [known, open] = [`${slot}:known`, `${slot}:open`];
  return ({ slots }) => (slot in slots ? known : open);
}

function readsOf(guard: Guard): [string, Variable][] {
  switch (guard.type) {
    case 'startedAs':
      return [['mode', ({ mode }) => `mode:${mode}`]];
    case 'at':
      return [['place', ({ place }) => `place:${place}`]];
    case 'wantsCurrent':
    case 'serves':
      return [['flow', ({ flow }) => `flow:${flow}`]];
    case 'changes':
    case 'gives':
    case 'givesOnly':
    case 'lacksDetail':
      return guard.params.slots.map((slot) => [`slot ${slot}`, presence(slot)]);
    case 'needs':
      return [[`slot ${guard.params.slot}`, presence(guard.params.slot)]];
    case 'needsUnlessVouched':
      return [
        [`slot ${guard.params.slot}`, presence(guard.params.slot)],
        ['own number', ownNumber],
      ];
    case 'lacksLastName': {
      const { slot } = guard.params;
      const read: Variable = ({ slots, lastNameAskedOf }) => {
        const first = firstNameAlone(slots[slot]);
        return first === undefined ? null : `first-name-only:${first === lastNameAskedOf}`;
      };
      return [[`last name ${slot}`, read]];
    }
    case 'unsure':
      return [['unsure', ({ unsure }) => `unsure:${unsure?.slot ?? ''}`]];
    case 'hasOpening':
      return [['opening', ({ opening }) => `opening:${opening !== null}`]];
    case 'hasBooking':
      return [['booking', ({ booking }) => `booking:${booking !== null}`]];
    case 'singleOffer':
    case 'offered': {
      const { of } = guard.params;
      const read: Variable = (context) => `${of}:${upTo(offersOf(context, of).length, 2)}`;
      return [[`offers ${of}`, read]];
    }
    case 'missesBelow': {
      const { max, state } = guard.params;
      const read: Variable = ({ misses, place }, { leaf }) =>
        leaf.endsWith(state) && misses.state === state
          ? `misses:${upTo(misses.count, max)} ${place}`
          : null;
      return [[`misses ${state}`, read]];
    }
    case 'givenUp': {
      const { flow, max } = guard.params;
      const read: Variable = ({ misses: { state, count } }) =>
        `given-up:${state.startsWith(`${flow}.`) && count >= max}`;
      return [[`given up ${flow}`, read]];
    }
    case 'failuresBelow':
      return [['failures', ({ failures }) => `failures:${upTo(failures, guard.params.max)}`]];
    case 'silencesUpTo':
      // The next silence counts only after what it led to was heard.
      return [['silences', (_, { silences, speaking }) => `silences:${silences} ${speaking}`]];
    case 'callerGone':
    case 'outcomeWhileGone':
      return [['gone', (_, { gone }) => `gone:${gone}`]];
    case 'remembers':
      return [['remembered', ({ remembered }) => `remembered:${remembered?.flow ?? ''}`]];
    case 'hasWritten':
    case 'changesWritten':
      return [['written', ({ writtenStands }) => `written:${writtenStands}`]];
    default:
      return [];
  }
}

const ownNumber: Variable = ({ caller, slots }) =>
  `own-number:${caller.vouched && slots.phone === caller.phone}`;

/** What the world around the chart knows, and where a digression leads back to. */
const ofTheWorld: Variable[] = [
  (_, { speaking }) => `speaking:${speaking}`,
  (_, { held }) => `held:${held?.event.type ?? ''}`,
  (_, { broke }) => `broke:${broke}`,
  ({ place, flow }, { snapshot, leaf }) =>
    leaf === 'not-knowing' && place === 'serving' ? `back:${flow} ${historyOf(snapshot)}` : null,
];

function historyOf(snapshot: Moment['snapshot']): string {
  const history = snapshot.historyValue as Record<string, { id: string }[]>;
  return Object.values(history)
    .map((nodes) => nodes.map(({ id }) => id).join(','))
    .join(';');
}

/** Steps before the breaker trips in which each state is looked at by itself. */
const nearBreaker = 8;

/** Values that a moment has, each at its variable's place in the list, and of what they are. */
export interface Seen {
  /** A state, or a flow: its states together make one ladder of the breaker's steps. */
  of: string;
  values: (string | null)[];
}
export type NoveltyOf = (moment: Moment) => Seen[];

/** What an earlier call left is asked about at the beginning, and by no state that can come later. */
function leavesBeforeRead({ states, edges }: Declared, type: Guard['type']): Set<string> {
  const reads = edges.filter(({ guard }) => guard?.type === type).map(({ path }) => path);
  const within = (path: string, outer: string) =>
    outer === '' || path === outer || path.startsWith(`${outer}.`);
  const before = new Set(
    states.map(({ path }) => path).filter((path) => reads.some((read) => within(path, read))),
  );
  for (let grown = true; grown; ) {
    grown = false;
    for (const { path: from, targets } of edges) {
      if (!targets.some((target) => [...before].some((leaf) => within(leaf, target)))) continue;
      for (const { path } of states) {
        if (!within(path, from) || before.has(path)) continue;
        before.add(path);
        grown = true;
      }
    }
  }
  return before;
}

/** What is looked at in a moment: the value of each variable in its state. */
export function noveltyOf(declared: Declared, wide = false): NoveltyOf {
  const read = new Map<string, Variable>();
  /** Where each flow's breaker is; counting beyond it would never end. */
  const stepsMax = new Map<string, number>();
  for (const { guard, path } of declared.edges) {
    const flow = path.split('.')[1];
    if (guard?.type === 'tooManySteps' && flow) stepsMax.set(flow, guard.params.max);
    for (const [name, variable] of guard ? readsOf(guard) : []) read.set(name, variable);
  }
  const remembering = leavesBeforeRead(declared, 'remembers');
  const remembered = read.get('remembered');
  // Pairs of edges are the more, the more different ways there are to each.
  if (remembered !== undefined && !wide) {
    read.set('remembered', (context, moment) =>
      remembering.has(moment.leaf) ? remembered(context, moment) : null,
    );
  }
  const variables = [...read.values(), ...ofTheWorld];
  return (moment) => {
    const context = moment.snapshot.context as CallContext;
    const values = variables.map((variable) => variable(context, moment));
    const max = stepsMax.get(context.flow ?? '');
    if (max === undefined || context.steps > max)
      return [{ of: moment.leaf, values: [...values, null] }];
    // So close to the breaker, each state is looked at by itself: it may trip in any of them.
    const left = max - context.steps;
    values.push(left < nearBreaker ? String(left) : null);
    return [
      { of: moment.leaf, values },
      { of: `steps ${context.flow}`, values: [String(context.steps)] },
    ];
  };
}
