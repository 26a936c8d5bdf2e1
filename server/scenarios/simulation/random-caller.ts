/** A caller made of chance: mostly one who wants something, now and then one who wanders. */

import type { CallEvent } from '../../../machines/events.ts';
import { callerMoves } from '../../../machines/paths/caller-alphabet.ts';
import type { Move } from '../../../machines/paths/moves.ts';
import { valueClasses } from '../../../machines/paths/slot-values.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Expectation, SlotValue } from '../../../machines/vocabulary.ts';
import type { BareCall } from './bare-call.ts';
import type { Chance } from './chance.ts';

type Say = Extract<Move, { kind: 'say' }>;

/** How a caller is; drawn anew for each call, so that some wander a lot and some never. */
export interface Temper {
  /** How often they say what was asked for. */
  helpful: number;
  talksOver: number;
  silent: number;
  leaves: number;
  /** What they want, when they are asked. */
  wish: string | undefined;
}

export function temperBy(chance: Chance, { business, flows }: Definition): Temper {
  const wishes = business.flows.filter(
    (id) => !('hand-over' in (flows[id]?.steps[flows[id].first] ?? {})),
  );
  return {
    helpful: 0.45 + 0.55 * chance.next(),
    talksOver: chance.happens(0.3) ? 0.3 : 0.02,
    silent: chance.happens(0.2) ? 0.2 : 0.01,
    leaves: chance.happens(0.3) ? 0.05 : 0.005,
    wish: chance.pick(wishes),
  };
}

export interface RandomCallerDeps {
  definition: Definition;
  days: { first: string; second: string };
  chance: Chance;
  temper: Temper;
}

export interface RandomCaller {
  /** What they say now; nothing when they keep silent. */
  says(call: BareCall): CallEvent | null;
}

export function createRandomCaller(deps: RandomCallerDeps): RandomCaller {
  const { definition, days, chance, temper } = deps;
  const spoken = new Map<string, SlotValue>();

  function valueFor(slot: string, kind: Parameters<typeof valueClasses>[1]): SlotValue | undefined {
    const known = spoken.get(slot);
    if (known !== undefined && chance.happens(0.8)) return known;
    const classes = valueClasses(definition, kind, days).filter(({ value }) => value !== undefined);
    const value = chance.pick(classes)?.value;
    if (value !== undefined) spoken.set(slot, value);
    return value;
  }

  /** What was asked for, as far as it is one thing. */
  function helpful(call: BareCall, expectation: Expectation): CallEvent | null {
    const { asks, choices, yesNo, accepts, flows } = expectation;
    const [asked] = asks;
    if (asked !== undefined) {
      const value = valueFor(asked.slot, asked.kind);
      if (value !== undefined) {
        return { type: 'caller.gave', values: { [asked.slot]: value }, unsure: {} };
      }
    }
    if (choices.length > 0) {
      return { type: 'caller.chose', choice: String(Math.floor(chance.next() * choices.length)) };
    }
    if (yesNo) {
      const heard = !call.mouth.speaking;
      return chance.happens(0.85) ? { type: 'caller.affirmed', heard } : { type: 'caller.denied' };
    }
    const [free] = accepts;
    if (free?.kind === 'text')
      return { type: 'caller.gave', values: { [free.slot]: 'blue' }, unsure: {} };
    return temper.wish !== undefined && flows.includes(temper.wish)
      ? { type: 'caller.wanted', flow: temper.wish, values: {}, unsure: {} }
      : { type: 'caller.said-goodbye' };
  }

  function wandering(call: BareCall, expectation: Expectation): CallEvent | null {
    const moves = callerMoves({
      definition,
      expectation,
      slots: call.context().slots,
      days,
      earlyYes: false,
    });
    const event = (chance.pick(moves) as Say | undefined)?.event ?? null;
    if (event?.type === 'caller.affirmed') return { ...event, heard: !call.mouth.speaking };
    return event;
  }

  return {
    says(call) {
      const expectation = call.expectation();
      return chance.happens(temper.helpful)
        ? helpful(call, expectation)
        : wandering(call, expectation);
    },
  };
}
