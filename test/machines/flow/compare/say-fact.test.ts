import { describe, expect, it } from 'vitest';
import { compareFacts } from '../../../../machines/flow/compare/compare-facts.ts';
import type { Definition } from '../../../../machines/policy/definition.ts';
import { shippedDefinition } from '../../../support/chart-call.ts';

const clinic = shippedDefinition('bright-smile');

function saidOf(change: (draft: Definition) => void): string[] {
  const draft = structuredClone(clinic);
  change(draft);
  return compareFacts(clinic, draft).map(({ said }) => said);
}

function service({ business }: Definition, id: string) {
  const found = business.services.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

const cases: [string, (draft: Definition) => void, string][] = [
  [
    'a holiday',
    ({ business }) => business.holidays.push({ date: '2027-02-12', name: 'the training day' }),
    'Grandview is closed on Friday 12 February 2027 (the training day)',
  ],
  [
    'a shorter day',
    ({ business }) =>
      business.holidays.push({ date: '2027-02-12', name: 'training', hours: [['08:00', '12:00']] }),
    'Grandview is open 08:00 to 12:00 on Friday 12 February 2027 (training)',
  ],
  [
    'a holiday that is opened',
    ({ business }) => {
      const [thanksgiving] = business.holidays;
      if (thanksgiving) thanksgiving.hours = [['09:00', '11:00']];
    },
    'Grandview on Thursday 26 November 2026: 09:00 to 11:00 instead of closed',
  ],
  [
    'a holiday that is struck',
    ({ business }) => business.holidays.shift(),
    'Thursday 26 November 2026 is a day like any other again, not Thanksgiving',
  ],
  [
    'a price',
    (draft) => Object.assign(service(draft, 'exam'), { price: { exactly: 120 } }),
    'Exam: 120.00 USD instead of 95.00 USD',
  ],
  [
    'a price of another kind',
    (draft) => Object.assign(service(draft, 'filling'), { price: 'on-request' }),
    'Filling: a price on request instead of from 180.00 USD to 320.00 USD',
  ],
  [
    'a longer visit',
    (draft) => Object.assign(service(draft, 'cleaning'), { minutes: 60 }),
    'Teeth cleaning: 60 minutes instead of 45',
  ],
  [
    'a nickname',
    (draft) => service(draft, 'cleaning').nicknames.push('tooth shine'),
    'Teeth cleaning: nicknames “tooth shine” as well',
  ],
  [
    'a new dentist',
    ({ business }) =>
      business.staff.push({
        id: 'dr-kim',
        name: 'Dr. Kim',
        nicknames: [],
        role: 'dentist',
        hours: { tuesday: [['08:00', '12:00']] },
        away: [],
      }),
    'Dr. Kim is new (dentist): Tuesday 08:00 to 12:00',
  ],
  ['a dentist who leaves', ({ business }) => business.staff.shift(), 'Dr. Anita Patel is gone'],
  [
    'days away',
    ({ business }) => business.staff[2]?.away.push({ from: '2027-04-01', to: '2027-04-02' }),
    'Rosa Delgado: away Thursday 1 April 2027 to Friday 2 April 2027',
  ],
  [
    'an hour of the place',
    ({ business }) => {
      const [place] = business.locations;
      if (place) place.hours.saturday = [['09:00', '12:00']];
    },
    'Grandview: Saturday 09:00 to 12:00 instead of 09:00 to 13:00',
  ],
  [
    'a day that is closed now',
    ({ business }) => delete business.locations[0]?.hours.saturday,
    'Grandview: Saturday closed instead of 09:00 to 13:00',
  ],
  [
    'a new question',
    ({ questions }) =>
      questions.push({
        id: 'dogs',
        wordings: ['can I bring my dog'],
        keywords: [],
        answer: 'Service dogs are welcome.',
        'hand-over': false,
      }),
    'New question “can I bring my dog”: Service dogs are welcome.',
  ],
  [
    'a new rule',
    ({ rules }) =>
      rules.push({ id: 'no-fridays', topic: 'booking', when: 'call.open', then: 'refuse' }),
    'New rule no-fridays, booking: refuse when call.open',
  ],
  [
    'rules in another order',
    ({ rules }) => rules.reverse(),
    `rules: in another order: ${clinic.rules
      .map(({ id }) => `“${id}”`)
      .reverse()
      .join(', ')}`,
  ],
  [
    'how far ahead one can book',
    ({ business }) => Object.assign(business.booking, { horizonDays: 30 }),
    'Callers can book up to 30 days ahead instead of 180',
  ],
  [
    'a fact nobody thought of',
    ({ timing }) => Object.assign(timing, { silence: 9_000 }),
    'timing silence: 9000 instead of 7000',
  ],
];

describe('A changed fact is said in the words of who changed it', () => {
  it.each(cases)('%s', (_name, change, said) => {
    expect(saidOf(change)).toEqual([said]);
  });
});
