/** Dates with a number: spoken, written, abbreviated, with and without year and weekday. */
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

describe('a date', () => {
  it.each([
    ['March 3rd', '2027-03-03'],
    ['the third of March', '2027-03-03'],
    ['december twenty second', '2026-12-22'],
    ['Dec the 2nd', '2026-12-02'],
    ['15Dec', '2026-12-15'],
    ['4 April 2028', '2028-04-04'],
    ['26th of june of 2027', '2027-06-26'],
    ['nov. 30', '2026-11-30'],
    ['May five twenty twenty seven', '2027-05-05'],
    ['the 5th of next month', '2026-12-05'],
  ])('by month and day: %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it.each([
    ['2026-12-01', '2026-12-01'],
    ['12/7/2026', '2026-12-07'],
    ['12-07-27', '2027-12-07'],
    ['3/4', '2027-03-04'],
    ['22/04', '2027-04-22'],
    ['2026/Dec/23', '2026-12-23'],
    ['30.11.2026', '2026-11-30'],
  ])('in figures: %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  it('in figures is ambiguous where the day comes first by custom', () => {
    expect(read('3/4', { timeZone: 'Europe/London' })).toBe('2027-03-04 | 2027-04-03');
  });

  it('by its number alone is the next such day', () => {
    expect(read('the 20th')).toBe('2026-11-20');
    expect(read('the 17th')).toBe('2026-12-17');
    expect(read('on the 31st')).toBe('2026-12-31');
    expect(read('the twenty third')).toBe('2026-11-23');
  });

  it('that the calendar does not have is none', () => {
    expect(read('February 30th')).toBe('');
    expect(read('the 32nd')).toBe('');
    expect(read('February 29th')).toBe('2028-02-29');
  });

  it('with its weekday is the day on which both agree', () => {
    expect(read('Monday the 30th')).toBe('2026-11-30');
    expect(read('Friday 29th')).toBe('2027-01-29');
    expect(read('next Friday the 4th')).toBe('2026-12-04');
  });

  it('whose weekday does not fit is asked about', () => {
    expect(read('Tuesday December 2nd')).toBe('2026-12-02 | 2026-12-01');
  });

  it('whose weekday shows that it is over stays over', () => {
    expect(read('Friday, November 13th')).toBe('2026-11-13');
  });

  it('in figures with a point may be a time', () => {
    expect(read('5.12')).toBe('2027-05-12 | 17:12');
    expect(read('at 4.22')).toBe('16:22');
  });

  it('as a bare number in answer to "when" may be a day or an hour', () => {
    expect(read('17')).toBe('2026-12-17 | 17:00');
    expect(read('25')).toBe('2026-11-25');
  });

  it.each([
    ['Christmas eve', '2026-12-24'],
    ['the day before Thanksgiving', '2026-11-25'],
    ["new year's eve", '2026-12-31'],
    ['Labor Day', '2027-09-06'],
    ['Memorial Day', '2027-05-31'],
    ['Easter Monday', '2027-03-29'],
  ])('by name: %s', (text, date) => {
    expect(read(text)).toBe(date);
  });
});
