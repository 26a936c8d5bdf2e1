import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookInput } from '../../../machines/ports.ts';
import type { Calendar } from '../../../services/calendar/calendar.ts';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import type { Store } from '../../../services/store/pool.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from '../store/faulty-proxy.ts';
import { dentalOffice } from './dental-office.ts';

const database = useDatabase();
const clock = createManualClock();
let proxy: FaultyProxy;
let overFaultyWire: Calendar;
let overGoodWire: Calendar;

function calendarOn(store: Store): Calendar {
  return createPostgresCalendar({ store, business: (id) => ({ ...dentalOffice(), id }), clock });
}

beforeAll(async () => {
  proxy = await startFaultyProxy(database.url);
  const url = proxy.through(database.url);
  overFaultyWire = calendarOn(await database.open({ url, statementMsMax: 300 }));
  overGoodWire = calendarOn(await database.open({ statementMsMax: 300 }));
});
afterAll(() => proxy.close());

const input: BookInput = {
  opening: {
    start: '2026-11-23T10:00',
    end: '2026-11-23T10:30',
    serviceId: 'checkup',
    staffId: 'lee',
    locationId: 'main',
  },
  customerName: 'Ann',
  customerPhone: '',
};

function requestOf(businessId: string, key = 'write') {
  return { businessId, callId: 'call', key };
}

describe('a booking whose answer is lost', () => {
  it.each<[Fault, 'committed' | 'absent']>([
    ['answer-lost', 'committed'],
    ['broken-after', 'committed'],
    ['broken-before', 'absent'],
  ])(
    'is unknown, never committed (%s), until the database says that it is %s',
    async (fault, truth) => {
      const request = requestOf(fault);
      proxy.breakNextCommit(fault);
      expect(await overFaultyWire.book(request, input)).toEqual({ outcome: 'unknown' });
      const settled = await overGoodWire.settle(request, request.key);
      expect(settled.outcome).toBe(truth);
      const day = await overGoodWire.day(fault, '2026-11-23');
      expect(day).toEqual(truth === 'committed' ? [settled.booking] : []);
      expect(await overGoodWire.settle(request, request.key)).toEqual(settled);
    },
  );

  it('is not made twice when it is asked for again with the same key', async () => {
    const request = requestOf('again');
    proxy.breakNextCommit('answer-lost');
    await overFaultyWire.book(request, input);
    expect((await overFaultyWire.book(request, input)).outcome).toBe('committed');
    expect(await overGoodWire.day('again', '2026-11-23')).toHaveLength(1);
  });
});

describe('a write that was found absent', () => {
  it('cannot arrive late', async () => {
    const request = requestOf('late');
    expect((await overGoodWire.settle(request, request.key)).outcome).toBe('absent');
    expect(await overGoodWire.book(request, input)).toEqual({
      outcome: 'refused',
      rule: 'write-withdrawn',
    });
    expect(await overGoodWire.day('late', '2026-11-23')).toEqual([]);
    expect((await overGoodWire.book(requestOf('late', 'other'), input)).outcome).toBe('committed');
  });

  it('is only called absent once a transaction in flight has ended', async () => {
    const request = requestOf('in-flight');
    const holder = await database.open();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let claimed = () => {};
    const isClaimed = new Promise<void>((resolve) => {
      claimed = resolve;
    });
    const inFlight = holder.withTenant('in-flight', async (tenant) => {
      const at = new Date(clock.now());
      await tenant
        .insertInto('calendar_writes')
        .values({ business_id: 'in-flight', key: 'write', effect: 'book', answer: null, at })
        .execute();
      claimed();
      await held;
      throw new Error('never commits');
    });
    await isClaimed;
    expect(await overGoodWire.settle(request, request.key)).toEqual({ outcome: 'unknown' });
    release();
    await expect(inFlight).rejects.toThrow('never commits');
    expect(await overGoodWire.settle(request, request.key)).toEqual({ outcome: 'absent' });
  });
});

describe('a calendar whose database is away', () => {
  it('answers unknown to everything a caller can ask, and throws nothing', async () => {
    const store = await database.open();
    const calendar = calendarOn(store);
    const request = requestOf('away');
    const { booking } = await calendar.book(request, input);
    await store.close();
    const bookingId = booking?.id ?? '';
    const { opening } = input;
    const answers = await Promise.all([
      calendar.findTimes(request, { serviceId: 'checkup', when: {} }),
      calendar.book(request, input),
      calendar.settle(request, 'write'),
      calendar.findBookings(request, { customerName: 'Ann' }),
      calendar.reschedule(request, { bookingId, opening }),
      calendar.cancel(request, { bookingId }),
    ]);
    expect(answers).toEqual(answers.map(() => ({ outcome: 'unknown' })));
    await expect(calendar.day('away', '2026-11-23')).rejects.toMatchObject({
      code: 'database-away',
    });
  });
});
