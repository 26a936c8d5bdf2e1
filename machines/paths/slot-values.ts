/** The classes of values a caller can give for each kind of slot, with one example value each. */
import type { Definition } from '../policy/definition.ts';
import type { SlotKind, SlotValue } from '../vocabulary.ts';

/** `value` is what is given; `readings` when the words can be read in more than one way. */
export interface ValueClass {
  name: string;
  value?: SlotValue;
  readings?: SlotValue[];
}

/** Dates of the examples: days from today on which most businesses are open. */
export interface ExampleDays {
  first: string;
  second: string;
}

function ids(of: { id: string }[]): string[] {
  return of.map(({ id }) => id);
}

/** A value, another one that corrects it, and words that may mean either. */
function oneOf(values: string[]): ValueClass[] {
  const [first, second] = values;
  if (first === undefined) return [];
  if (second === undefined) return [{ name: 'known', value: first }];
  return [
    { name: 'known', value: first },
    { name: 'another', value: second },
    { name: 'blurred', readings: [first, second] },
  ];
}

function times({ first, second }: ExampleDays): ValueClass[] {
  return [
    { name: 'day-and-hour', value: { date: first, time: '10:00' } },
    { name: 'another', value: { date: second, time: '15:00' } },
    { name: 'day', value: { date: first } },
    { name: 'hour', value: { time: '11:00' } },
    { name: 'part-of-day', value: { date: second, time: '13:00', timeTo: '17:00' } },
    {
      name: 'blurred',
      readings: [
        { date: first, time: '07:30' },
        { date: first, time: '19:30' },
      ],
    },
  ];
}

/** Each search and each simulated caller asks for the same few, some hundred thousand times. */
const made = new WeakMap<Definition, Map<string, readonly ValueClass[]>>();

export function valueClasses(
  definition: Definition,
  kind: SlotKind,
  days: ExampleDays,
): readonly ValueClass[] {
  const own = made.get(definition) ?? new Map<string, readonly ValueClass[]>();
  made.set(definition, own);
  const key = `${kind} ${days.first} ${days.second}`;
  const known = own.get(key) ?? classesOf(definition, kind, days);
  own.set(key, known);
  return known;
}

function classesOf({ business }: Definition, kind: SlotKind, days: ExampleDays): ValueClass[] {
  switch (kind) {
    case 'when':
      return times(days);
    case 'service':
      return oneOf(ids(business.services));
    case 'staff':
      return oneOf(ids(business.staff));
    case 'location':
      return oneOf(ids(business.locations));
    case 'name':
      return [
        { name: 'whole', value: { first: 'Anna', last: 'Lee' } },
        { name: 'another', value: { first: 'Robert', last: 'Miller' } },
        { name: 'first-only', value: { first: 'Anna' } },
      ];
    case 'phone':
      return [
        { name: 'whole', value: '+16145550123' },
        { name: 'another', value: '+16145550187' },
      ];
    case 'birth-date':
      return [
        { name: 'whole', value: '1987-03-14' },
        { name: 'another', value: '1990-11-02' },
      ];
    case 'email':
      return [
        { name: 'whole', value: 'anna.lee@example.com' },
        { name: 'another', value: 'bob@example.com' },
      ];
    case 'count':
      return [
        { name: 'whole', value: 2 },
        { name: 'another', value: 4 },
      ];
    case 'money':
      return [
        { name: 'whole', value: 40 },
        { name: 'another', value: 65 },
      ];
    case 'text':
      return [
        { name: 'words', value: 'the blue runners from the window' },
        { name: 'another', value: 'size nine and a half' },
      ];
    case 'yes-no':
      return [];
  }
}
