/** The real calendar and messages, with the faults that a scenario wants, each for so many times. */
import type { EffectAnswer } from '../../../machines/ports.ts';
import type { Calendar, CalendarRequest } from '../../../services/calendar/calendar.ts';
import { ServiceError } from '../../../services/errors.ts';
import type { Messages } from '../../../services/messages/messages.ts';
import type { Fault } from './scenario.ts';

export interface FaultyWorld {
  calendar: Calendar;
  messages: Messages;
  /** Resolves when the database has answered everything that it was asked. */
  quiet(): Promise<void>;
  /** Whether something was asked since the last time that will never be answered. */
  takeStuck(): boolean;
}

/** Somebody who is quicker than the caller. */
export const rival = { customerName: 'Somebody Else', customerPhone: '+16145550199' };

export function faultyWorld(
  real: { calendar: Calendar; messages: Messages },
  faults: readonly Fault[],
): FaultyWorld {
  const left = faults.map((fault) => ({ ...fault }));
  const underWay = new Set<Promise<unknown>>();
  let rivals = 0;
  let stuck = false;

  function take(effect: Fault['effect']): Fault['how'] | undefined {
    const fault = left.find((each) => each.effect === effect && each.times > 0);
    if (fault === undefined) return undefined;
    fault.times -= 1;
    return fault.how;
  }

  function tracked<Value>(promise: Promise<Value>): Promise<Value> {
    underWay.add(promise);
    const done = () => underWay.delete(promise);
    promise.then(done, done);
    return promise;
  }

  async function quicker(request: CalendarRequest, input: object): Promise<void> {
    const { opening } = input as { opening?: Parameters<Calendar['book']>[1]['opening'] };
    if (opening === undefined) return;
    rivals += 1;
    const key = `${request.callId}/rival/${rivals}`;
    await real.calendar.book({ ...request, key }, { opening, ...rival });
  }

  async function failing(
    how: Fault['how'] | undefined,
    act: () => Promise<EffectAnswer>,
    request: CalendarRequest,
    input: object,
  ): Promise<EffectAnswer> {
    if (how === 'unknown') return { outcome: 'unknown' };
    if (how === 'error') throw new ServiceError('database-away', 'by the scenario');
    if (how === 'taken') await quicker(request, input);
    const answer = await act();
    return how === 'lost' ? { outcome: 'unknown' } : answer;
  }

  function under<Input extends object>(
    effect: Fault['effect'],
    act: (request: CalendarRequest, input: Input) => Promise<EffectAnswer>,
  ) {
    return (request: CalendarRequest, input: Input): Promise<EffectAnswer> => {
      const how = take(effect);
      if (how === 'never') {
        stuck = true;
        return new Promise(() => undefined);
      }
      return tracked(failing(how, () => act(request, input), request, input));
    };
  }

  const { calendar, messages } = real;
  const settle = under('settle', (request, { key }: { key: string }) =>
    calendar.settle(request, key),
  );
  return {
    calendar: {
      findTimes: under('find-times', calendar.findTimes),
      findBookings: under('find-bookings', calendar.findBookings),
      book: under('book', calendar.book),
      reschedule: under('reschedule', calendar.reschedule),
      cancel: under('cancel', calendar.cancel),
      settle: (request, key) => settle(request, { key }),
      day: calendar.day,
    },
    messages: { take: under('take-message', messages.take) },
    async quiet() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    takeStuck() {
      const was = stuck;
      stuck = false;
      return was;
    },
  };
}
