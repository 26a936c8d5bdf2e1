import { describe, expect, it } from 'vitest';
import { houseOf } from '../../../../server/scenarios/gather-evidence.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';
import { breaches, end, event, opens, said, say } from '../../../support/told-calls.ts';

const clinic = shippedDefinition('bright-smile');
const fridayAfternoonMs = Date.UTC(2026, 10, 20, 20, 0);
const opening = {
  start: '2026-11-24T15:30',
  end: '2026-11-24T16:15',
  serviceId: 'cleaning',
  staffId: 'rosa',
  locationId: 'grandview',
};
const later = { ...opening, start: '2026-11-25T09:00', end: '2026-11-25T09:45' };
const details = { opening, name: { first: 'Ann', last: 'Lee' }, phone: '+16145550100' };

/** What the rules find wrong with these words for these values. */
function heardAs(text: string, sentence: string, values: object): string[] {
  const facts = [
    ...opens,
    fridayAfternoonMs,
    say(sentence, values),
    said('u2', sentence, text),
    end('abandoned'),
  ];
  return breaches(facts, {
    house: houseOf(clinic, { realCalendar: true, verdicts: 'published' }),
  }).filter((what) => what.includes('tells'));
}

const readBack = (of: {
  what?: string;
  when?: string;
  who?: string;
  name?: string;
  phone?: string;
}) =>
  `That's ${of.what ?? 'a cleaning'} on ${of.when ?? 'Tuesday the 24th at 3:30'} with ` +
  `${of.who ?? 'Rosa Delgado'}, for ${of.name ?? 'Ann Lee'}, and I can reach you at ` +
  `${of.phone ?? '6 1 4, 5 5 5, 0 1 0 0'}. Shall I book it?`;

describe('The rules over what is spoken', () => {
  it('let words pass that tell their values', () => {
    expect(heardAs(readBack({}), 'read-back-booking', details)).toEqual([]);
  });

  it.each([
    ['another hour', { when: 'Tuesday the 24th at 4:30' }, 'opening'],
    ['another weekday', { when: 'Wednesday the 24th at 3:30' }, 'opening'],
    ['another day of the month', { when: 'Tuesday the 25th at 3:30' }, 'opening'],
    ['another month', { when: 'Tuesday, December 24th at 3:30' }, 'opening'],
    ['the morning', { when: 'Tuesday the 24th at 3:30 in the morning' }, 'opening'],
    ['another service', { what: 'a filling' }, 'service'],
    ['another person', { who: 'Doctor Anita Patel' }, 'staff'],
    ['half a name', { name: 'Ann' }, 'name'],
    ['a number without its end', { phone: '6 1 4, 5 5 5, 0 1 0' }, 'phone'],
  ])('catch a read-back with %s', (_what, wrong, part) => {
    const found = heardAs(readBack(wrong), 'read-back-booking', details);
    expect(found).toEqual([`read-back-booking tells another ${part}`]);
  });

  it('catch offers that are told in another order than a choice counts them', () => {
    const values = { openings: [opening, later], why: 'taken' };
    const told = 'That time is taken. I have Tuesday at 3:30, or Wednesday at 9.';
    const backwards = 'That time is taken. I have Wednesday at 9, or Tuesday at 3:30.';
    expect(heardAs(told, 'offer-times', values)).toEqual([]);
    expect(heardAs(backwards, 'offer-times', values)).toEqual([
      'offer-times tells another openings',
    ]);
  });

  it('catch the price of something else', () => {
    const values = { service: 'filling' };
    const told = 'Without insurance, a filling is from 180 to 320 dollars.';
    expect(heardAs(told, 'question-price', values)).toEqual([]);
    expect(heardAs(told.replace('180', '129'), 'question-price', values)).toEqual([
      'question-price tells another price',
    ]);
  });

  it('catch a day that is called open though it is a holiday', () => {
    const values = { when: { date: '2026-11-26' } };
    const closed = 'we are closed on Thursday the 26th for Thanksgiving.';
    const open = 'we are open on Thursday the 26th from 8 to 5.';
    expect(heardAs(closed, 'question-hours', values)).toEqual([]);
    expect(heardAs(open, 'question-hours', values)).not.toEqual([]);
  });

  it('catch an answer about something else than was asked', () => {
    const asked = { question: 'price', values: { service: 'whitening' }, unsure: {} };
    const about = (service: string) =>
      breaches([
        ...opens,
        event('caller.asked', asked),
        say('question-price', { service }),
        end('answered'),
      ]);
    expect(about('whitening')).toEqual([]);
    expect(about('cleaning')).toEqual(['price was answered about another service']);
  });
});
