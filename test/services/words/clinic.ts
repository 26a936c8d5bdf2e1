/** A clinic and a shop with two stores, as definitions, for the tests of what they say. */
import type { Flow } from '../../../machines/flow/schema.ts';
import { businessSchema } from '../../../machines/policy/business.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Opening } from '../../../machines/ports.ts';
import type { SlotKind } from '../../../machines/vocabulary.ts';
import { createWords } from '../../../services/words/template-words.ts';
import type { Piece, Words } from '../../../services/words/words.ts';

const weekday: [string, string][] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
];

const clinicFacts = {
  name: 'Bright Dental',
  what: 'a clinic',
  timeZone: 'America/New_York',
  numbers: [{ number: '+16145550142' }],
  locations: [
    {
      id: 'main',
      name: 'Grandview',
      address: '12 Main Street, Suite 4',
      parking: 'Parking is free. Turn in from Oak Road; mind the ramp.',
      hours: {
        monday: weekday,
        tuesday: weekday,
        wednesday: [
          ['08:00', '12:00'],
          ['13:00', '19:00'],
        ],
        thursday: weekday,
        friday: weekday,
        saturday: [['09:00', '13:00']],
      },
    },
  ],
  holidays: [
    { date: '2026-11-26', name: 'Thanksgiving' },
    { date: '2026-12-24', name: 'Christmas Eve', hours: [['08:00', '12:00']] },
  ],
  staff: [
    { id: 'dr-chen', name: 'Dr. Chen', role: 'dentist' },
    { id: 'rosa', name: 'Rosa Diaz', role: 'hygienist' },
  ],
  services: [
    service('cleaning', 'a cleaning', 45, { exactly: 90 }),
    service('exam', 'exam', 30, { from: 80, to: 120 }),
    service('whitening', 'whitening', 90, 'on-request'),
  ],
  flows: ['book'],
};

const shopFacts = {
  ...clinicFacts,
  name: 'Stride',
  numbers: [{ number: '+13125550110', at: 'loop' }, { starting: '+1312' }],
  locations: [
    { id: 'loop', name: 'the Loop', address: '36 State Street', hours: everyDay('10:00', '20:00') },
    {
      id: 'hyde-park',
      name: 'Hyde Park',
      address: '1510 53rd Street',
      phone: '+13125550130',
      hours: everyDay('11:00', '19:00'),
    },
  ],
};

function service(id: string, spoken: string, minutes: number, price: unknown) {
  return { id, name: id, spoken, minutes, price, by: ['dentist'] };
}

function everyDay(from: string, to: string) {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return Object.fromEntries(days.map((day) => [day, [[from, to]]]));
}

export interface Said {
  words?: Definition['words'];
  questions?: { id: string; answer: string; otherwise?: string }[];
  slots?: Record<string, SlotKind>;
  locationId?: string;
  now?: string;
}

function wordsOf(facts: object, id: string, said: Said): Words {
  const slots = Object.entries(said.slots ?? {}).map(([name, kind]) => [name, { kind, ask: 'x' }]);
  const book = { flow: 'book', slots: Object.fromEntries(slots), steps: {} } as unknown as Flow;
  const definition = {
    business: { ...businessSchema.parse(facts), id },
    flows: { book },
    questions: (said.questions ?? []).map((one) => ({
      ...one,
      wordings: ['x'],
      keywords: [],
      'hand-over': false,
    })),
    words: said.words ?? {},
  } as unknown as Definition;
  return createWords({
    definition,
    now: () => said.now ?? '2026-11-20T15:00',
    ...(said.locationId === undefined ? {} : { locationId: said.locationId }),
  });
}

/** One location, three services. It is Friday, November 20th, 2026, three in the afternoon. */
export const clinicWords = (said: Said): Words => wordsOf(clinicFacts, 'clinic', said);
/** Two locations: the Loop and Hyde Park. */
export const shopWords = (said: Said): Words => wordsOf(shopFacts, 'shop', said);

export const textOf = (pieces: Piece[]): string => pieces.map(({ text }) => text).join(' ');

export function opening(start: string, more: Partial<Opening> = {}): Opening {
  const end = start;
  return { start, end, serviceId: 'cleaning', staffId: 'dr-chen', locationId: 'main', ...more };
}
