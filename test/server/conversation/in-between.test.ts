import { describe, expect, it } from 'vitest';
import { endings, sentences, talk, useHouses } from './houses.ts';

const houses = useHouses();

/** The same booking, stopped at each of its questions. */
const questions: [string, string[]][] = [
  ['serving.book.what.service', ['book an appointment']],
  ['serving.book.what.when', ['book a cleaning']],
  ['serving.book.offer', ['a cleaning on Wednesday']],
  ['serving.book.who.name', ['a cleaning on Wednesday at 9']],
  ['serving.book.read-back.reading-back', ['a cleaning on Wednesday at 9', 'Ann Lee']],
];

describe('A caller who asks something in the middle', () => {
  it.each(questions)('in %s hears the answer, then the open question', async (state, lines) => {
    const call = await houses.dial();
    const opened = (await talk(call, ...lines)).at(-1) ?? '';
    expect(call.state).toBe(state);
    const [answer] = await talk(call, 'do you have parking');
    expect(answer).toContain('Parking is free in the lot behind the building.');
    const question = opened.split(/(?<=[.!?]) /).at(-1) ?? 'nothing';
    expect(answer?.endsWith(question)).toBe(true);
    expect(call.state).toBe(state);
    await call.hangsUp();
  });

  it.each(questions)('in %s hears whether this is a robot', async (state, lines) => {
    const call = await houses.dial();
    await talk(call, ...lines);
    expect(await call.says('are you a robot')).toContain("Yes, I'm an AI assistant.");
    expect(call.state).toBe(state);
    await call.hangsUp();
  });

  it.each(questions)('in %s gives up, and nothing is written', async (_state, lines) => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, ...lines);
    expect(await call.says('never mind')).toMatch(/stopped|Goodbye/);
    expect(await houses.bookings(from)).toEqual([]);
    await call.hangsUp();
    expect(endings(call)).toHaveLength(1);
  });

  it.each(questions)('in %s gets a person for the asking', async (_state, lines) => {
    const call = await houses.dial();
    await talk(call, ...lines);
    await call.says('I want to talk to a person');
    expect(call.after()).toMatchObject({ next: 'dial', number: '+16145550143' });
    await call.dialEnds('completed');
    expect(endings(call)).toEqual(['transferred']);
  });

  it('about the price of another visit is still booked the first one', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Wednesday at 11', 'what does whitening cost');
    const [readBack, booked] = await talk(call, 'Ann Lee', 'yes');
    expect(readBack).toContain('a cleaning on Wednesday the 25th at 11');
    expect(booked).not.toContain('whitening');
    expect(await houses.bookings(from)).toMatchObject([{ service: 'cleaning' }]);
    await call.hangsUp();
  });

  it('about a price without a visit is asked which, and the visit named is not booked', async () => {
    const call = await houses.dial();
    const [which, price] = await talk(call, 'how much do you charge', 'a cleaning');
    expect(which).toContain('Which one do you mean?');
    expect(price).toContain('129 dollars');
    expect(call.state).toBe('anything-else');
    expect(call.slots()).not.toHaveProperty('service');
    await call.hangsUp();
  });

  it('about a store is asked which one once, and not again for the next question', async () => {
    const call = await houses.dial({ to: '+13125550199' });
    const [which, hours, parking] = await talk(
      call,
      'what are your hours',
      'Lincoln Park',
      'do you have parking there',
    );
    expect(which).toContain('the Loop, Lincoln Park, or Hyde Park');
    expect(hours).toContain('Lincoln Park is open');
    expect(parking).toContain('metered');
    await call.hangsUp();
  });

  it('that nobody has an answer to, and then goes on, loses nothing', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Wednesday at 10', "what's the meaning of life");
    expect(call.state).toBe('not-knowing');
    await talk(call, 'no');
    expect(call.state).toBe('serving.book.who.name');
    await talk(call, "what's the meaning of life", 'my name is Ann Lee', 'yes');
    expect(await houses.bookings(from)).toMatchObject([{ name: 'Ann Lee', service: 'cleaning' }]);
    await call.hangsUp();
  });
});

describe('A caller who was not understood', () => {
  it('hears other words each time, and then a person', async () => {
    const call = await houses.dial();
    const answers = await talk(call, 'bla bla', 'bla bla bla', 'bla bla', 'bla');
    expect(new Set(answers).size).toBeGreaterThan(2);
    expect(sentences(call).at(-1)).toBe('putting-through');
    await call.dialEnds('completed');
  });

  it('hears the same again when asked to repeat', async () => {
    const call = await houses.dial();
    const [first, again] = await talk(call, 'a filling on Tuesday at 3', 'what did you say');
    expect(again).toBe(first);
    await call.hangsUp();
  });

  it('is not offered a person by a line that has none', async () => {
    const call = await houses.dial({ to: '+442071234567', from: '+447911123457' });
    const [first] = await talk(call, 'can I speak to a person');
    expect(first).toContain('I can take a message.');
    expect(call.greeting).not.toContain('put you through');
    await call.hangsUp();
    expect(endings(call)).toHaveLength(1);
  });
});

describe('A caller who wants to leave no message after all', () => {
  it('has none left by saying no', async () => {
    const call = await houses.dial();
    const [, stopped] = await talk(call, 'take a message', 'no');
    expect(stopped).toContain('Is there anything else I can do for you?');
    await call.says('no');
    expect(await houses.messages(call.callId)).toEqual([]);
    expect(endings(call)).toEqual(['abandoned']);
  });
});

describe('The keypad', () => {
  it('chooses, types a number, says no and says yes', async () => {
    const call = await houses.dial({ from: '', vouched: false });
    await talk(call, 'an exam on Thursday, December 3rd');
    expect(call.state).toBe('serving.book.offer');
    await call.presses('2');
    await call.says('Ida Wells');
    expect(call.state).toBe('serving.book.who.phone');
    expect(await call.presses('6145550155')).toContain('6 1 4, 5 5 5, 0 1 5 5');
    expect(await call.presses('2')).toContain('What should I change?');
    await call.says('Thursday, December 3rd at 4');
    expect(await call.presses('1')).toContain("You're booked");
    expect(await houses.bookings('+16145550155')).toMatchObject([
      { start: '2026-12-03T16:00', name: 'Ida Wells' },
    ]);
    await call.hangsUp();
  });

  it('reaches a person with 0', async () => {
    const call = await houses.dial();
    await call.presses('0');
    expect(call.after()).toMatchObject({ next: 'dial' });
    await call.dialEnds('completed');
  });
});

describe('A caller who asks about the hours of one day', () => {
  it.each([
    ['are you open on Sunday', 'We are closed this Sunday.'],
    ['are you open on Thanksgiving', 'We are closed on Thursday the 26th for Thanksgiving.'],
    ['what time do you open on Saturday', 'We are open tomorrow from 9 to 1.'],
    ['I wanted to find out when you close today', 'We are open today from 8 to 4,'],
  ])('by "%s" hears that day: %s', async (question, answer) => {
    const call = await houses.dial();
    expect(await call.says(question)).toContain(answer);
    await call.hangsUp();
  });
});

describe('A caller who leaves after the read-back without a yes', () => {
  it('is told that nothing was done, and nothing was', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Wednesday at 9', 'Ann Lee');
    expect(await call.says("no that's fine bye")).toContain(
      'Nothing was changed. Thanks for calling',
    );
    expect(await houses.bookings(from)).toEqual([]);
    expect(endings(call)).toHaveLength(1);
  });
});

describe('A caller who corrects the hour when asked for the name', () => {
  it('is not booked under a number, but at the other hour', async () => {
    const from = houses.newNumber();
    const call = await houses.dial({ from });
    await talk(call, 'a cleaning on Tuesday December 8 at 9');
    expect(await call.says('no ten thirty')).toContain('10:30 is free');
    await talk(call, 'Ann Lee', 'yes');
    const [booking] = await houses.bookings(from);
    expect(booking).toMatchObject({ start: '2026-12-08T10:30', name: 'Ann Lee' });
  });
});

describe('A caller who names a birth date among offers', () => {
  it('has not taken the third one for saying "May third"', async () => {
    const call = await houses.dial();
    await talk(call, 'a cleaning on Wednesday');
    await call.says('her birthday is May third 2020');
    expect(call.state).toBe('serving.book.offer');
    await call.hangsUp();
  });
});
