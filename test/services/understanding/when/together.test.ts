/** Days, times and parts of the day that make one value, and several values in one sentence. */
import { describe, expect, it } from 'vitest';
import { read, spans, unknownHours } from './reading.ts';

describe('a day with a time', () => {
  it.each([
    ['next Thursday at half past three', '2026-11-26 15:30'],
    ['quarter past nine on Monday', '2026-11-23 09:15'],
    ['the day after tomorrow at ten thirty a m', '2026-11-22 10:30'],
    ['november twenty fourth ten fifteen', '2026-11-24 10:15'],
    ['tonight at eight', '2026-11-20 20:00'],
    ['8 tonight', '2026-11-20 20:00'],
    ['tomorrow evening at 5', '2026-11-21 17:00'],
    ['5 30 in the afternoon on the 2nd', '2026-12-02 17:30'],
    ['monday the twenty third four pm', '2026-11-23 16:00'],
    ['wednesday, uh, maybe around 3', '2026-11-25 15:00'],
    ['by next Monday at 2:30', '2026-11-23 14:30'],
    ['late afternoon on the 1st', '2026-12-01 15:00 .. 18:00'],
    ['first thing tomorrow morning', '2026-11-21 09:00 .. 11:00'],
    ['lunchtime tomorrow', '2026-11-21 12:00 .. 14:00'],
    ['from 9 to 11 on the 5th', '2026-12-05 09:00 .. 11:00'],
    ['tomorrow from 7:00 to 8:00pm', '2026-11-21 19:00 .. 20:00'],
    ['Monday at 3 for half an hour', '2026-11-23 15:00 .. 15:30'],
  ])('%s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it('said apart in one clause completes both mentions', () => {
    const text = 'I would like Monday with Dr. Chen at 3';
    expect(read(text, { focused: false })).toBe('2026-11-23 15:00 ; 2026-11-23 15:00');
    expect(spans(text)).toEqual(['Monday', '3']);
  });

  it('in two clauses stays two mentions', () => {
    expect(read('I work until 5, can I come Monday')).toBe('17:00 .. 23:59 ; 2026-11-23');
  });

  it('is found inside a long sentence, where it stands', () => {
    const text = "I'd like a cleaning with Dr. Chen next Tuesday at 3, and do you have parking?";
    expect(read(text, { focused: false })).toBe('2026-11-24 15:00');
    expect(spans(text)).toEqual(['next Tuesday at 3']);
  });
});

describe('an open range', () => {
  it.each([
    ['any time after four', '16:00 .. 17:00'],
    ['wednesday after 3', '2026-11-25 15:00 .. 17:00'],
    ['before noon', '09:00 .. 12:00'],
    ['after 2 and before 4 on Monday', '2026-11-23 14:00 .. 16:00'],
    ['no later than 3', '09:00 .. 15:00'],
    ['not before 10', '10:00 .. 17:00'],
    ['3 or later', '15:00 .. 17:00'],
    ['by Tuesday', '2026-11-20 .. 2026-11-24'],
    ['not until Wednesday', '2026-11-25 .. 2026-12-23'],
    ['before the end of the month', '2026-11-20 .. 2026-11-30'],
    ['after the 15th', '2026-12-16 .. 2027-01-13'],
  ])('%s', (text, range) => {
    expect(read(text)).toBe(range);
  });

  it('lasts to the end of the day when closing time is not known', () => {
    expect(read('after 4 pm', { hours: unknownHours })).toBe('16:00 .. 23:59');
  });
});

describe('several times in one sentence', () => {
  it('with "or" is one mention with several readings', () => {
    expect(read('Monday or Tuesday')).toBe('2026-11-23 | 2026-11-24');
    expect(read('Monday, Tuesday or Thursday')).toBe('2026-11-23 | 2026-11-24 | 2026-11-26');
    expect(read('at two or three on Monday')).toBe('2026-11-23 14:00 | 2026-11-23 15:00');
    expect(read('Tuesday morning or Wednesday after 3')).toBe(
      '2026-11-24 06:00 .. 12:00 | 2026-11-25 15:00 .. 17:00',
    );
  });

  it('keeps what the caller does not want apart', () => {
    expect(read('not Monday')).toBe('not 2026-11-23');
    expect(read('not Tuesday, Wednesday')).toBe('not 2026-11-24 ; 2026-11-25');
    expect(read("Tuesday doesn't work, how about Thursday")).toBe('not 2026-11-24 ; 2026-11-26');
    expect(read('anything but Monday')).toBe('not 2026-11-23');
    expect(read("I can't do Wednesday")).toBe('not 2026-11-25');
  });

  it.each([
    ['I work till five', '17:00 .. 23:59'],
    ["I'm in class until 2 on Monday", '2026-11-23 14:00 .. 17:00'],
    ['I get off work at 4', '16:00 .. 17:00'],
    ['she gets out of school at 3', '15:00 .. 17:00'],
    ['do you work until five', '09:00 .. 17:00'],
    ['I am free until five', '09:00 .. 17:00'],
  ])('begins when the caller is free: "%s"', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it('keeps a part of every day apart that is not wanted', () => {
    expect(read('no mornings')).toBe('12:00 .. 17:00');
    expect(read('no, mornings')).toBe('06:00 .. 12:00');
    expect(read('no Mondays')).toBe('not 2026-11-23');
  });

  it('takes one day out of a stretch', () => {
    const rest = '2026-11-23 .. 2026-11-29 ; not 2026-11-26';
    expect(read('any day next week but Thursday')).toBe(rest);
    expect(read('next week but not Thursday')).toBe(rest);
  });

  it('takes what is said after "no" in place of what was said before', () => {
    expect(read('no, Tuesday')).toBe('2026-11-24');
    expect(read('Monday at 3, no, Tuesday at 4')).toBe('2026-11-24 16:00');
  });

  it('does not take a move for a range', () => {
    expect(read('move it from Monday to Wednesday')).toBe('not 2026-11-23 ; 2026-11-25');
    expect(read("move my 3 o'clock to 4")).toBe('not 15:00 ; 16:00');
    expect(read('change it to between 2 and 4')).toBe('14:00 .. 16:00');
  });

  it('leaves out what happened when a coming time is named as well', () => {
    expect(read('my tooth broke yesterday, can I come tomorrow', { focused: false })).toBe(
      '2026-11-21',
    );
  });
});
