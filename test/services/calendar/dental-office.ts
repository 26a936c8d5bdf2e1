/** A dental office for the calendar's tests: three people, one room for surgery, two holidays. */
import { type Business, businessSchema } from '../../../machines/policy/business.ts';

/** Monday to Friday nine to five with a break at noon, Saturday morning. */
const hours = {
  monday: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
  tuesday: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
  wednesday: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
  thursday: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
  friday: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
  saturday: [['09:00', '11:00']],
};

export function dentalOffice(changes: Record<string, unknown> = {}): Business {
  const facts = businessSchema.parse({
    name: 'Bright Teeth',
    what: 'a dental office',
    flows: ['book'],
    timeZone: 'America/New_York',
    numbers: [{ number: '+12125550100' }],
    locations: [{ id: 'main', name: 'Main Street', address: '1 Main Street', hours }],
    holidays: [
      { date: '2026-11-26', name: 'Thanksgiving' },
      { date: '2026-12-24', name: 'Christmas Eve', hours: [['09:00', '12:00']] },
    ],
    staff: [
      { id: 'lee', name: 'Dr. Lee', role: 'dentist' },
      {
        id: 'patel',
        name: 'Dr. Patel',
        role: 'dentist',
        away: [{ from: '2026-12-01', to: '2026-12-03' }],
      },
      { id: 'kim', name: 'Kim', role: 'hygienist', hours: { tuesday: [['10:00', '15:00']] } },
    ],
    rooms: [
      { id: 'surgery', kind: 'theatre', location: 'main' },
      { id: 'chair', kind: 'chair', location: 'main' },
    ],
    services: [
      {
        id: 'checkup',
        name: 'checkup',
        spoken: 'a checkup',
        minutes: 30,
        price: 'free',
        by: ['dentist'],
      },
      {
        id: 'extraction',
        name: 'extraction',
        spoken: 'an extraction',
        minutes: 60,
        bufferMinutes: 15,
        price: 'on-request',
        by: ['dentist'],
        rooms: ['theatre'],
      },
      {
        id: 'cleaning',
        name: 'cleaning',
        spoken: 'a cleaning',
        minutes: 45,
        price: { exactly: 90 },
        by: ['hygienist'],
      },
    ],
    booking: { everyMinutes: 30, noticeMinutes: 60, horizonDays: 60 },
    ...changes,
  });
  return { ...facts, id: 'bright-teeth' };
}
