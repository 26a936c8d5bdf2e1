import { describe, expect, it } from 'vitest';
import type { EffectAnswer } from '../../../machines/ports.ts';
import type { Calendar } from '../../../services/calendar/calendar.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import type { HouseOptions } from '../../support/spoken-call.ts';
import { endings, sentences, talk, useHouses } from './houses.ts';

const houses = useHouses();
const unknown: EffectAnswer = { outcome: 'unknown' };

type Book = Calendar['book'];
const bookedBy = (how: (real: Book) => Book) => (real: Calendar) => ({
  ...real,
  book: how((...asked) => real.book(...asked)),
});

/** An hour of audio in no time at all: a house whose clock only the test moves. */
const briefly: NonNullable<HouseOptions['voice']> = async function* () {
  yield new Uint8Array(8).fill(0xff);
};

/** A caller who has said everything but the last yes. */
async function atReadBack(options: Omit<HouseOptions, 'store'>, when: string) {
  const from = houses.newNumber();
  const house = await houses.open(options);
  const call = await house.dial({ from });
  await talk(call, `a cleaning on ${when}`, 'Ann Lee');
  expect(call.state).toBe('serving.book.read-back.reading-back');
  return { call, from };
}

describe('"You are booked" is said when the row is there, and only then', () => {
  it.each([
    ['answers that it does not know, and wrote nothing', async () => unknown],
    [
      'fails on the way there',
      async () => {
        throw new Error('the connection is gone');
      },
    ],
  ] as [string, Book][])('a calendar that %s', async (_how, book) => {
    const { call, from } = await atReadBack({ calendar: bookedBy(() => book) }, 'Monday at 9');
    const [answer] = await talk(call, 'yes');
    expect(answer).toContain('nothing is booked or changed yet');
    expect(sentences(call)).not.toContain('booked');
    expect(await houses.bookings(from)).toEqual([]);
    await call.hangsUp();
    expect(endings(call)).toEqual(['abandoned']);
  });

  it.each([
    [
      'writes, and loses its answer',
      'Tuesday at 9',
      (real: Book): Book =>
        async (...asked) => {
          await real(...asked);
          return unknown;
        },
    ],
    [
      'writes, and fails on the way back',
      'Tuesday at 11',
      (real: Book): Book =>
        async (...asked) => {
          await real(...asked);
          throw new Error('the connection is gone');
        },
    ],
  ] as const)(
    'a calendar that %s: the row is looked for, found and told',
    async (_how, when, how) => {
      const { call, from } = await atReadBack({ calendar: bookedBy(how) }, when);
      const [answer] = await talk(call, 'yes');
      expect(answer).toContain("You're booked");
      expect(await houses.bookings(from)).toMatchObject([{ status: 'booked', name: 'Ann Lee' }]);
      await call.hangsUp();
      expect(endings(call)).toEqual(['booked']);
    },
  );

  it('nobody can say what became of it: a person is to check, and nothing is promised', async () => {
    const calendar = (real: Calendar): Calendar => ({
      ...real,
      book: async () => unknown,
      settle: async () => unknown,
    });
    const { call } = await atReadBack({ calendar }, 'Wednesday at 9');
    const [answer] = await talk(call, 'yes');
    expect(answer).toContain("I can't tell right now whether that went through");
    expect(sentences(call)).not.toContain('booked');
    expect(call.after()).toMatchObject({ next: 'dial' });
    await call.hangsUp();
    expect(endings(call)).toHaveLength(1);
  });

  it('a calendar that never answers: the caller hears that it takes a moment, then the truth', async () => {
    const clock = createManualClock();
    const asked = Promise.withResolvers<void>();
    const book: Book = () => {
      asked.resolve();
      return new Promise(() => undefined);
    };
    const { call, from } = await atReadBack(
      { clock, voice: briefly, calendar: bookedBy(() => book) },
      'Wednesday at 10',
    );
    const filler = await call.says('yes', () => asked.promise.then(() => clock.advance(1_000)));
    expect(filler).toContain('One moment');
    const answer = await call.hears(() => clock.advance(6_000));
    expect(answer).toContain('nothing is booked or changed yet');
    expect(sentences(call)).not.toContain('booked');
    expect(await houses.bookings(from)).toEqual([]);
    await call.hangsUp();
  });
});

describe('A caller who hangs up while it is written', () => {
  it('has what the database says, and the call ends as that', async () => {
    const gate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const { call, from } = await atReadBack(
      {
        calendar: bookedBy((real) => async (...input) => {
          asked.resolve();
          await gate.promise;
          return real(...input);
        }),
      },
      'Wednesday at 11',
    );
    void call.says('yes').catch(() => undefined);
    await asked.promise;
    await call.hangsUp();
    expect(call.outcome).toBeUndefined();
    const over = call.hears(() => gate.resolve());
    await over;
    expect(endings(call)).toEqual(['booked']);
    expect(await houses.bookings(from)).toMatchObject([{ start: '2026-11-25T11:00' }]);
  });
});

describe('Two callers who want the last place at the same moment', () => {
  it('one is booked, the other hears that it was just taken and is offered another', async () => {
    const house = await houses.open();
    const numbers = [houses.newNumber(), houses.newNumber()];
    const calls = await Promise.all(numbers.map((from) => house.dial({ from })));
    for (const [index, call] of calls.entries()) {
      await talk(
        call,
        'a cleaning on Thursday, December 3rd at 10',
        index === 0 ? 'Ann Lee' : 'Bea Fox',
      );
      expect(call.state).toBe('serving.book.read-back.reading-back');
    }
    const answers = await Promise.all(calls.map((call) => call.says('yes')));
    const won = answers.filter((answer) => answer.includes("You're booked"));
    const lost = answers.filter((answer) => answer.includes('someone has just taken that time'));
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(lost[0]).toMatch(/I have .* Which would you like\?/);
    const written = (await Promise.all(numbers.map((from) => houses.bookings(from)))).flat();
    expect(written).toHaveLength(1);
    for (const call of calls) await call.hangsUp();
  });
});
