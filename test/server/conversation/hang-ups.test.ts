import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../support/manual-clock.ts';
import type { DialOptions, HouseOptions } from '../../support/spoken-call.ts';
import { endings, sentences, talk, useHouses } from './houses.ts';

const houses = useHouses();
const unlisted: DialOptions = { to: '+442071234567', from: '+447911123456' };
const anonymous: DialOptions = { from: '', vouched: false };

/** An instant of audio, for houses whose clock only the test moves. */
const briefly: NonNullable<HouseOptions['voice']> = async function* () {
  yield new Uint8Array(8).fill(0xff);
};

describe('A caller who hangs up, wherever the call is', () => {
  it.each([
    ['asking-intent.listening', [], {}, 'abandoned'],
    ['asking-intent.asking', ['blah blah'], {}, 'abandoned'],
    ['serving.book.what.service', ['book an appointment'], {}, 'abandoned'],
    ['serving.book.what.when', ['book a cleaning'], {}, 'abandoned'],
    ['serving.book.offer', ['book a cleaning on Tuesday'], {}, 'abandoned'],
    ['serving.book.another-time.when', ['a cleaning on Tuesday', 'no'], {}, 'abandoned'],
    ['serving.book.who.name', ['a cleaning on Tuesday at 9'], {}, 'abandoned'],
    ['serving.book.who.phone', ['a cleaning on Tuesday at 9', 'Ann Lee'], anonymous, 'abandoned'],
    [
      'serving.book.read-back.reading-back',
      ['a cleaning on Tuesday at 9', 'Ann Lee'],
      {},
      'abandoned',
    ],
    [
      'serving.book.read-back.changing',
      ['a cleaning on Tuesday at 9', 'Ann Lee', 'no'],
      {},
      'abandoned',
    ],
    ['serving.cancel.mine.who.phone', ['cancel my appointment'], anonymous, 'abandoned'],
    ['serving.cancel.mine.another-number.phone', ['cancel my appointment'], {}, 'abandoned'],
    ['serving.message.text.message', ['take a message'], {}, 'abandoned'],
    [
      'serving.message.who.name',
      ['take a message', 'tell them that I am late'],
      unlisted,
      'message-taken',
    ],
    ['serving.question.listen.question', ['I have a question'], {}, 'abandoned'],
    ['asking-about', ['how much do you charge'], {}, 'abandoned'],
    ['not-knowing', ["what's the meaning of life"], {}, 'abandoned'],
    ['anything-else', ['do you have parking'], {}, 'answered'],
    ['escalating.dialing', ['let me talk to a person'], {}, 'abandoned'],
  ] as [string, string[], DialOptions, string][])(
    'in %s: the call ends once, as what it came to',
    async (state, lines, how, outcome) => {
      const call = await houses.dial(how);
      await talk(call, ...lines);
      expect(call.state).toBe(state);
      await call.hangsUp();
      // What is being written is written to its end first.
      if (call.outcome === undefined) await call.hears(() => undefined);
      expect(endings(call)).toEqual([outcome]);
    },
  );

  it('before the line was open: nothing is said into the void', async () => {
    const clock = createManualClock();
    const house = await houses.open({ clock, voice: briefly });
    const call = await house.dial({ connects: false });
    await clock.advance(20_000);
    expect(endings(call)).toEqual(['abandoned']);
    expect(sentences(call)).toEqual([]);
  });
});

describe('A caller who was cut off and calls again', () => {
  it('is asked whether to go on, and goes on with what was said', async () => {
    const from = houses.newNumber();
    const first = await houses.dial({ from });
    await talk(first, 'a filling on Monday at 2', 'Sam Porter');
    await first.hangsUp();
    const second = await houses.dial({ from });
    expect(second.greeting).toContain('Would you like to go on where we stopped?');
    const [readBack, booked] = await talk(second, 'yes', 'yes');
    expect(readBack).toContain('a filling on Monday the 23rd at 2');
    expect(readBack).toContain('for Sam Porter');
    expect(booked).toContain("You're booked");
    expect(await houses.bookings(from)).toMatchObject([{ start: '2026-11-23T14:00' }]);
    await second.hangsUp();
  });

  it('and wants something else is asked nothing of the old wish', async () => {
    const from = houses.newNumber();
    const first = await houses.dial({ from });
    await talk(first, 'a filling on Monday at 3');
    await first.hangsUp();
    const second = await houses.dial({ from });
    await talk(second, 'no, I want to leave a message');
    expect(second.state).toBe('serving.message.text.message');
    expect(second.slots()).not.toHaveProperty('service');
    await second.hangsUp();
  });

  it('from a number that nobody vouches for starts anew', async () => {
    const from = houses.newNumber();
    const first = await houses.dial({ from });
    await talk(first, 'a filling on Monday at 3', 'Sam Porter');
    await first.hangsUp();
    const second = await houses.dial({ from, vouched: false });
    expect(second.greeting).not.toContain('go on');
    expect(JSON.stringify(second.slots())).not.toContain('Porter');
    await second.hangsUp();
  });
});
