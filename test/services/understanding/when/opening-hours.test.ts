/** A bare hour is the hour at which the business is open. */
import { describe, expect, it } from 'vitest';
import { read, unknownHours } from './reading.ts';

const longDay: [string, string][][] = Array.from({ length: 7 }, () => [['07:00', '22:00']]);
const nightClinic: [string, string][][] = Array.from({ length: 7 }, () => [['18:00', '23:30']]);

describe('a bare hour', () => {
  it('is the one inside the opening hours', () => {
    expect(read('three')).toBe('15:00');
    expect(read('nine thirty')).toBe('09:30');
    expect(read('at 9', { hours: nightClinic })).toBe('21:00');
  });

  it('is asked about when the business is open at both', () => {
    expect(read('at 8', { hours: longDay })).toBe('08:00 | 20:00');
  });

  it('just outside the hours stays on the near side of the day', () => {
    expect(read('at 8')).toBe('08:00');
    expect(read('at 6')).toBe('18:00');
  });

  it('as far from the hours either way is asked about', () => {
    expect(read('at 7')).toBe('07:00 | 19:00');
  });

  it('is read by the hours of the day that was said', () => {
    const hours: [string, string][][] = [...longDay];
    hours[0] = [['07:00', '12:00']];
    expect(read('Monday at 8', { hours })).toBe('2026-11-23 08:00');
    expect(read('Tuesday at 8', { hours })).toBe('2026-11-24 08:00 | 2026-11-24 20:00');
  });

  it('is never moved once morning or afternoon was said', () => {
    expect(read('3 am')).toBe('03:00');
    expect(read('9 at night')).toBe('21:00');
    expect(read('03:00')).toBe('03:00');
  });

  it('without known hours is a waking hour, and asked about where that says nothing', () => {
    expect(read('at 9', { hours: unknownHours })).toBe('09:00');
    expect(read('at 3', { hours: unknownHours })).toBe('03:00 | 15:00');
  });

  it('said for today is not one that has passed', () => {
    expect(read('today at 4', { hours: unknownHours })).toBe('2026-11-20 16:00');
  });
});

describe('a range of bare hours', () => {
  it.each([
    ['between two and four', '14:00 .. 16:00'],
    ['from 10 to 2', '10:00 .. 14:00'],
    ['9 - 11am', '09:00 .. 11:00'],
    ['from 3 to 5 pm', '15:00 .. 17:00'],
    ['11 till 1', '11:00 .. 13:00'],
    ['between 3 and 8am', '03:00 .. 08:00'],
  ])('shares its half of the day: %s', (text, range) => {
    expect(read(text)).toBe(range);
  });

  it('that may be minutes before an hour is asked about, unless a word settles it', () => {
    expect(read('10 to 2')).toBe('13:50 | 10:00 .. 14:00');
    expect(read('at 10 to 2')).toBe('13:50');
  });
});
