/** A calendar in memory that keeps the contract: one row a write, one person in one place at a time. */
import type { Business } from '../../../machines/policy/business.ts';
import type { Booking, EffectAnswer, FindTimesInput, Opening } from '../../../machines/ports.ts';
import type { Calendar, CalendarRequest } from '../../../services/calendar/calendar.ts';
import type { Messages } from '../../../services/messages/messages.ts';
import type { AppointmentRow, MessageRow } from '../oracles/evidence.ts';

export interface MemoryBooks {
  calendar: Calendar;
  messages: Messages;
  rows: AppointmentRow[];
  /** The messages that were kept. */
  kept: MessageRow[];
}

interface Row extends AppointmentRow {
  booking: Booking;
}

export function createMemoryBooks(
  business: Business,
  days: { first: string; second: string },
): MemoryBooks {
  const rows: Row[] = [];
  const writes = new Map<string, EffectAnswer>();
  const kept: MessageRow[] = [];

  const standing = (id: string) => rows.find((row) => row.id === id && row.status === 'booked');
  const taken = ({ start, staffId }: Opening, besides?: string) =>
    rows.some(
      (row) =>
        row.status === 'booked' &&
        row.id !== besides &&
        row.start === start &&
        row.staffId === staffId,
    );

  /** The same key never acts twice. */
  async function once(key: string, act: () => EffectAnswer): Promise<EffectAnswer> {
    const prior = writes.get(key);
    if (prior !== undefined) return prior;
    const answer = act();
    if (answer.outcome === 'committed') writes.set(key, answer);
    return answer;
  }

  function openingAt({ serviceId, staffId, locationId }: FindTimesInput, start: string): Opening {
    const roles = business.services.find(({ id }) => id === serviceId)?.by ?? [];
    const person = staffId ?? business.staff.find(({ role }) => roles.includes(role))?.id ?? '';
    const place = locationId ?? business.locations[0]?.id ?? '';
    const end = `${start.slice(0, 13)}:59`;
    return { start, end, serviceId, staffId: person, locationId: place };
  }

  function write(request: CalendarRequest, opening: Opening, name: string, phone: string) {
    const id = `b${rows.length + 1}`;
    const booking: Booking = { ...opening, id, customerName: name, customerPhone: phone };
    const { start, serviceId, staffId } = opening;
    const { key } = request;
    const customer = { customerName: name, customerPhone: phone };
    rows.push({ id, start, serviceId, staffId, ...customer, status: 'booked', key, booking });
    return booking;
  }

  const calendar: Calendar = {
    async findTimes(_request, input) {
      const { date = days.first, time = '09:00' } = input.when;
      const hours = [time, '09:00', '11:00', '13:00', '14:00', '15:00', '16:00'];
      const starts = [date, days.second].flatMap((day) => hours.map((hour) => `${day}T${hour}`));
      const free = [...new Set(starts)]
        .map((start) => openingAt(input, start))
        .filter((opening) => !taken(opening, input.movingBookingId));
      const [first] = free;
      if (first === undefined) return { outcome: 'none', why: 'no-one' };
      const wished = input.when.time !== undefined && first.start === `${date}T${time}`;
      if (wished) return { outcome: 'free', opening: first };
      const why = input.when.time === undefined ? 'open-wish' : 'taken';
      return { outcome: 'alternatives', openings: free.slice(0, 3), why };
    },
    async findBookings(_request, { customerPhone, customerName }) {
      const own = rows.filter(
        (row) =>
          row.status === 'booked' &&
          (customerPhone === undefined || row.customerPhone === customerPhone) &&
          (customerName === undefined || row.customerName === customerName),
      );
      const bookings = own.map(({ booking }) => booking);
      if (bookings.length === 0) return { outcome: 'none' };
      return { outcome: bookings.length === 1 ? 'one' : 'several', bookings };
    },
    book: (request, { opening, customerName, customerPhone }) =>
      once(request.key, () => {
        if (taken(opening)) return { outcome: 'taken' };
        const booking = write(request, opening, customerName, customerPhone);
        return { outcome: 'committed', booking };
      }),
    reschedule: (request, { bookingId, opening }) =>
      once(request.key, () => {
        const row = standing(bookingId);
        if (row === undefined) return { outcome: 'gone' };
        if (taken(opening, bookingId)) return { outcome: 'taken' };
        const { start, staffId, serviceId } = opening;
        row.booking = { ...row.booking, ...opening };
        Object.assign(row, { start, staffId, serviceId });
        return { outcome: 'committed', booking: row.booking };
      }),
    cancel: (request, { bookingId }) =>
      once(request.key, () => {
        const row = standing(bookingId);
        if (row === undefined) return { outcome: 'gone' };
        row.status = 'cancelled';
        return { outcome: 'committed', booking: row.booking };
      }),
    /** A write that was not there when it was asked about never comes later. */
    settle: async (_request, key) => {
      const answer = writes.get(key) ?? { outcome: 'absent' };
      writes.set(key, answer);
      return answer;
    },
    day: async () => [],
  };
  const messages: Messages = {
    async take({ key }, { text, customerName, customerPhone }) {
      if (kept.some((message) => message.key === key)) return { outcome: 'committed' };
      kept.push({
        key,
        text,
        ...(customerName === undefined ? {} : { customerName }),
        ...(customerPhone === undefined ? {} : { customerPhone }),
      });
      return { outcome: 'committed' };
    },
  };
  return { calendar, messages, rows, kept };
}
