/** Days and times as callers say them to a line that has just asked, on a Friday at three. */
import { describe, expect, it } from 'vitest';
import type { Choice, SlotValue, TimeValue } from '../../../../machines/vocabulary.ts';
import { expectationOf } from '../../../../server/commands/understand-lines.ts';
import { understandLocally } from '../../../../services/understanding/local-reader.ts';
import { type Hearing, heard, practice, valueIn } from './practice.ts';

/** `set 11-23 09:00..10:00`, readings parted by ` | `, the year only where it is not this one. */
function told(text: string, hearing: Hearing = { expecting: ['when'] }): string {
  return heard(text, hearing)
    .filter(({ command }) => command !== 'start-flow')
    .map(({ command, slot, value, readings }) => {
      if (slot !== 'when') return value === undefined ? command : `${command} ${String(value)}`;
      const values = value === undefined ? (readings ?? []) : [value];
      return `${command} ${values.map(write).join(' | ')}`;
    })
    .join('; ');
}

function write(value: SlotValue): string {
  const { date, dateTo, time, timeTo } = value as TimeValue;
  const day = [date, dateTo].filter(Boolean).join('..').replaceAll('2026-', '');
  return [day, [time, timeTo].filter(Boolean).join('-')].filter(Boolean).join(' ');
}

describe('a time in answer to "when"', () => {
  it.each([
    ['next Thursday at half past three', '11-26 15:30'],
    ['a week from Tuesday', '12-01'],
    ['the 17th', '12-17'],
    ['17 30', '17:30'],
    ['6 55 morning', '06:55'],
    ['25 to 7', '18:35'],
    ['quarter past nine on Monday', '11-23 09:15'],
    ['between two and four', '14:00-16:00'],
    ['any time after four', '16:00-17:00'],
    ['first thing', '09:00-11:00'],
    ['the first appointment of the day on Monday', '11-23 09:00-11:00'],
    ['close of business Monday', '11-23 15:00-17:00'],
    ['end of the month', '11-21..11-30'],
    ['Tuesday fortnight', '12-08'],
    ['the Friday before Christmas', '12-18'],
    ['the closest Monday to the 5th', '12-07'],
    ['the second closest Monday to the 5th', '11-30'],
    ['a week starting tomorrow', '11-21..11-27'],
    ['the next 2 weeks and 3 days', '11-21..12-07'],
    ['December 18th for ten days', '12-18..12-28'],
    ['in a few days', '11-22..11-25'],
    ['in a few hours', '11-20 17:00-20:00'],
    ['ninety minutes from now', '11-20 16:30'],
    ['this day next week', '11-27'],
    ['this time tomorrow', '11-21 15:00'],
    ['later today', '11-20'],
    ['later this week', '11-21..11-22'],
    ['after the first of the year', '2027-01-02..2027-01-30'],
    ['nine sharp', '09:00'],
    ['nine oh clock', '09:00'],
    ['nine on the dot', '09:00'],
    ['tomorrow at six forty-three minutes', '11-21 18:43'],
    ['ten at the latest', '09:00-10:00'],
    ['ten at the earliest', '10:00-17:00'],
    ['not this Tuesday but the next', '12-01'],
    ['not Monday, the day after that', '11-24'],
    ['morning 11:30', '11:30'],
    ['half an hour after noon', '12:30'],
    ['one hour before midnight', '23:00'],
    ['an hour before you close on Monday', '11-23 16:00'],
    ['11am tomorrow to 2pm', '11-21 11:00-14:00'],
    ['11/23/2026 3:15pm', '11-23 15:15'],
    ['June first of next year', '2027-06-01'],
    ['Christmas next year at noon', '2027-12-25 12:00'],
    ['Labor Day weekend', '2027-09-04..2027-09-06'],
    ['in a year and a half', '2028-05-20'],
    ['midweek', '11-24..11-26'],
    ['the second half of December', '12-16..12-31'],
    ['the last weekend in November', '11-28..11-29'],
    ['Tuesdays are best', '11-24'],
    ['Tuesday, no, Wednesday', '11-25'],
    ['Tuesday, I mean Wednesday', '11-25'],
    ['Monday or, actually, Tuesday at 3', '11-24 15:00'],
    ['Tuesday at 3, sorry, 4', '11-24 16:00'],
    ['Tuesday at 3, no, Wednesday', '11-25 15:00'],
    ['I said three, not two', '15:00'],
    ['not two, three', '15:00'],
    ["Monday's no good, Tuesday is", '11-24'],
    ['not in the morning', '12:00-17:00'],
    ['same day next week', '11-27'],
    ['any day except Monday', ''],
    ['tomorrow at too', '11-21 14:00'],
    ['Sunday 12/6/2026', '12-06'],
    ['10 to 4 in the afternoon', '15:50'],
    ['from tomorrow to Tuesday for 1', '11-21..11-24'],
    ['a table again for 3 at 18:45', '18:45'],
    ["it's for three, I'd come at 1:15 in the afternoon", '13:15'],
    ['in the afternoon, so make it for afternoon 1', '13:00'],
  ])('"%s" is %s', (text, value) => {
    expect(told(text)).toMatch(new RegExp(`^(set|correct) ${value}$`));
  });

  it.each([
    ['Friday', '11-20 | 11-27'],
    ["I'm free Tuesday and Thursday", '11-24 | 11-26'],
    ['at 7', '07:00 | 19:00'],
    ['nine or ten', '09:00 | 10:00'],
    ['November 24 or 25', '11-24 | 11-25'],
    ['November 18th', '11-18 | 2027-11-18'],
    ['Tuesday December 2nd', '12-02 | 12-01'],
    ['in 5 days on Thursday', '11-26 | 11-25'],
  ])('"%s" may be %s, so the caller is asked', (text, readings) => {
    expect(told(text)).toBe(`set ${readings}`);
  });

  it.each(['may I', 'a second', 'sat on it', 'I sat', '24 11', 'not Monday'])(
    '"%s" is no time to come',
    (text) => {
      expect(told(text)).not.toContain('set');
    },
  );
});

function offered(...times: [date: string, time: string][]): Hearing {
  const choices: Choice[] = times.map(([date, time]) => ({
    id: `${date} ${time}`,
    words: [],
    value: { date: `2026-${date}`, time },
  }));
  return { choices, expectation: expectationOf(['when'], practice, choices) };
}

describe('a time over two that are on the table', () => {
  const oneDay = offered(['11-23', '09:00'], ['11-23', '14:30']);
  const threeTimes = offered(['11-23', '09:00'], ['11-23', '14:30'], ['11-24', '10:00']);
  const twoDays = offered(['11-23', '09:00'], ['11-24', '14:30']);

  it.each([
    ['the later one', oneDay, 'choose 11-23 14:30'],
    ['the afternoon one', oneDay, 'choose 11-23 14:30'],
    ['the morning', oneDay, 'choose 11-23 09:00'],
    ['not Monday', oneDay, 'deny'],
    ['not Monday', twoDays, 'choose 11-24 14:30'],
    ['an hour earlier', oneDay, 'set 11-23 08:00 | 11-23 13:30'],
    ['same time next week', twoDays, 'set 11-30 09:00 | 12-01 14:30'],
    ['the day after that', oneDay, 'set 11-24'],
    ['the morning one but on Tuesday', oneDay, 'set 11-24 06:00-12:00'],
    ['the Tuesday one please', twoDays, 'choose 11-24 14:30'],
    ['the later one on Monday', threeTimes, 'choose 11-23 14:30'],
  ])('"%s"', (text, hearing, expected) => {
    expect(told(text, hearing)).toBe(expected);
  });
});

describe('where the clocks change', () => {
  it.each([
    ['in 14 hours', '2026-10-31T12:00', { date: '2026-11-01', time: '01:00' }],
    ['in 24 hours', '2026-10-31T12:00', { date: '2026-11-01', time: '11:00' }],
    ['in 15 hours', '2026-03-07T12:00', { date: '2026-03-08', time: '04:00' }],
    ['same time tomorrow', '2026-03-07T12:00', { date: '2026-03-08', time: '12:00' }],
  ])('"%s" said at %s', (text, now, value) => {
    const choices: Choice[] = [
      { id: 'a', words: [], value: { date: '2026-03-07', time: '12:00' } },
    ];
    const { commands } = understandLocally({
      text,
      expectation: expectationOf(['when'], practice, []),
      now,
      timeZone: 'America/New_York',
      vocabulary: practice,
      ...(text.startsWith('same') ? { choices } : {}),
    });
    expect(commands).toMatchObject([{ command: 'set', slot: 'when', value }]);
  });
});

describe('a time that was heard without its day', () => {
  it('is taken whole from a later guess with the same hour', () => {
    expect(valueIn('thirsty at ten', 'when', { nbest: ['Thursday at ten'] })).toEqual({
      date: '2026-11-26',
      time: '10:00',
    });
  });

  it('stays as it is where a later guess has another hour', () => {
    expect(valueIn('at ten', 'when', { nbest: ['Thursday at two'] })).toEqual({ time: '10:00' });
  });
});
