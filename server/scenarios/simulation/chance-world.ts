/** How the world answers by chance: mostly as it should, sometimes with one of its faults. */
import type { EffectAnswer, EffectName } from '../../../machines/ports.ts';
import type { Cue } from '../forced-world.ts';
import type { Chance } from './chance.ts';

/** Every way in which an answer of the world can fail. */
export const worldFaults = [
  'timeout',
  'timeout-after-acting',
  'error',
  'dropped',
  'garbage',
  'empty',
  'slow',
  'twice',
] as const;
export type WorldFault = (typeof worldFaults)[number];

/** What an answer looks like that says it went well and holds nothing. */
const successes: Partial<Record<EffectName, string>> = {
  'find-times': 'free',
  'find-bookings': 'one',
  book: 'committed',
  reschedule: 'committed',
  cancel: 'committed',
  settle: 'committed',
  'take-message': 'committed',
};

/** Named answers that are not the everyday one; the rest is as the calendar has it. */
const others: Partial<Record<EffectName, readonly string[]>> = {
  'find-times': ['alternatives several', 'alternatives single', 'none'],
  'find-bookings': ['several', 'none'],
  book: ['taken', 'refused', 'unknown'],
  reschedule: ['taken', 'gone', 'refused', 'unknown'],
  cancel: ['gone', 'refused', 'unknown'],
  'take-message': ['unknown'],
};
const usual: Partial<Record<EffectName, string>> = { 'find-times': 'free', 'find-bookings': 'one' };

export function usualCue(effect: EffectName): Cue {
  return {
    effect,
    class: usual[effect] ?? 'committed',
    answer: { outcome: 'unknown' },
    happens: true,
  };
}

export function otherCue(effect: EffectName, chance: Chance): Cue {
  const name = chance.pick(others[effect] ?? []) ?? usualCue(effect).class;
  const [outcome = name] = name.split(' ');
  const rule = outcome === 'refused' ? { rule: 'closed-then' } : {};
  const why = outcome === 'alternatives' || outcome === 'none' ? { why: 'taken' as const } : {};
  const answer: EffectAnswer = { outcome, ...rule, ...why };
  return { effect, class: name, answer, happens: chance.happens(0.5) };
}

/** The cue of a fault; timeouts have none, and slow answers are right ones that come late. */
export function faultyCue(effect: EffectName, fault: WorldFault): Cue | null {
  const cue = usualCue(effect);
  switch (fault) {
    case 'timeout':
    case 'timeout-after-acting':
      return null;
    case 'error':
      return { ...cue, class: 'error', happens: false };
    case 'dropped':
      return { ...cue, class: 'error', happens: true };
    case 'garbage':
      return { ...cue, class: 'nonsense', answer: { outcome: 'gibberish' }, happens: false };
    case 'empty':
      return { ...cue, class: 'nonsense', answer: { outcome: successes[effect] ?? '' } };
    case 'twice':
      return { ...cue, twice: true };
    case 'slow':
      return cue;
  }
}
