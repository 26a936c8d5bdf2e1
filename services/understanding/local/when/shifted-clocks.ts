/** Clock times counted from another: "half an hour after noon", "an hour before closing". */
import type { Token } from '../tokens.ts';
import { readClock } from './clock-times.ts';
import { readDuration } from './durations.ts';
import { longestPhraseAt, textAt } from './match.ts';
import { edgeOfHours } from './parts-of-day.ts';
import type { Clock, ClockPiece, RuleContext } from './pieces.ts';

const minutesPerDay = 24 * 60;
const noon: Clock = { hour: 12, minute: 0, fixed: true };
const closings = ['closing time', 'closing', 'you close', 'close'];
const openings = ['opening time', 'opening', 'you open'];

export function readShiftedClock(
  tokens: Token[],
  at: number,
  context: RuleContext,
): ClockPiece | undefined {
  const duration = readDuration(tokens, at);
  if (duration === undefined || duration.days > 0 || duration.months > 0) return undefined;
  const link = textAt(tokens, at + duration.size);
  // Recognisers part and join "after noon" as they like.
  if (link === 'afternoon') return shiftedPiece(duration.size + 1, noon, duration.minutes);
  if (link !== 'before' && link !== 'after' && link !== 'past') return undefined;
  const baseAt = at + duration.size + 1;
  const base = readEdge(tokens, baseAt, context) ?? readClock(tokens, baseAt);
  const clock = base?.clocks[0];
  if (base === undefined || clock === undefined) return undefined;
  const sign = link === 'before' ? -1 : 1;
  return shiftedPiece(duration.size + 1 + base.size, clock, sign * duration.minutes);
}

function shiftedPiece(size: number, clock: Clock, minutes: number): ClockPiece {
  return { kind: 'clock', size, clocks: [shift(clock, minutes)], strength: 'strong' };
}

/** When the business opens or closes, where that is known. */
function readEdge(tokens: Token[], at: number, context: RuleContext): ClockPiece | undefined {
  const closing = longestPhraseAt(tokens, at, closings);
  const opening = longestPhraseAt(tokens, at, openings);
  if (closing + opening === 0) return undefined;
  const edge = edgeOfHours(context, closing > 0 ? 'close' : 'open');
  if (edge === undefined) return undefined;
  const clock = { hour: Number(edge.slice(0, 2)), minute: Number(edge.slice(3)), fixed: true };
  return { kind: 'clock', size: closing + opening, clocks: [clock], strength: 'strong' };
}

function shift(clock: Clock, minutes: number): Clock {
  const around = clock.fixed ? minutesPerDay : minutesPerDay / 2;
  const total = (((clock.hour * 60 + clock.minute + minutes) % around) + around) % around;
  const hour = Math.floor(total / 60);
  // On a twelve-hour face the hour before one is twelve.
  return { hour: clock.fixed ? hour : hour || 12, minute: total % 60, fixed: clock.fixed };
}
