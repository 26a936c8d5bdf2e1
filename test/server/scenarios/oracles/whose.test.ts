import { describe, expect, it } from 'vitest';
import type { JournalFact } from '../../../../services/store/journal-entry.ts';
import {
  agrees,
  answers,
  asks,
  booking,
  breaches,
  customerName,
  customerPhone,
  end,
  event,
  opening,
  opens,
  say,
} from '../../../support/told-calls.ts';

const own = '+16145550177';
const starts = (vouched: boolean): JournalFact => ({
  kind: 'call-started',
  from: own,
  to: '',
  vouched,
  business: 'bright-smile',
  businessName: 'Bright Smile',
  version: 'v',
});
const comesTo = (state: string): JournalFact => ({
  kind: 'transition',
  from: [],
  to: [state],
  edge: '',
});
const looks = (input: object) => [
  asks('find-bookings', input),
  answers('find-bookings', 'one', { bookings: [booking] }),
];
const gives = (values: object) => event('caller.gave', { values, unsure: {} });
const later = { ...opening, start: '2026-11-25T09:00' };
const found = (facts: JournalFact[]) => breaches([...opens, ...facts, end('abandoned')]).join('; ');

describe('The rules over whose appointment it is', () => {
  it('let a number open its own appointments where the carrier vouches for it', () => {
    const opened = looks({ customerPhone: own });
    expect(found([starts(true), ...opened])).not.toContain('without a name');
    expect(found([starts(false), ...opened])).toContain('without a name');
    expect(found([starts(true), ...looks({ customerPhone: '+16145550187' })])).toContain(
      'the appointments of +16145550187 were opened without a name',
    );
  });

  it('let an appointment be moved to a time that was looked for as if it were not there', () => {
    const moves = asks('reschedule', { bookingId: 'b1', opening: later });
    const search = (more: object) =>
      asks('find-times', { serviceId: 'cleaning', when: {}, ...more });
    expect(found([search({ movingBookingId: 'b1' }), moves])).not.toContain('did not move');
    expect(found([search({}), moves])).toContain('as if the appointment did not move');
  });

  it.each<[string, JournalFact[], string]>([
    [
      'a change to what was found under a number that the caller took back',
      [
        gives({ phone: own }),
        ...looks({ customerPhone: own }),
        gives({ phone: '+16145550187' }),
        asks('cancel', { bookingId: 'b1' }),
      ],
      `cancel of an appointment of ${own}, not of +16145550187`,
    ],
    [
      'a change to what was cancelled',
      [
        asks('cancel', { bookingId: 'b1' }),
        answers('cancel', 'committed', { booking }),
        asks('reschedule', { bookingId: 'b1', opening: later }),
      ],
      'reschedule of an appointment that was cancelled',
    ],
    [
      'rules that are asked about a time of another wish',
      [
        comesTo('serving.book.times.waiting'),
        asks('find-times', { serviceId: 'cleaning', when: {} }),
        answers('find-times', 'free', { opening }),
        comesTo('serving.cancel.allowed.waiting'),
        asks('check-policy', { topic: 'cancel', opening }),
      ],
      'check-policy in "cancel" with a time that was found in "book"',
    ],
    [
      'a booking of another service than was read back',
      [
        say('read-back-booking', { opening, service: 'exam' }),
        event('caller.affirmed', { heard: true }),
        asks('book', { opening, customerName, customerPhone }),
      ],
      'book of another service than was read back',
    ],
    [
      'a success that is told of an earlier appointment',
      [
        ...agrees,
        asks('book', { opening, customerName, customerPhone }),
        answers('book', 'committed', { booking: { ...booking, id: 'b2' } }),
        say('booked', { booking }),
      ],
      '"booked" was said of another appointment',
    ],
    [
      'a row of what was refused',
      [
        ...agrees,
        asks('book', { opening, customerName, customerPhone }),
        answers('book', 'refused', { rule: 'closed-then' }),
      ],
      'book was answered refused, and its row is there',
    ],
  ])('catch %s', (_name, facts, what) => {
    expect(found(facts)).toContain(what);
  });
});
