/** What the rules say to a caller's wish, and what they do when they cannot tell. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../machines/policy/decide.ts';
import type { Rule, Verdict } from '../../../machines/policy/definition.ts';
import { type FactsInput, factsFor } from '../../../machines/policy/facts.ts';
import { openAt } from '../../../machines/policy/open-hours.ts';
import type { Booking, Opening } from '../../../machines/ports.ts';
import { judge, practiceFiles } from '../../services/definitions/practice-policies.ts';

const holidays = `holidays:
  - { date: 2026-11-23, name: a fair, hours: [["10:00", "11:00"]] }
  - { date: 2026-11-24, name: a feast }
staff:`;
const [definition] = judge({
  ...practiceFiles,
  'barber/business.yaml': (practiceFiles['barber/business.yaml'] ?? '').replace('staff:', holidays),
}).definitions;
if (!definition) throw new Error('the practice folder has findings');
const { business } = definition;

/** A Monday. */
const monday = '2026-11-16T10:00';
const opening: Opening = {
  start: '2026-11-17T15:30',
  end: '2026-11-17T16:00',
  serviceId: 'haircut',
  staffId: 'lee',
  locationId: 'main',
};
const booking: Booking = {
  ...opening,
  id: 'b',
  customerName: 'Ann',
  customerPhone: '+16145550199',
};

function verdictOf(when: string, input: Partial<FactsInput> = {}): Verdict {
  const facts = factsFor(definition as NonNullable<typeof definition>, {
    now: monday,
    from: '+16145550199',
    vouched: false,
    ...input,
  });
  return decide([{ id: 'it', topic: 'cancel', when, then: 'refuse' }], 'cancel', facts).verdict;
}

describe('the first rule of the topic that holds decides', () => {
  const facts = factsFor(definition, { now: monday, from: '', vouched: false });
  const rules: Rule[] = [
    { id: 'elsewhere', topic: 'booking', when: 'true', then: 'refuse' },
    { id: 'never', topic: 'cancel', when: 'false', then: 'refuse' },
    { id: 'late', topic: 'cancel', when: 'true', then: 'confirm-first', say: 'late-fee' },
    { id: 'later', topic: 'cancel', when: 'true', then: 'refuse' },
  ];

  it('with its verdict, its id and its sentence', () => {
    expect(decide(rules, 'cancel', facts)).toEqual({
      verdict: 'confirm-first',
      rule: 'late',
      say: 'late-fee',
    });
  });

  it('and without a rule that holds, nothing stands in the way', () => {
    expect(decide(rules.slice(0, 2), 'cancel', facts)).toEqual({ verdict: 'allow' });
  });
});

describe('a condition that cannot be settled goes to a person', () => {
  it.each(['1 / 0 > 0', 'slots.nobody == "x"', 'this is no condition', 'call.opn'])(
    '%s',
    (when) => {
      expect(verdictOf(when)).toBe('hand-over');
    },
  );
});

describe('a rule can look at', () => {
  it.each<[string, string, Partial<FactsInput>]>([
    ['whether a location is open', 'call.open', {}],
    ['a lunch break', '!call.open', { now: '2026-11-16T12:30' }],
    ['the minute of closing, which is closed', '!call.open', { now: '2026-11-16T17:00' }],
    ['a Sunday', '!call.open && call.weekday == "sunday"', { now: '2026-11-15T10:00' }],
    ['a holiday', '!call.open', { now: '2026-11-24T10:00' }],
    ['the caller', 'call.vouched && call.from.startsWith("+1614")', { vouched: true }],
    ['the clock', 'call.time >= "09:30" && call.time < "10:30"', {}],
    ['the location dialled', 'call.location == "main"', { locationId: 'main' }],
    ['the service of an opening', 'service.id == "haircut" && service.minutes == 30', { opening }],
    ['the service named', 'service.price <= 30', { slots: { service: 'haircut' } }],
    ['how far an opening is', 'opening.daysUntil == 1 && opening.hour == 15', { opening }],
    ['the minutes until it', 'opening.minutesUntil == 29 * 60 + 30', { opening }],
    ['the minutes until a booking', 'booking.minutesUntil < 48 * 60', { booking }],
    ['what is not there', '!booking.known && !opening.known && service.id == ""', {}],
    ['a slot that is empty', 'slots.service == "" && slots.name.last == ""', {}],
    ['a slot that is filled', 'slots.name.last == "Smith"', { slots: { name: { last: 'Smith' } } }],
    ['a count', 'slots.people > 4', { slots: { people: 5 } }],
  ])('%s', (_title, when, input) => {
    expect(verdictOf(when, input)).toBe('refuse');
  });

  it('real hours on the night the clocks go back', () => {
    const sunday = { ...booking, start: '2026-11-01T09:00' };
    expect(
      verdictOf('booking.minutesUntil == 25 * 60', { now: '2026-10-31T09:00', booking: sunday }),
    ).toBe('refuse');
  });
});

describe('a location', () => {
  const [main] = business.locations;
  if (!main) throw new Error('no location');

  it.each([
    ['2026-11-23T09:30', false],
    ['2026-11-23T10:00', true],
    ['2026-11-23T11:00', false],
    ['2026-11-30T09:30', true],
  ])('keeps the shorter hours of a holiday, and its own on any other day: %s', (local, open) => {
    expect(openAt(business, main, local)).toBe(open);
  });
});
