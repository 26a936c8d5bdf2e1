import { describe, expect, it } from 'vitest';
import type { Choice } from '../../../../machines/vocabulary.ts';
import { expectationOf } from '../../../../server/commands/understand-lines.ts';
import { type Hearing, heard, inShort, practice } from './practice.ts';

function offered(...times: [string, string][]): Hearing {
  const choices: Choice[] = times.map(([date, time], at) => ({
    id: String(at),
    words: [],
    value: { date, time },
  }));
  const accepts = [{ slot: 'when', kind: 'when' as const }];
  return {
    choices,
    asked: 'I have those times. Which one would you like?',
    expectation: { ...expectationOf(['yes-no'], practice, choices), accepts },
  };
}

/** Monday, Tuesday and Wednesday of next week. */
const threeDays = offered(
  ['2026-11-23', '10:00'],
  ['2026-11-24', '14:00'],
  ['2026-11-25', '16:00'],
);
const oneDay = offered(['2026-11-23', '10:00'], ['2026-11-23', '11:30']);
const oneTime = offered(['2026-11-23', '10:00']);

const bookings: Choice[] = [
  {
    id: 'first',
    words: ['Teeth cleaning', 'cleaning'],
    value: { date: '2026-11-23', time: '10:00' },
  },
  { id: 'second', words: ['Root canal'], value: { date: '2026-11-24', time: '14:00' } },
];
const bookingsHeld: Hearing = {
  choices: bookings,
  expectation: expectationOf(['yes-no'], practice, bookings),
};

describe('times on the table', () => {
  it.each([
    'what else do you have',
    'do you have anything else',
    'anything else?',
    'do you have any other times',
    'something else please',
    'none of those',
    'not those',
    'any other options',
  ])('"%s" wants none of them, and asks nothing about our services', (text) => {
    expect(inShort(text, threeDays)).toEqual(['deny']);
  });

  const mostlyMonday = offered(
    ['2026-11-23', '08:00'],
    ['2026-11-23', '13:00'],
    ['2026-11-24', '08:00'],
  );

  it.each([
    ['any day but Monday', mostlyMonday, { date: '2026-11-24' }],
    ['not Monday', threeDays, { date: '2026-11-24', dateTo: '2026-11-25' }],
  ])('"%s" takes nothing, and looks at the days that are left', (text, hearing, value) => {
    expect(heard(text, hearing)).toEqual([
      { command: 'deny' },
      expect.objectContaining({ slot: 'when', value }),
    ]);
  });

  it('"not Monday" of two times takes the other', () => {
    const two = offered(['2026-11-23', '08:00'], ['2026-11-24', '08:00']);
    expect(inShort('not Monday', two)).toEqual(['choose 1']);
  });

  it('"no, later" counts from the last of them, and is about nobody\'s lateness', () => {
    expect(heard('no, later', oneDay)).toEqual([
      { command: 'deny' },
      expect.objectContaining({ value: { date: '2026-11-23', time: '11:45', timeTo: '23:59' } }),
    ]);
  });

  it('"the afternoon one" is one of them', () => {
    expect(inShort('the afternoon one', mostlyMonday)).toEqual(['choose 1']);
  });

  it.each(['not before noon', 'after twelve', 'no mornings', 'in the afternoon'])(
    '"%s" tells what is wished for, and takes not the one time that happens to be so',
    (text) => {
      expect(inShort(text, mostlyMonday).join()).not.toContain('choose');
      expect(heard(text, mostlyMonday)).toContainEqual(expect.objectContaining({ slot: 'when' }));
    },
  );

  it.each([
    ['do you have anything later', oneDay, { date: '2026-11-23', time: '11:45', timeTo: '23:59' }],
    ['anything earlier', oneDay, { date: '2026-11-23', time: '00:00', timeTo: '09:45' }],
    ['do you have something a bit later', threeDays, { date: '2026-11-26' }],
    ['got anything sooner', threeDays, { date: '2026-11-20', dateTo: '2026-11-22' }],
    ['anything later in the week', threeDays, { date: '2026-11-26', dateTo: '2026-11-29' }],
    ['can you do later that week', oneTime, { date: '2026-11-24', dateTo: '2026-11-29' }],
  ])('"%s" declines them and is counted from them', (text, hearing, value) => {
    const commands = heard(text, hearing);
    expect(commands[0]).toEqual({ command: 'deny' });
    expect(commands[1]).toMatchObject({ command: 'set', slot: 'when', value });
    expect(commands).toHaveLength(2);
  });

  it('keeps a time of the caller’s own beside the refusal', () => {
    const [denied, wish] = heard('do you have anything else on Thursday', threeDays);
    expect(denied).toEqual({ command: 'deny' });
    expect(wish).toMatchObject({ slot: 'when', value: { date: '2026-11-26' } });
  });

  it.each([
    ['the later one', 'choose 2'],
    ['the earlier one please', 'choose 0'],
    ['the first', 'choose 0'],
    ['that one', 'choose 2'],
    ['either is fine', 'choose 0'],
    ['whatever works', 'choose 0'],
    ['whatever', 'choose 0'],
    ['any of those is fine', 'choose 0'],
    ['Tuesday', 'choose 1'],
    ['the four o’clock', 'choose 2'],
  ])('"%s" takes one: %s', (text, command) => {
    expect(inShort(text, threeDays)).toEqual([command]);
  });

  it('takes the only time there is for "that one"', () => {
    expect(inShort('that one please', oneTime)).toEqual(['choose 0']);
  });
});

describe('bookings on the table', () => {
  it.each([
    ['the cleaning', 'choose first'],
    ['my cleaning please', 'choose first'],
    ['the one for the root canal', 'choose second'],
    ['the teeth cleaning one', 'choose first'],
  ])('"%s" names one of them and asks nothing: %s', (text, command) => {
    expect(inShort(text, bookingsHeld)).toEqual([command]);
  });
});

describe('a wish for any time', () => {
  it.each([
    'as soon as possible',
    'first available',
    'any time',
    'anytime',
    'the next available',
    'the soonest you have',
    'whenever works',
  ])('"%s", asked when, is the whole answer', (text) => {
    expect(heard(text, { expecting: ['when'] })).toMatchObject([
      { command: 'set', slot: 'when', value: {} },
    ]);
  });

  it('"first available", asked for whom, leaves the person to us', () => {
    expect(heard('first available', { expecting: ['staff'] })).toMatchObject([
      { command: 'set', slot: 'staff', value: 'any' },
    ]);
  });
});

describe('a read-back', () => {
  const readBack: Hearing = {
    expecting: ['yes-no'],
    asked: 'That is a cleaning on Monday at ten. Shall I book it?',
  };

  it.each(["I'd like that", "let's do it", 'book it', 'yes book it', "let's go with that"])(
    '"%s" is a yes and no new wish',
    (text) => {
      expect(inShort(text, readBack)).toEqual(['affirm']);
    },
  );

  it.each(["ok I'm back", "okay I'm here", "I'm back", "sorry, I'm back now"])(
    '"%s" after a wait answers nothing',
    (text) => {
      expect(inShort(text, readBack)).toEqual(['greeting']);
    },
  );

  it('"yes, I am here for that" still says yes', () => {
    expect(inShort("yes, I'll be here for that", readBack)).toContain('affirm');
  });

  it.each(['the time', 'the day', 'the name', 'the date', 'my name', 'the service'])(
    '"%s", asked what to change, names no value and starts nothing',
    (text) => {
      const hearing = { expecting: ['when', 'name'], asked: 'What should I change?' };
      expect(inShort(text, hearing)).toEqual(['unclear no-match']);
    },
  );
});

describe('one of the times, said in short', () => {
  const twoDays = offered(
    ['2026-11-24', '09:00'],
    ['2026-11-24', '14:30'],
    ['2026-11-25', '11:00'],
  );

  it.each([
    ['the later one on Tuesday', '1'],
    ['the Wednesday one please', '2'],
    ["let's go with eleven", '2'],
    ['nine works for me', '0'],
  ])('"%s" is option %s and nothing else', (text, id) => {
    expect(inShort(text, twoDays)).toEqual([`choose ${id}`]);
  });
});

describe('over an offer', () => {
  it.each(['what do you have on Tuesday', 'do you have anything on Tuesday'])(
    '"%s" asks for more of that day, and takes nothing',
    (text) => {
      expect(inShort(text, threeDays)).toContain('set when');
      expect(inShort(text, threeDays).join()).not.toContain('choose');
    },
  );
});

describe('the week behind the one that was offered', () => {
  it.each(['what about the week after', 'the week after that please'])(
    'is meant by "%s"',
    (text) => {
      expect(heard(text, threeDays)).toContainEqual(
        expect.objectContaining({ value: { date: '2026-11-30', dateTo: '2026-12-06' } }),
      );
    },
  );
});

describe('a time that is counted from an appointment', () => {
  const booked = { lastBooked: { date: '2026-12-03', time: '10:00' } };

  it.each([
    ['on the same day', { date: '2026-12-03' }],
    ['an hour later', { date: '2026-12-03', time: '11:00' }],
  ])('is known for "%s"', (text, value) => {
    const expecting = {
      expecting: ['when'],
      expectation: { ...expectationOf(['when'], practice, []), ...booked },
    };
    expect(heard(text, expecting)).toContainEqual(expect.objectContaining({ slot: 'when', value }));
  });
});
