/** Spoken forms, kind by kind: what a caller hears and a transcript shows. Today is Friday the 20th. */
import { describe, expect, it } from 'vitest';
import type { TimeValue } from '../../../machines/vocabulary.ts';
import { spokenBirthDate, spokenDate } from '../../../services/words/spoken/date.ts';
import { spokenDuration } from '../../../services/words/spoken/duration.ts';
import { spokenEmail } from '../../../services/words/spoken/email.ts';
import { spokenList } from '../../../services/words/spoken/list.ts';
import { spokenMoney, spokenPrice } from '../../../services/words/spoken/money.ts';
import {
  spelled,
  spelledPerson,
  spokenPerson,
  spokenStaffName,
} from '../../../services/words/spoken/name.ts';
import { spokenOrdinal } from '../../../services/words/spoken/number.ts';
import { spokenPhone } from '../../../services/words/spoken/phone.ts';
import { spokenService } from '../../../services/words/spoken/service.ts';
import { ambiguityOf, spokenTime } from '../../../services/words/spoken/time.ts';
import { spokenOffer, spokenReadings, spokenWhen } from '../../../services/words/spoken/when.ts';

const today = '2026-11-20';
const isAmbiguous = ambiguityOf([
  ['08:00', '12:00'],
  ['13:00', '17:00'],
]);
const context = { today, isAmbiguous };

describe('a day', () => {
  it.each([
    ['2026-11-20', 'today', 'today'],
    ['2026-11-21', 'tomorrow', 'tomorrow'],
    ['2026-11-22', 'this Sunday', 'Sunday'],
    ['2026-11-19', 'yesterday', 'yesterday'],
    ['2026-11-24', 'Tuesday the 24th', 'Tuesday'],
    ['2026-11-26', 'Thursday the 26th', 'Thursday'],
    ['2026-11-27', 'Friday the 27th', 'Friday the 27th'],
    ['2026-11-30', 'Monday the 30th', 'Monday the 30th'],
    ['2026-12-01', 'Tuesday, December 1st', 'Tuesday, December 1st'],
    ['2027-01-04', 'Monday, January 4th', 'Monday, January 4th'],
    ['2027-11-22', 'Monday, November 22nd, 2027', 'Monday, November 22nd, 2027'],
    ['2026-11-03', 'Tuesday, November 3rd', 'Tuesday, November 3rd'],
    ['2025-12-24', 'Wednesday, December 24th, 2025', 'Wednesday, December 24th, 2025'],
  ])('%s is "%s", and "%s" in an offer', (date, full, short) => {
    expect(spokenDate(date, today)).toBe(full);
    expect(spokenDate(date, today, 'short')).toBe(short);
  });

  it('is "this Friday" when the same week brings it, across the end of a month too', () => {
    expect(spokenDate('2026-11-20', '2026-11-18')).toBe('this Friday');
    expect(spokenDate('2026-07-04', '2026-06-29')).toBe('this Saturday');
    expect(spokenDate('2026-12-01', '2026-11-29')).toBe('Tuesday, December 1st');
  });

  it('of birth has a year and no weekday', () => {
    expect(spokenBirthDate('1987-04-12')).toBe('April 12th, 1987');
  });

  it('that is none is our bug', () => {
    expect(() => spokenDate('soon', today)).toThrow('no date');
  });
});

describe('a time', () => {
  it.each([
    ['09:00', "9 o'clock", '9'],
    ['15:30', '3:30', '3:30'],
    ['12:00', 'noon', 'noon'],
    ['12:30', '12:30', '12:30'],
    ['08:05', '8:05', '8:05'],
    ['17:00', "5 o'clock", '5'],
    ['00:00', 'midnight', 'midnight'],
    ['19:00', '7 in the evening', '7 in the evening'],
    ['07:30', '7:30 in the morning', '7:30 in the morning'],
    ['22:15', '10:15 at night', '10:15 at night'],
  ])('%s is "%s", and "%s" among others', (time, alone, among) => {
    expect(spokenTime(time, 'alone', isAmbiguous)).toBe(alone);
    expect(spokenTime(time, 'among', isAmbiguous)).toBe(among);
  });

  it('names its part of the day where a business is open at both', () => {
    const longDay = ambiguityOf([['07:00', '22:00']]);
    expect(spokenTime('08:00', 'alone', longDay)).toBe('8 in the morning');
    expect(spokenTime('20:00', 'alone', longDay)).toBe('8 in the evening');
    expect(spokenTime('15:00', 'alone', longDay)).toBe("3 o'clock");
  });

  it('names its part of the day where no hours are known', () => {
    expect(spokenTime('15:00', 'alone', ambiguityOf([]))).toBe('3 in the afternoon');
  });
});

describe('a moment or a stretch', () => {
  const cases: [TimeValue, string][] = [
    [{ date: '2026-11-24', time: '15:30' }, 'Tuesday the 24th at 3:30'],
    [{ date: '2026-11-20', time: '16:00' }, "today at 4 o'clock"],
    [{ date: '2026-11-24' }, 'Tuesday the 24th'],
    [{ time: '12:00' }, 'noon'],
    [{}, 'any time'],
    [{ date: '2026-11-24', time: '08:00', timeTo: '12:00' }, 'Tuesday the 24th in the morning'],
    [{ date: '2026-11-21', time: '12:00', timeTo: '17:00' }, 'tomorrow in the afternoon'],
    [{ time: '17:00', timeTo: '21:00' }, 'in the evening'],
    [{ date: '2026-11-24', time: '14:00', timeTo: '16:30' }, 'Tuesday the 24th between 2 and 4:30'],
    [{ time: '15:00', timeTo: '23:59' }, 'after 3'],
    [{ time: '00:00', timeTo: '10:00' }, 'before 10'],
    [{ timeTo: '10:00' }, 'before 10'],
    [{ date: '2026-11-24', time: '00:00', timeTo: '24:00' }, 'Tuesday the 24th'],
    [{ date: '2026-11-23', dateTo: '2026-11-25' }, 'between Monday and Wednesday'],
    [{ dateTo: '2026-12-04' }, 'by Friday, December 4th'],
  ];
  it.each(cases)('%j is "%s"', (value, spoken) => {
    expect(spokenWhen(value, context)).toBe(spoken);
  });

  const offers: [string[], string][] = [
    [
      ['2026-11-24T15:30', '2026-11-25T09:00', '2026-11-25T11:15'],
      'Tuesday at 3:30, or Wednesday at 9 or 11:15',
    ],
    [['2026-11-24T09:00'], "Tuesday at 9 o'clock"],
    [['2026-11-20T16:00', '2026-11-20T16:45'], 'today at 4 or 4:45'],
    [
      ['2026-11-21T09:00', '2026-11-24T09:00', '2026-12-01T12:00'],
      'tomorrow at 9, Tuesday at 9, or Tuesday, December 1st at noon',
    ],
  ];
  it.each(offers)('offers %j as "%s"', (starts, spoken) => {
    expect(
      spokenOffer(
        starts.map((start) => ({ start })),
        context,
      ),
    ).toBe(spoken);
  });

  const readings: [TimeValue[], string][] = [
    [[{ time: '03:00' }, { time: '15:00' }], '3 in the morning or 3 in the afternoon'],
    [
      [
        { date: '2026-11-24', time: '03:00' },
        { date: '2026-11-24', time: '15:00' },
      ],
      'Tuesday the 24th at 3 in the morning or 3 in the afternoon',
    ],
    [
      [{ date: '2026-11-24' }, { date: '2026-12-01' }],
      'Tuesday the 24th, or Tuesday, December 1st',
    ],
    [
      [
        { date: '2026-11-24', time: '09:00' },
        { date: '2026-11-26', time: '09:00' },
      ],
      "Tuesday the 24th at 9 o'clock or Thursday the 26th at 9 o'clock",
    ],
  ];
  it.each(readings)('asks which of %j as "%s"', (values, spoken) => {
    expect(spokenReadings(values, context)).toBe(spoken);
  });
});

describe('numbers, money and lengths', () => {
  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [30, '30th'],
    [113, '113th'],
  ])('%i in a row is "%s"', (value, spoken) => {
    expect(spokenOrdinal(value)).toBe(spoken);
  });

  it.each([
    [90, 'USD', '90 dollars'],
    [1, 'USD', '1 dollar'],
    [19.5, 'USD', '19 dollars and 50 cents'],
    [0.01, 'USD', '1 cent'],
    [1.1, 'USD', '1 dollar and 10 cents'],
    [1_200, 'USD', '1,200 dollars'],
    [30, 'EUR', '30 euros'],
    [2.01, 'GBP', '2 pounds and 1 penny'],
    [300, 'JPY', '300 Japanese Yen'],
  ])('%d %s is "%s"', (amount, currency, spoken) => {
    expect(spokenMoney(amount, currency)).toBe(spoken);
  });

  it('of a price may be a range, free, or on request', () => {
    expect(spokenPrice({ exactly: 129 }, 'USD')).toBe('129 dollars');
    expect(spokenPrice({ from: 80, to: 120 }, 'USD')).toBe('from 80 to 120 dollars');
    expect(spokenPrice({ from: 120 }, 'USD')).toBe('from 120 dollars');
    expect(spokenPrice({ from: 9.5, to: 12 }, 'USD')).toBe(
      'from 9 dollars and 50 cents to 12 dollars',
    );
    expect(spokenPrice('free', 'USD')).toBe('free');
    expect(spokenPrice('on-request', 'USD')).toBe('on request');
  });

  it.each([
    [1, '1 minute'],
    [45, '45 minutes'],
    [60, 'an hour'],
    [75, 'an hour and 15 minutes'],
    [90, 'an hour and a half'],
    [120, '2 hours'],
    [150, '2 and a half hours'],
  ])('%i minutes are "%s"', (minutes, spoken) => {
    expect(spokenDuration(minutes)).toBe(spoken);
  });
});

describe('people, numbers and addresses', () => {
  it.each([
    ['+16145550142', 'US', '6 1 4, 5 5 5, 0 1 4 2'],
    ['+442079460958', 'US', 'plus 4 4, 2 0, 7 9 4 6, 0 9 5 8'],
    ['+14165550142', 'US', '4 1 6, 5 5 5, 0 1 4 2'],
  ])('%s, heard in %s, is "%s"', (phone, country, spoken) => {
    expect(spokenPhone(phone, country)).toBe(spoken);
  });

  it('are spoken as given, and spelled when asked', () => {
    expect(spokenPerson({ first: 'Jane', last: 'Rivera', spelled: true })).toBe('Jane Rivera');
    expect(spokenPerson({ last: 'Rivera' })).toBe('Rivera');
    expect(spelledPerson({ first: 'Jane', last: 'Rivera' })).toBe('R, I, V, E, R, A');
    expect(spelledPerson({ first: 'Ana' })).toBe('A, N, A');
    expect(spelled("O'Neil-Ng")).toBe('O, apostrophe, N, E, I, L, dash, N, G');
    expect(spokenStaffName('Dr. Chen')).toBe('Doctor Chen');
    expect(spokenStaffName('Andrea Drew')).toBe('Andrea Drew');
  });

  it('of e-mail are said with their signs', () => {
    expect(spokenEmail('Jane.Lee-Ng@example.com')).toBe('jane dot lee dash ng at example dot com');
  });
});

describe('services and lists', () => {
  it.each([
    ['cleaning', 'a cleaning'],
    ['a cleaning', 'a cleaning'],
    ['exam', 'an exam'],
    ['hour of massage', 'an hour of massage'],
    ['uniform fitting', 'a uniform fitting'],
    ['X-ray', 'an X-ray'],
    ['braces', 'braces'],
    ["kid's check-up", "a kid's check-up"],
    ['your first visit', 'your first visit'],
  ])('%j is spoken "%s"', (spoken, said) => {
    expect(spokenService({ spoken })).toBe(said);
  });

  it('have a comma only where it helps', () => {
    expect(spokenList([], 'or')).toBe('');
    expect(spokenList(['a'], 'or')).toBe('a');
    expect(spokenList(['a', 'b'], 'or')).toBe('a or b');
    expect(spokenList(['a', 'b', 'c'], 'and')).toBe('a, b, and c');
    expect(spokenList(['May 1st, 2027', 'June 2nd'], 'or')).toBe('May 1st, 2027, or June 2nd');
  });
});
