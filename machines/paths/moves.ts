/** What can happen to a call next: the caller, the line, the world's answers, and time. */
import type { CallEvent } from '../events.ts';
import type { EffectAnswer, EffectName } from '../ports.ts';

/**
 * One move. `key` names its class: state × key is what coverage calls a cell. Moves are plain data,
 * so a path is an input script that the real engine can be given.
 */
export type Move =
  | { kind: 'open'; key: string }
  /** The caller says something (or types it), understood as `event`. */
  | { kind: 'say'; key: string; event: CallEvent; slotClasses?: Record<string, string> }
  | { kind: 'hear'; key: string }
  | { kind: 'silence'; key: string }
  | { kind: 'hang-up'; key: string }
  | { kind: 'break'; key: string }
  | { kind: 'answer'; key: string; effect: EffectName; class: string; answer: EffectAnswer }
  | { kind: 'error'; key: string; effect: EffectName }
  /** Nothing happens until the next deadline of the chart. */
  | { kind: 'wait'; key: string; ms: number }
  /** The caller asks for one moment after the other until the call has lasted too long. */
  | { kind: 'outlast'; key: string };

/** How a call begins: who calls, which number, and what an earlier call left. */
export interface Start {
  name: string;
  phone: string;
  vouched: boolean;
  locationId?: string;
  remembered?: string;
}
