/** Clock times in the forms in which callers say them and recognisers write them. */
import { describe, expect, it } from 'vitest';
import { read, unknownHours } from './reading.ts';

describe('a clock time', () => {
  it.each([
    ['half past three', '15:30'],
    ['quarter past nine', '09:15'],
    ['a quarter to 1', '12:45'],
    ['twenty after 3 pm', '15:20'],
    ['36 minutes past eight in the evening', '20:36'],
    ['25 to 7', '18:35'],
    ['half eight', '08:30'],
    ['ten minutes to noon', '11:50'],
    ['five to 6 tonight', '2026-11-20 17:55'],
  ])('said by minutes and hour: %s', (text, time) => {
    expect(read(text)).toBe(time);
  });

  it.each([
    ['17 30', '17:30'],
    ['5 30', '17:30'],
    ['6 55 morning', '06:55'],
    ['at 1030', '10:30'],
    ['330 p.m.', '15:30'],
    ['0915', '09:15'],
    ['8.10 pm', '20:10'],
    ['16h45', '16:45'],
    ['7:56:30 pm', '19:56'],
    ['1500 hours', '15:00'],
    ['0 45 p.m.', '12:45'],
  ])('written in figures: %s', (text, time) => {
    expect(read(text)).toBe(time);
  });

  it.each([
    ['three thirty p m', '15:30'],
    ['ten fifteen', '10:15'],
    ['eleven twenty-five', '11:25'],
    ['nine oh five', '09:05'],
    ['twelve zero three', '12:03'],
    ["ten o'clock", '10:00'],
    ['ten o clock', '10:00'],
    ['3-ish', '15:00'],
    ['around three', '15:00'],
    ['nine a.m. sharp', '09:00'],
    ['noon', '12:00'],
    ['mid day', '12:00'],
    ['twelve midnight', '00:00'],
  ])('said in words: %s', (text, time) => {
    expect(read(text)).toBe(time);
  });

  it.each([
    ['eight in the morning', '08:00'],
    ['morning 11:30', '11:30'],
    ['12 in the afternoon', '12:00'],
    ['afternoon 3', '15:00'],
    ['5:15 in the evening', '17:15'],
    ['10 05 at night', '22:05'],
    ['2 at night', '02:00'],
    ['12 30 at night', '00:30'],
    ['18 55 in the evening', '18:55'],
  ])('follows its part of the day: %s', (text, time) => {
    expect(read(text, { hours: unknownHours })).toBe(time);
  });
});
