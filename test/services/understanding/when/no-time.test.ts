/** Sentences full of words and numbers that are no time at all. */
import { describe, expect, it } from 'vitest';
import { read } from './reading.ts';

describe('a sentence without a time', () => {
  it.each([
    'may I ask something',
    'I might march right in',
    'just a second please',
    'give me a minute',
    'I sat on it',
    'one of them',
    'I have two kids',
    'a table for 4',
    'there are 3 of us, 2 adults',
    'call me at 555 123 4567',
    'it costs 30 dollars',
    'I live at 5 Main street',
    'the third floor on 5th avenue',
    'room 12 30',
    'a three night stay',
    'twice a day, two or three times',
    'April is my name',
    'I want to talk to August',
    'the sun is out',
    'are you open on Sundays',
    'every Monday',
    'the second one please',
    'good evening',
    "that's all for today, thank you",
    'have a nice weekend',
    'speak English from now on',
    'I saw him last week, two days ago',
    'the first thing I should do is ask',
    'at one of the tables, a big night out',
    'we sat there',
  ])('%s', (text) => {
    expect(read(text, { focused: false })).toBe('');
  });

  it.each([
    'the first one',
    "that's a good one",
    'the 4 of us',
    'I have 2 kids',
    'I need 45 dollars',
  ])('even in answer to "when": %s', (text) => {
    expect(read(text)).toBe('');
  });

  it('reads a bare number only in answer to "when"', () => {
    expect(read('three', { focused: false })).toBe('');
    expect(read('three')).toBe('15:00');
  });
});
