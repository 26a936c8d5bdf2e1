/** Weekdays, days counted from today, and stretches of days. The test's today is a Friday. */
import { describe, expect, it } from 'vitest';
import { read, unknownHours } from './reading.ts';

describe('a weekday', () => {
  it.each([
    ['Tuesday', '2026-11-24'],
    ['this Sunday', '2026-11-22'],
    ['next Thursday', '2026-11-26'],
    ['next Sunday', '2026-11-29'],
    ['this coming Monday', '2026-11-23'],
    ['Wednesday next week', '2026-11-25'],
    ['next week on Friday', '2026-11-27'],
    ['Monday week', '2026-11-30'],
    ['a week from Tuesday', '2026-12-01'],
    ['a week on Wednesday', '2026-12-02'],
    ['Thursday in two weeks', '2026-12-10'],
    ['the first Monday in December', '2026-12-07'],
    ['last Friday of the month', '2026-11-27'],
    ['first monday of next month', '2026-12-07'],
    ['the second to last Friday in December', '2026-12-18'],
    ['3 fridays from now', '2026-12-11'],
    ['the Tuesday after Thanksgiving', '2026-12-01'],
    ['first week of December on Friday', '2026-12-04'],
    ['wed', '2026-11-25'],
    ['thurs day', '2026-11-26'],
    ['wensday', '2026-11-25'],
  ])('%s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it('said on that very day may be today or in a week', () => {
    expect(read('Friday')).toBe('2026-11-20 | 2026-11-27');
  });

  it('said on that very day is in a week when its hour has passed', () => {
    expect(read('Friday at 2')).toBe('2026-11-27 14:00');
    expect(read('Friday morning')).toBe('2026-11-27 06:00 .. 12:00');
  });

  it('said on that very day after closing time is in a week', () => {
    expect(read('Friday', { now: '2026-11-20T17:30' })).toBe('2026-11-27');
  });

  it('after next is asked about when today is too near to tell', () => {
    expect(read('Tuesday after next', { now: '2026-11-16T09:00' })).toBe('2026-11-24 | 2026-12-01');
  });
});

describe('a short weekday', () => {
  it('is read beside a time, and not as the verb it may be', () => {
    expect(read('how about sat at 6 pm', { focused: false })).toBe('2026-11-21 18:00');
    expect(read('we sat at 6 pm', { focused: false })).toBe('18:00');
  });
});

describe('a day counted from today', () => {
  it.each([
    ['tomorrow', '2026-11-21'],
    ['to morrow', '2026-11-21'],
    ['tommorow', '2026-11-21'],
    ['the day after tomorrow', '2026-11-22'],
    ['day after tomorrow', '2026-11-22'],
    ['in two weeks', '2026-12-04'],
    ['three days from now', '2026-11-23'],
    ['in a couple of days', '2026-11-22'],
    ['in a fortnight', '2026-12-04'],
    ['a month from today', '2026-12-20'],
    ['two days before Christmas', '2026-12-23'],
    ['a week tomorrow', '2026-11-28'],
  ])('%s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it('counts hours by the clock of the zone, through the change from summer time', () => {
    const night = { now: '2026-11-01T00:30', timeZone: 'America/New_York' };
    expect(read('in half an hour')).toBe('2026-11-20 15:30');
    expect(read('in an hour and a half')).toBe('2026-11-20 16:30');
    expect(read('in three hours', night)).toBe('2026-11-01 02:30');
  });
});

describe('a stretch of days', () => {
  it.each([
    ['this weekend', '2026-11-21 .. 2026-11-22'],
    ['next week', '2026-11-23 .. 2026-11-29'],
    ['this coming week', '2026-11-23 .. 2026-11-29'],
    ['this coming weekend', '2026-11-21 .. 2026-11-22'],
    ['from Dec to March', '2026-12-01 .. 2027-03-31'],
    ['early next week', '2026-11-23 .. 2026-11-25'],
    ['end of next week', '2026-11-27 .. 2026-11-29'],
    ['later this week', '2026-11-21 .. 2026-11-22'],
    ['the week after next', '2026-11-30 .. 2026-12-06'],
    ['the week of the 18th', '2026-12-14 .. 2026-12-20'],
    ['the end of the month', '2026-11-21 .. 2026-11-30'],
    ['mid December', '2026-12-11 .. 2026-12-20'],
    ['sometime in January', '2027-01-01 .. 2027-01-31'],
    ['the next two weeks', '2026-11-21 .. 2026-12-04'],
    ['week after Thanksgiving', '2026-11-30 .. 2026-12-06'],
    ['the last week of November', '2026-11-23 .. 2026-11-29'],
    ['the first week of December', '2026-12-01 .. 2026-12-06'],
    ['the last week of the year', '2026-12-28 .. 2026-12-31'],
    ['weekends only', '2026-11-21 .. 2026-11-22'],
    ['10th to 12th of May', '2027-05-10 .. 2027-05-12'],
    ['July 13 through 15', '2027-07-13 .. 2027-07-15'],
    ['the 3rd until the 6th of January', '2027-01-03 .. 2027-01-06'],
    ['from the 29th to the 2nd', '2026-11-29 .. 2026-12-02'],
    ['Thursday to Monday', '2026-11-26 .. 2026-11-30'],
    ['from October 1 to December 2', '2026-10-01 .. 2026-12-02'],
  ])('%s', (text, range) => {
    expect(read(text, { hours: unknownHours })).toBe(range);
  });
});
