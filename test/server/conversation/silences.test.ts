import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../support/manual-clock.ts';
import type { HouseOptions } from '../../support/spoken-call.ts';
import { endings, sentences, talk, useHouses } from './houses.ts';

const houses = useHouses();
const silenceMs = 7_000;
const waitMs = 30_000;

/** An instant of audio: the clock stands still but for the test. */
const briefly: NonNullable<HouseOptions['voice']> = async function* () {
  yield new Uint8Array(8).fill(0xff);
};

async function dial() {
  const clock = createManualClock();
  const house = await houses.open({ clock, voice: briefly });
  const sent: number[] = [];
  const call = await house.dial({
    from: houses.newNumber(),
    wire: { sendAudio: (mulaw) => sent.push(mulaw.length) },
  });
  const passes = (ms: number) => call.hears(() => clock.advance(ms));
  return { call, clock, passes, sent };
}

describe('A caller who says nothing', () => {
  it('is asked again, then whether they are there, then gets a goodbye', async () => {
    const { call, passes } = await dial();
    await talk(call, 'book a cleaning');
    expect(await passes(silenceMs)).toBe('What day and time would suit you?');
    expect(await passes(silenceMs)).toBe('Are you still there?');
    expect(await passes(silenceMs)).toContain('Goodbye');
    expect(endings(call)).toEqual(['abandoned']);
  });

  it('and then speaks is listened to, and starts with a fresh count', async () => {
    const { call, passes } = await dial();
    await talk(call, 'book a cleaning');
    await passes(silenceMs);
    await passes(silenceMs);
    await talk(call, 'Tuesday at 9');
    expect(call.state).toBe('serving.book.who.name');
    expect(await passes(silenceMs)).toBe('May I have your first and last name?');
    await call.hangsUp();
  });

  it('but asked for a moment is given one', async () => {
    const { call, clock, passes } = await dial();
    await talk(call, 'book a cleaning');
    expect(await call.says('hold on a second')).toContain('take your time');
    const before = sentences(call).length;
    await clock.advance(waitMs - 1_000);
    expect(sentences(call)).toHaveLength(before);
    expect(await passes(1_000)).toBe('What day and time would suit you?');
    await call.hangsUp();
  });
});

describe('A caller who asks for it slower', () => {
  it('hears the same again at a slower pace, and so is everything after it', async () => {
    let sentBytes = 0;
    const house = await houses.open({
      async *voice(text) {
        yield new Uint8Array(text.length * 80).fill(0xff);
      },
    });
    const call = await house.dial({
      from: houses.newNumber(),
      wire: {
        sendAudio(mulaw) {
          sentBytes += mulaw.length;
        },
      },
    });
    async function soundOf(line: string): Promise<{ text: string; pace: number }> {
      sentBytes = 0;
      const text = await call.says(line);
      return { text, pace: sentBytes / text.length };
    }
    const usual = await soundOf('a filling on Tuesday at 3');
    const slow = await soundOf('can you speak more slowly please');
    const later = await soundOf('do you have parking');
    expect(slow.text).toBe(usual.text);
    expect(slow.pace / usual.pace).toBeGreaterThan(1.25);
    expect(later.pace / usual.pace).toBeGreaterThan(1.25);
    await call.hangsUp();
  });
});
