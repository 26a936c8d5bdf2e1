import { describe, expect, it } from 'vitest';
import type { Booking, Opening } from '../../../machines/ports.ts';
import type { Calendar } from '../../../services/calendar/calendar.ts';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { dentalOffice } from './dental-office.ts';

const database = useDatabase({ connectionsMax: 20 });
const office = dentalOffice();
let offices = 0;

interface Desk {
  calendar: Calendar;
  clock: ReturnType<typeof createManualClock>;
  businessId: string;
  request(key?: string): { businessId: string; callId: string; key: string };
  book(opening: Opening, key?: string, who?: { name?: string; phone?: string }): Promise<string>;
  mustBook(opening: Opening): Promise<Booking>;
}

/** A calendar of its own business, so that tests do not meet. It is Friday, 2026-11-20 15:00. */
function openDesk(): Desk {
  offices += 1;
  const businessId = `office-${offices}`;
  const clock = createManualClock();
  const calendar = createPostgresCalendar({
    store: database.store,
    business: (id) => (id === businessId ? { ...office, id } : undefined),
    clock,
  });
  let keys = 0;
  const request = (key?: string) => {
    keys += 1;
    return { businessId, callId: 'call-1', key: key ?? `key-${keys}` };
  };
  const ask = (opening: Opening, key?: string, who: { name?: string; phone?: string } = {}) =>
    calendar.book(request(key), {
      opening,
      customerName: who.name ?? 'Ann Archer',
      customerPhone: who.phone ?? '+12125550111',
    });
  return {
    calendar,
    clock,
    businessId,
    request,
    async book(opening, key, who) {
      const { outcome, rule } = await ask(opening, key, who);
      return rule === undefined ? outcome : `${outcome}: ${rule}`;
    },
    async mustBook(opening) {
      const { outcome, booking } = await ask(opening);
      if (booking === undefined) throw new Error(`not booked: ${outcome}`);
      return booking;
    },
  };
}

function checkup(start: string, staffId = 'lee'): Opening {
  const minutes = Number(start.slice(11, 13)) * 60 + Number(start.slice(14)) + 30;
  const two = (part: number) => String(part).padStart(2, '0');
  const end = `${start.slice(0, 11)}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return { start, end, serviceId: 'checkup', staffId, locationId: 'main' };
}

function extraction(start: string, staffId: string): Opening {
  return { ...checkup(start, staffId), serviceId: 'extraction', roomId: 'surgery' };
}

const mondayAtTen = checkup('2026-11-23T10:00');

describe('booking', () => {
  it('commits what was offered, and the time is then no longer free', async () => {
    const desk = openDesk();
    const when = { date: '2026-11-23', time: '10:00' };
    const find = () => desk.calendar.findTimes(desk.request(), { serviceId: 'checkup', when });
    const first = await find();
    expect(first.outcome).toBe('free');
    const booking = await desk.mustBook(first.opening as Opening);
    expect(booking).toEqual({
      ...mondayAtTen,
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      customerName: 'Ann Archer',
      customerPhone: '+12125550111',
    });
    expect((await find()).opening?.staffId).toBe('patel');
    await desk.mustBook(checkup('2026-11-23T10:00', 'patel'));
    expect(await find()).toMatchObject({ outcome: 'alternatives', why: 'taken' });
  });

  it('gives one slot to exactly one of twenty callers who ask at once', async () => {
    const desk = openDesk();
    const callers = Array.from({ length: 20 }, () => desk.book(mondayAtTen));
    const outcomes = (await Promise.all(callers)).sort();
    expect(outcomes).toEqual(['committed', ...Array.from({ length: 19 }, () => 'taken')]);
    expect(await desk.calendar.day(desk.businessId, '2026-11-23')).toHaveLength(1);
  });

  it('happens once for one key, however often and at once it is asked for', async () => {
    const desk = openDesk();
    const ask = () =>
      desk.calendar.book(desk.request('same'), {
        opening: mondayAtTen,
        customerName: 'Ann',
        customerPhone: '',
      });
    const answers = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => answer.booking?.id)).size).toBe(1);
    await desk.clock.advance(14 * 24 * 3_600_000);
    expect(await ask()).toEqual(answers[0]);
    expect(await desk.calendar.day(desk.businessId, '2026-11-23')).toHaveLength(1);
  });

  it('keeps the buffer free behind an appointment, and nothing more', async () => {
    const desk = openDesk();
    await desk.mustBook(extraction('2026-11-23T10:00', 'lee'));
    expect(await desk.book(checkup('2026-11-23T11:00'))).toBe('taken');
    expect(await desk.book(checkup('2026-11-23T09:30'))).toBe('committed');
    expect(await desk.book(checkup('2026-11-23T11:30'))).toBe('committed');
  });

  it('gives the one room for surgery to one of two people at a time', async () => {
    const desk = openDesk();
    const both = await Promise.all([
      desk.book(extraction('2026-11-23T10:00', 'lee')),
      desk.book(extraction('2026-11-23T10:30', 'patel')),
    ]);
    expect(both.sort()).toEqual(['committed', 'taken']);
  });

  it('does not let two businesses stand in each other’s way', async () => {
    const [one, other] = [openDesk(), openDesk()];
    expect([await one.book(mondayAtTen), await other.book(mondayAtTen)]).toEqual([
      'committed',
      'committed',
    ]);
    expect(await other.calendar.day(one.businessId, '2026-11-23')).toEqual([]);
  });

  it.each<[string, Partial<Opening>, string]>([
    ['an unknown service', { serviceId: 'haircut' }, 'unknown-service'],
    ['an unknown person', { staffId: 'nobody' }, 'unknown-staff'],
    ['a person who cannot do it', { staffId: 'kim' }, 'staff-cannot'],
    ['an unknown place', { locationId: 'moon' }, 'unknown-location'],
    ['the past', { start: '2026-11-20T14:30' }, 'in-the-past'],
    ['a time within the notice', { start: '2026-11-20T15:30' }, 'too-soon'],
    ['a time beyond the horizon', { start: '2027-02-01T10:00' }, 'too-far'],
    ['a time after closing', { start: '2026-11-23T17:00' }, 'outside-hours'],
    ['the break', { start: '2026-11-23T11:45' }, 'outside-hours'],
    ['a holiday', { start: '2026-11-26T10:00' }, 'outside-hours'],
    [
      'a day on which the person is away',
      { start: '2026-12-02T10:00', staffId: 'patel' },
      'outside-hours',
    ],
    ['a date that does not exist', { start: '2026-11-31T10:00' }, 'no-such-time'],
    ['no date at all', { start: 'tomorrow' }, 'no-such-time'],
  ])('is refused by a named rule for %s', async (_, change, rule) => {
    expect(await openDesk().book({ ...mondayAtTen, ...change })).toBe(`refused: ${rule}`);
  });

  it('is refused without a name, or with a number that nobody can call', async () => {
    const desk = openDesk();
    expect(await desk.book(mondayAtTen, 'a', { name: ' ' })).toBe('refused: name-missing');
    expect(await desk.book(mondayAtTen, 'b', { phone: '555' })).toBe('refused: phone-malformed');
  });

  it('keeps strange names as they are, and takes none of them for SQL or JSON', async () => {
    const desk = openDesk();
    const name = `Zoë O'Brien-"Smith"; drop table customers; \u{1F600}`;
    expect(await desk.book(mondayAtTen, 'a', { name: `${name}\0` })).toBe('committed');
    const [booking] = await desk.calendar.day(desk.businessId, '2026-11-23');
    expect(booking?.customerName).toBe(name);
  });

  it('is refused for a business that nobody knows', async () => {
    const desk = openDesk();
    const request = { ...desk.request(), businessId: 'elsewhere' };
    const input = { opening: mondayAtTen, customerName: 'Ann', customerPhone: '' };
    expect(await desk.calendar.book(request, input)).toEqual({
      outcome: 'refused',
      rule: 'unknown-business',
    });
  });
});

describe('finding a caller’s appointments', () => {
  it('finds coming ones by number or by name, and none that are over or cancelled', async () => {
    const desk = openDesk();
    const find = async (input: { customerPhone?: string; customerName?: string }) => {
      const answer = await desk.calendar.findBookings(desk.request(), input);
      return [answer.outcome, ...(answer.bookings ?? []).map(({ start }) => start)];
    };
    const customerPhone = '+12125550111';
    expect(await find({ customerPhone })).toEqual(['none']);
    const monday = await desk.mustBook(mondayAtTen);
    expect(await find({ customerPhone })).toEqual(['one', '2026-11-23T10:00']);
    await desk.mustBook(checkup('2026-11-24T10:00'));
    expect(await find({ customerPhone })).toEqual([
      'several',
      '2026-11-23T10:00',
      '2026-11-24T10:00',
    ]);
    expect((await find({ customerName: 'ARCHER' }))[0]).toBe('several');
    expect(await find({ customerName: 'Ann Archer-Smith' })).toEqual(['none']);
    expect(await find({ customerName: 'Ann', customerPhone: '+12125550199' })).toEqual(['none']);
    expect(await find({ customerName: '%' })).toEqual(['none']);
    expect(await find({})).toEqual(['none']);
    await desk.calendar.cancel(desk.request(), { bookingId: monday.id });
    expect(await find({ customerPhone })).toEqual(['one', '2026-11-24T10:00']);
    await desk.clock.advance(5 * 24 * 3_600_000);
    expect(await find({ customerPhone })).toEqual(['none']);
  });
});

describe('moving an appointment', () => {
  it('frees the old time, takes the new one, and answers a repeated key the same way', async () => {
    const desk = openDesk();
    const { id } = await desk.mustBook(mondayAtTen);
    const opening = checkup('2026-11-23T10:30', 'patel');
    const move = () => desk.calendar.reschedule(desk.request('move'), { bookingId: id, opening });
    const moved = await move();
    expect(moved).toMatchObject({ outcome: 'committed', booking: { ...opening, id } });
    expect(await move()).toEqual(moved);
    expect(await desk.book(mondayAtTen)).toBe('committed');
    expect(await desk.book(opening)).toBe('taken');
  });

  it('may overlap its own old time, for people, rooms and free times alike', async () => {
    const desk = openDesk();
    const { id } = await desk.mustBook(extraction('2026-11-23T10:00', 'lee'));
    const found = await desk.calendar.findTimes(desk.request(), {
      serviceId: 'extraction',
      staffId: 'lee',
      when: { date: '2026-11-23', time: '10:30' },
      movingBookingId: id,
    });
    expect(found.outcome).toBe('free');
    const opening = found.opening as Opening;
    const moved = await desk.calendar.reschedule(desk.request(), { bookingId: id, opening });
    expect(moved.outcome).toBe('committed');
  });

  it('leaves it where it was when the new time is taken or refused', async () => {
    const desk = openDesk();
    const { id } = await desk.mustBook(mondayAtTen);
    await desk.mustBook(checkup('2026-11-23T11:00'));
    const move = async (bookingId: string, opening: Opening) =>
      (await desk.calendar.reschedule(desk.request(), { bookingId, opening })).outcome;
    expect(await move(id, checkup('2026-11-23T11:00'))).toBe('taken');
    expect(await move(id, checkup('2026-11-23T20:00'))).toBe('refused');
    expect(await move('not-an-id', mondayAtTen)).toBe('gone');
    expect(await move(id.replace(/^./, '9'), mondayAtTen)).toBe('gone');
    const day = await desk.calendar.day(desk.businessId, '2026-11-23');
    expect(day.map(({ start }) => start)).toEqual(['2026-11-23T10:00', '2026-11-23T11:00']);
  });
});

describe('cancelling an appointment', () => {
  it('frees its time once; a second caller hears that it is gone', async () => {
    const desk = openDesk();
    const { id } = await desk.mustBook(mondayAtTen);
    const cancel = (key?: string) => desk.calendar.cancel(desk.request(key), { bookingId: id });
    const cancelled = await cancel('once');
    expect(cancelled).toMatchObject({ outcome: 'committed', booking: { id } });
    expect(await cancel('once')).toEqual(cancelled);
    expect((await cancel()).outcome).toBe('gone');
    expect(await desk.book(mondayAtTen)).toBe('committed');
  });

  it('is refused once the appointment has begun', async () => {
    const desk = openDesk();
    const { id } = await desk.mustBook(mondayAtTen);
    await desk.clock.advance(4 * 24 * 3_600_000);
    expect(await desk.calendar.cancel(desk.request(), { bookingId: id })).toEqual({
      outcome: 'refused',
      rule: 'already-started',
    });
  });
});
