import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { dentalOffice } from './dental-office.ts';

const database = useDatabase({ connectionsMax: 8 });

const times = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'];

const opening = fc.record({
  serviceId: fc.constantFrom('checkup', 'extraction'),
  staffId: fc.constantFrom('lee', 'patel'),
  locationId: fc.constant('main'),
  start: fc.constantFrom(...times).map((time) => `2026-11-23T${time}`),
  end: fc.constant(''),
});

/** What one caller does; `of` picks among the bookings made so far. */
const step = fc.oneof(
  fc.record({ act: fc.constant('book' as const), opening }),
  fc.record({ act: fc.constant('reschedule' as const), opening, of: fc.nat(20) }),
  fc.record({ act: fc.constant('cancel' as const), of: fc.nat(20) }),
);

describe('any number of callers doing anything at the same time', () => {
  it('never leave two appointments of one person, or in one room, that overlap', async () => {
    const clock = createManualClock();
    const calendar = createPostgresCalendar({
      store: database.store,
      business: (id) => ({ ...dentalOffice(), id }),
      clock,
    });
    let runs = 0;
    const property = fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 }),
      async (callers) => {
        runs += 1;
        const businessId = `business-${runs}`;
        const made: string[] = [];
        let committed = 0;
        const call = async (steps: (typeof callers)[number], caller: number) => {
          for (const [turn, one] of steps.entries()) {
            const callId = `call-${caller}`;
            const request = { businessId, callId, key: `${caller}-${turn}` };
            const bookingId = 'of' in one ? (made[one.of % made.length] ?? 'none') : '';
            const answer =
              one.act === 'book'
                ? await calendar.book(request, {
                    opening: one.opening,
                    customerName: `Caller ${caller}`,
                    customerPhone: '',
                  })
                : one.act === 'reschedule'
                  ? await calendar.reschedule(request, { bookingId, opening: one.opening })
                  : await calendar.cancel(request, { bookingId });
            expect(answer.outcome).not.toBe('unknown');
            if (answer.outcome !== 'committed') continue;
            if (one.act === 'book') made.push(answer.booking?.id ?? '');
            committed += one.act === 'book' ? 1 : one.act === 'cancel' ? -1 : 0;
          }
        };
        await Promise.all(callers.map(call));
        const { rows } = await database.query(
          `select count(*)::int as n from appointments one join appointments other
             on one.business_id = other.business_id and one.id < other.id
             and (one.staff_id = other.staff_id or one.room_id = other.room_id)
             and one.busy && other.busy
           where one.business_id = $1 and one.status = 'booked' and other.status = 'booked'`,
          [businessId],
        );
        expect(rows[0].n).toBe(0);
        expect(await calendar.day(businessId, '2026-11-23')).toHaveLength(committed);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });
});
