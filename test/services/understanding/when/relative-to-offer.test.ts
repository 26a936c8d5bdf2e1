/** Answers that count from the time the agent just offered. */
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

const lastOffered = { date: '2026-11-24', time: '10:30' };

describe('after an offer', () => {
  it.each([
    ['an hour earlier', '2026-11-24 09:30'],
    ['half an hour later', '2026-11-24 11:00'],
    ['15 minutes earlier please', '2026-11-24 10:15'],
    ['two hours after that', '2026-11-24 12:30'],
    ['same time next week', '2026-12-01 10:30'],
    ['the same time on Thursday', '2026-11-26 10:30'],
    ['the next day', '2026-11-25'],
    ['the day before', '2026-11-23'],
    ['a week later', '2026-12-01'],
    ['the following week', '2026-11-30 .. 2026-12-06'],
    ['that day at 4', '2026-11-24 16:00'],
    ['same day but at 3', '2026-11-24 15:00'],
  ])('%s', (text, value) => {
    expect(read(text, { lastOffered })).toBe(value);
  });

  it('keeps an offer without a day free of one', () => {
    expect(read('an hour later', { lastOffered: { time: '10:30' } })).toBe('11:30');
  });
});

describe('without an offer', () => {
  it('counts days from today and knows no earlier hour', () => {
    expect(read('the next day')).toBe('2026-11-21');
    expect(read('an hour earlier')).toBe('');
    expect(read('the same time')).toBe('');
  });

  it('counts from the day that was named before', () => {
    expect(read('not Monday, the day after')).toBe('not 2026-11-23 ; 2026-11-24');
  });
});
