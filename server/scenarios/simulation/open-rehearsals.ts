/** Calls of one line, one after the other, each in a world of its own that answers on cue. */
import type { Start } from '../../../machines/paths/moves.ts';
import type { Definition, Rule } from '../../../machines/policy/definition.ts';
import type { Calendar } from '../../../services/calendar/calendar.ts';
import type { Messages } from '../../../services/messages/messages.ts';
import {
  createVirtualClock,
  settlePromises,
  type VirtualClock,
} from '../../../services/virtual-clock.ts';
import { createLines } from '../../lines.ts';
import { type ForcedWorld, forceWorld } from '../forced-world.ts';
import { type BareCall, startBareCall } from './bare-call.ts';
import { createSteadyWords, type SteadyWords } from './steady-words.ts';

/** Where what is written in a call is kept. */
export interface Books {
  calendar: Calendar;
  messages: Messages;
}

export interface Rehearsal<OfBooks extends Books> {
  call: BareCall;
  books: OfBooks;
  world: ForcedWorld;
  /** The rules of the verdicts to come; the published ones where there are none. */
  rules: Rule[][];
}

export interface RehearsalOptions<OfBooks extends Books> {
  definition: Definition;
  /** When calls begin, unless they say otherwise. */
  startMs: number;
  /** The books of one call. */
  books(clock: VirtualClock): OfBooks;
  /** Whether a path says what the rules answer, or the rules themselves do. */
  verdicts: 'of-the-path' | 'published';
  /** The day of the appointments that callers have from before. */
  bookedOn?: string;
}

export interface RehearsedCall {
  /** When it begins, where that is not when all begin. */
  atMs?: number;
  /** Which of the services the caller's appointment from before is for, by its place. */
  had?: number;
}

export function openRehearsals<OfBooks extends Books>(options: RehearsalOptions<OfBooks>) {
  const { definition, startMs, verdicts, bookedOn } = options;
  const booked = bookedOn === undefined ? {} : { bookedOn };
  const { business } = definition;
  const [line] = createLines([definition]).all();
  if (line === undefined) throw new Error(`no line for ${business.id}`);
  const serviceIds = business.services.map(({ id }) => id);
  const wordsAt = new Map<number, SteadyWords>();
  return (callId: string, start: Start, how: RehearsedCall = {}): Rehearsal<OfBooks> => {
    const { atMs = startMs, had = 0 } = how;
    const words = wordsAt.get(atMs) ?? createSteadyWords(definition, atMs);
    wordsAt.set(atMs, words);
    const clock = createVirtualClock(atMs, settlePromises);
    const books = options.books(clock);
    const world = forceWorld({
      ...books,
      ...booked,
      businessId: business.id,
      serviceIds: [...serviceIds.slice(had), ...serviceIds.slice(0, had)],
    });
    const rules: Rule[][] = [];
    const call = startBareCall({
      callId,
      line,
      words: words.of,
      start,
      clock,
      localNow: words.localNow,
      calendar: world.calendar,
      messages: world.messages,
      ...(verdicts === 'published' ? {} : { rules: () => rules.shift() }),
    });
    return { call, books, world, rules };
  };
}
