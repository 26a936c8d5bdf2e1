import { describe, expect, it } from 'vitest';
import type { CallChart } from '../../../machines/call/build-call-chart.ts';
import { guards } from '../../../machines/call/guards.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { Lines } from '../../../server/lines.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import type { HouseOptions, SpokenCall } from '../../support/spoken-call.ts';
import { endings, sentences, talk, useHouses } from './houses.ts';

const houses = useHouses();
type Options = Omit<HouseOptions, 'store'>;

/** The bug shows for whoever says this name, and for nobody else. */
const unlucky = 'Bea Fox';
const reader = createLocalReader();

function errors(call: SpokenCall): string[] {
  return call.entries().flatMap((entry) => (entry.kind === 'error' ? [entry.where] : []));
}

function linesWith(change: (line: { chart: CallChart; definition: Definition }) => object) {
  return (real: Lines): Lines => ({
    ...real,
    at(number) {
      const found = real.at(number);
      return found && { ...found, line: { ...found.line, ...change(found.line) } };
    },
  });
}

const isUnlucky = (name: unknown) => JSON.stringify(name)?.includes('Bea');

const aGuard: Options = {
  lines: linesWith(({ chart }) => ({
    chart: chart.provide({
      guards: {
        needs: (scope: never, params: never) => {
          const { context } = scope as { context: { slots: Record<string, unknown> } };
          if (isUnlucky(context.slots.name)) throw new Error('a bug in a guard');
          return guards.needs(scope, params);
        },
      },
    } as never),
  })),
};

const anAction: Options = {
  lines: linesWith(({ chart }) => ({
    chart: chart.provide({
      actions: {
        countStep: ({ context }: { context: { slots: Record<string, unknown> } }) => {
          if (isUnlucky(context.slots.name)) throw new Error('a bug in an action');
        },
      },
    } as never),
  })),
};

/** The read-back names a value that nobody has. */
const theWords: Options = {
  lines: linesWith(({ definition }) => ({
    definition: {
      ...definition,
      words: { ...definition.words, 'read-back-booking': 'That is {favourite-colour}?' },
    },
  })),
};

const theReader: Options = {
  understanding: {
    name: 'unlucky',
    async understand(turn, signal) {
      if (turn.text === unlucky) throw new Error('a bug in a reader');
      return reader.understand(turn, signal);
    },
  },
};

/** Up to the name, in whose place the bug waits. */
async function untilTheName(options: Options, when: string) {
  const from = houses.newNumber();
  const house = await houses.open(options);
  const call = await house.dial({ from });
  await talk(call, `a cleaning on ${when}`);
  expect(call.state).toBe('serving.book.who.name');
  return { house, call, from };
}

describe('A bug of ours in one call', () => {
  it.each([
    ['in a guard of the chart', aGuard, 'December 7th at 8', 'chart'],
    ['in an action of the chart', anAction, 'December 7th at 9', 'chart'],
    ['in what the words are given', theWords, 'December 7th at 10', 'settled'],
    ['in the reader', theReader, 'December 7th at 11', 'understanding'],
  ] as const)(
    '%s: the caller hears an apology and is put through',
    async (_at, options, when, where) => {
      const { call, from } = await untilTheName(options, when);
      const answer = await call.says(unlucky);
      expect(answer).toContain("I'm sorry, something went wrong on my side.");
      expect(answer).toContain("I'll put you through");
      expect(errors(call)).toEqual([where]);
      expect(call.after()).toEqual({ next: 'dial', number: '+16145550143', ringMs: 25_000 });
      expect(await houses.bookings(from)).toEqual([]);
      await call.dialEnds('completed');
      expect(endings(call)).toEqual(['transferred']);
    },
  );

  it('and nobody picks up: a message is taken instead', async () => {
    const { call } = await untilTheName(theReader, 'December 8th at 9');
    await call.says(unlucky);
    expect(await call.dialEnds('no-answer')).toContain("I'll take a message");
    await talk(call, 'please call me back about a cleaning', 'Ann Lee');
    expect(await houses.messages(call.callId)).toMatchObject([
      { text: expect.stringContaining('please call me back'), name: 'Ann Lee' },
    ]);
    await call.hangsUp();
    expect(endings(call)).toEqual(['message-taken']);
  });

  it.each([
    ['guard', aGuard, 'December 9th at 9', 'December 9th at 10'],
    ['action', anAction, 'December 9th at 11', 'December 9th at 1'],
    ['reader', theReader, 'December 9th at 2', 'December 9th at 3'],
  ] as const)('in its %s touches no other call that goes on', async (_at, options, when, other) => {
    const { house, call } = await untilTheName(options, when);
    const luckyFrom = houses.newNumber();
    const lucky = await house.dial({ from: luckyFrom });
    await talk(lucky, `a cleaning on ${other}`);
    await call.says(unlucky);
    expect(errors(call)).toHaveLength(1);
    const [, booked] = await talk(lucky, 'Ann Lee', 'yes');
    expect(booked).toContain("You're booked");
    expect(await houses.bookings(luckyFrom)).toMatchObject([{ name: 'Ann Lee' }]);
    expect(errors(lucky)).toEqual([]);
    await call.dialEnds('completed');
    await lucky.hangsUp();
    expect(endings(lucky)).toEqual(['booked']);
  });
});

describe('A second bug in the same call', () => {
  it("leaves the caller to the phone's own last resort, which rings somebody", async () => {
    const { call } = await untilTheName(theReader, 'December 10th at 9');
    await call.says(unlucky);
    await call.dialEnds('no-answer');
    await call.says(unlucky);
    expect(endings(call)).toEqual(['failed']);
    expect(call.after()).toEqual({ next: 'dial', number: '+16145550143', ringMs: 25_000 });
  });

  it('and at a business without people the caller hears the apology at least', async () => {
    const house = await houses.open({
      understanding: { name: 'broken', understand: () => Promise.reject(new Error('a bug')) },
    });
    const call = await house.dial({ to: '+442071234567', from: '+447911123456' });
    await talk(call, 'hello', 'hello again');
    expect(endings(call)).toEqual(['failed']);
    expect(call.after()).toEqual({ next: 'apologise' });
  });
});

describe('What fails around the chart', () => {
  it('a calendar that throws is said to be out of reach, and a person is rung', async () => {
    const house = await houses.open({
      calendar: (real) => ({
        ...real,
        findTimes: () => Promise.reject(new Error('a bug in the calendar')),
      }),
    });
    const call = await house.dial({ from: houses.newNumber() });
    const [answer] = await talk(call, 'a cleaning on Tuesday at 9');
    expect(answer).toContain("I can't see the calendar right now");
    expect(call.after()).toMatchObject({ next: 'dial' });
    expect(sentences(call)).not.toContain('booked');
    await call.dialEnds('completed');
  });

  it('a voice that fails leaves a call that still ends, with somebody on the line', async () => {
    const house = await houses.open({
      // biome-ignore lint/correctness/useYield: it fails before its first sound
      async *voice() {
        throw new Error('the voice is gone');
      },
    });
    const call = await house.dial({ from: houses.newNumber() });
    const other = await houses.dial();
    await call.says('let me talk to a person');
    expect(call.after()).toMatchObject({ next: 'dial' });
    await call.dialEnds('completed');
    expect(endings(call)).toEqual(['transferred']);
    expect(other.greeting).toContain('How can I help you?');
    await other.hangsUp();
  });

  it('a line whose sending throws ends its own call alone', async () => {
    const house = await houses.open();
    const other = await house.dial({ from: houses.newNumber() });
    const broken = await house.dial({
      from: houses.newNumber(),
      wire: {
        sendAudio() {
          throw new Error('the socket is in no state for this');
        },
      },
    });
    expect(errors(broken).length).toBeGreaterThan(0);
    expect(endings(broken)).toEqual(['failed']);
    expect(broken.after()).toMatchObject({ next: 'dial' });
    expect(await other.says('where are you located')).toContain('1284 West Fifth Avenue');
    expect(errors(other)).toEqual([]);
    await other.hangsUp();
  });
});
