/**
 * The world's edge under a director: the calendar and the messages are the real ones on the real
 * database, but each answer waits for its cue, and the cue says which outcome the world has.
 */
import type { Move } from '../../machines/paths/moves.ts';
import type { Rule } from '../../machines/policy/definition.ts';
import type {
  BookInput,
  Booking,
  EffectAnswer,
  EffectName,
  FindBookingsInput,
  FindTimesInput,
  Opening,
  RescheduleInput,
} from '../../machines/ports.ts';
import type { Calendar, CalendarRequest } from '../../services/calendar/calendar.ts';
import { ServiceError } from '../../services/errors.ts';
import type { Messages } from '../../services/messages/messages.ts';

/** How the world answers one effect. */
export interface Cue {
  effect: EffectName;
  /** The named answer, `nonsense`, or `error`. */
  class: string;
  answer: EffectAnswer;
  /** A write whose answer is lost may have happened all the same. */
  happens: boolean;
  /** The request arrives twice, as one does whose first answer was lost on the way. */
  twice?: boolean;
}

export interface ForcedWorld {
  calendar: Calendar;
  messages: Messages;
  /** The effect that waits for its cue. */
  readonly waiting: EffectName | null;
  /** Answers what waits; false when nothing does, or something else. */
  give(cue: Cue): Promise<boolean>;
  /** Lets the write that waits happen, and never tells. */
  happenUnheard(): Promise<void>;
  /** Resolves when nothing of ours is under way any more. */
  quiet(): Promise<void>;
}

export interface ForcedWorldDeps {
  calendar: Calendar;
  messages: Messages;
  businessId: string;
  serviceIds: string[];
  /** The local day of appointments that callers have from before; otherwise the next free time. */
  bookedOn?: string;
}

interface Waiting {
  effect: EffectName;
  /** Does what the cue wants done, and answers. */
  act(cue: Cue): Promise<EffectAnswer>;
  resolve(answer: EffectAnswer): void;
  reject(error: unknown): void;
}

/** Whose appointment took the place, or the caller's own earlier ones. */
const rival = { customerName: 'Somebody Else', customerPhone: '+16145550199' };

function openingsOf({ opening, openings }: EffectAnswer): Opening[] {
  return opening ? [opening, ...(openings ?? [])] : (openings ?? []);
}

/** What is called free though it is not is at least with whom, and on which day, it was wished for. */
function nearest({ staffId, when }: FindTimesInput, named: EffectAnswer): Opening | undefined {
  return openingsOf(named).find(
    (opening) =>
      opening.start.startsWith(when.date ?? '') &&
      (staffId === undefined || opening.staffId === staffId),
  );
}

export function forceWorld(deps: ForcedWorldDeps): ForcedWorld {
  const { calendar: real, messages: realMessages, serviceIds } = deps;
  let waiting: Waiting | null = null;
  const underWay = new Set<Promise<unknown>>();
  let seeds = 0;

  function tracked<Value>(promise: Promise<Value>): Promise<Value> {
    underWay.add(promise);
    const done = () => underWay.delete(promise);
    promise.then(done, done);
    return promise;
  }

  function wait(effect: EffectName, act: Waiting['act']): Promise<EffectAnswer> {
    return new Promise((resolve, reject) => {
      waiting = { effect, act, resolve, reject };
    });
  }

  const own = (request: CalendarRequest): CalendarRequest => {
    seeds += 1;
    return { ...request, key: `${request.callId}/world/${seeds}` };
  };

  async function times(request: CalendarRequest, input: FindTimesInput, cue: Cue) {
    const named = await real.findTimes(request, input);
    if (named.outcome === 'free' && cue.class === 'free') return named;
    const { movingBookingId: _moving, ...wish } = input;
    const near = openingsOf(await real.findTimes(request, { ...wish, when: {} }));
    const [first] = near;
    if (first === undefined) return named;
    if (cue.class === 'free') return { outcome: 'free', opening: nearest(wish, named) ?? first };
    const most = cue.class === 'alternatives single' ? 1 : 2;
    return { ...cue.answer, openings: near.slice(0, most) };
  }

  /** Appointments under the caller's own name and number, made before the call. */
  async function bookings(request: CalendarRequest, input: FindBookingsInput, cue: Cue) {
    const wanted = cue.class === 'several' ? 2 : 1;
    const known = await real.findBookings(request, input);
    const made: Booking[] = [...(known.bookings ?? [])].slice(0, wanted);
    const customer = {
      customerName: input.customerName ?? 'Anna Lee',
      customerPhone: input.customerPhone ?? '+16145550123',
    };
    for (const serviceId of serviceIds) {
      if (made.length >= wanted) break;
      const wish = { serviceId, when: deps.bookedOn ? { date: deps.bookedOn } : {} };
      const [opening] = openingsOf(await real.findTimes(request, wish));
      if (opening === undefined) continue;
      const answer = await real.book(own(request), { opening, ...customer });
      if (answer.booking) made.push(answer.booking);
    }
    return { outcome: made.length > 1 ? 'several' : 'one', bookings: made };
  }

  /** The place is taken a moment before: a real rival, in the real calendar. */
  async function takenFirst(request: CalendarRequest, opening: Opening): Promise<void> {
    await real.book(own(request), { opening, ...rival });
  }

  async function booked(request: CalendarRequest, input: BookInput, cue: Cue) {
    if (cue.class === 'taken') await takenFirst(request, input.opening);
    return real.book(request, input);
  }

  async function moved(request: CalendarRequest, input: RescheduleInput, cue: Cue) {
    if (cue.class === 'taken') await takenFirst(request, input.opening);
    if (cue.class === 'gone') await real.cancel(own(request), { bookingId: input.bookingId });
    return real.reschedule(request, input);
  }

  /** These outcomes are not the calendar's to give: the cue's own answer stands. */
  const madeUp = (cue: Cue) =>
    ['none', 'refused', 'unknown', 'nonsense', 'error'].includes(cue.class) ||
    (cue.effect === 'find-bookings' && cue.class === 'none');

  /** What is refused has not happened; what nobody can tell may have. */
  const happens = (cue: Cue) => cue.happens && !['none', 'refused'].includes(cue.class);

  function write(
    effect: EffectName,
    act: (cue: Cue) => Promise<EffectAnswer>,
  ): Promise<EffectAnswer> {
    return wait(effect, async (cue) => {
      const answer = !madeUp(cue) || happens(cue) ? await act(cue) : cue.answer;
      return madeUp(cue) ? cue.answer : answer;
    });
  }

  const calendar: Calendar = {
    findTimes: (request, input) => write('find-times', (cue) => times(request, input, cue)),
    findBookings: (request, input) =>
      write('find-bookings', (cue) => bookings(request, input, cue)),
    book: (request, input) => write('book', (cue) => booked(request, input, cue)),
    reschedule: (request, input) => write('reschedule', (cue) => moved(request, input, cue)),
    cancel: (request, input) =>
      write('cancel', async (cue) => {
        if (cue.class === 'gone') await real.cancel(own(request), input);
        return real.cancel(request, input);
      }),
    settle: (request, key) => write('settle', () => real.settle(request, key)),
    day: (businessId, date) => real.day(businessId, date),
  };
  const messages: Messages = {
    take: (request, input) => write('take-message', () => realMessages.take(request, input)),
  };

  return {
    calendar,
    messages,
    get waiting() {
      return waiting?.effect ?? null;
    },
    async give(cue) {
      const asked = waiting;
      if (asked === null || asked.effect !== cue.effect) return false;
      waiting = null;
      const first = await tracked(asked.act(cue));
      const answer = cue.twice === true ? await tracked(asked.act(cue)) : first;
      if (cue.class === 'error') asked.reject(new ServiceError('database-away', 'by cue'));
      else asked.resolve(answer);
      return true;
    },
    async happenUnheard() {
      const asked = waiting;
      if (asked === null) return;
      const cue: Cue = {
        effect: asked.effect,
        class: 'unknown',
        answer: { outcome: 'unknown' },
        happens: true,
      };
      await tracked(asked.act(cue));
    },
    async quiet() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** Rules that give one verdict: the published rule's own, without its condition. */
export function ruleForVerdict(rules: readonly Rule[], move: Move): Rule[] {
  if (move.kind !== 'answer' || move.answer.rule === undefined) return [];
  const rule = rules.find(({ id }) => id === move.answer.rule);
  return rule === undefined ? [] : [{ ...rule, when: 'true' }];
}
