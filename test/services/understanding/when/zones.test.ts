/** A caller may give a time by another zone's clock. */
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

describe('a time in another zone', () => {
  it.each([
    ['tomorrow at 10 a.m. Pacific time', '2026-11-21 13:00'],
    ['Monday 3 pm Eastern', '2026-11-23 15:00'],
    ['8:00 pm GMT', '15:00'],
    ['Monday from 9 to 11 am Central', '2026-11-23 10:00 .. 12:00'],
    ['Monday at 11 pm Pacific', '2026-11-24 02:00'],
  ])('is read by the clock of the business: %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it('is not an address', () => {
    expect(read('I live at 3 Mountain Road', { focused: false })).toBe('');
  });
});
