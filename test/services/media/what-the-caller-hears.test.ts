/** The agent's audio: played in order, a little ahead of time, and heard only when a mark says so. */
import { describe, expect, it } from 'vitest';
import { createPracticeCall, piece, ready } from './practice-call.ts';

/** A voice of which every step ends as `step` does. */
function voice(step: () => Promise<IteratorResult<Uint8Array>>): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: step }) };
}
const goneVoice = voice(() => Promise.reject(new Error('the voice is gone')));
const hangingVoice = voice(() => new Promise(() => undefined));

describe('what the caller hears', () => {
  it('reports a piece as heard when its audio has been played, and then quiet', async () => {
    const call = createPracticeCall();
    call.media.play(piece('greeting', 0, ready(300), false));
    call.media.play(piece('greeting', 1, ready(200)));
    await call.clock.advance(299);
    expect(call.events).toEqual(['started greeting @0']);
    expect(call.media.playing).toBe(true);
    await call.clock.advance(500);
    expect(call.events).toEqual([
      'started greeting @0',
      'heard greeting/0 @300',
      'heard greeting/1 @500',
      'quiet @500',
    ]);
    expect(call.media.playing).toBe(false);
  });

  it('keeps at most two seconds in flight however long the speech is', async () => {
    const call = createPracticeCall();
    call.media.play(piece('long', 0, ready(30_000, 5_000)));
    await call.clock.advance(15_000);
    expect(call.line.aheadMsMax).toBeLessThanOrEqual(2_000);
    // And never lets the line run dry: 15 s played, up to 2 s more sent.
    expect(call.line.bytes.length / 8).toBeGreaterThan(16_500);
    await call.clock.advance(16_000);
    expect(call.events).toEqual(['started long @0', 'heard long/0 @30000', 'quiet @30000']);
  });

  it('falls silent at once when the caller interrupts, and knows how much was heard', async () => {
    const call = createPracticeCall();
    call.media.play(piece('offer', 0, ready(1_000), false));
    call.media.play(piece('offer', 1, ready(4_000)));
    await call.clock.advance(1_700);
    call.media.clear();
    expect(call.media.playing).toBe(false);
    await call.clock.advance(10_000);
    expect(call.events).toEqual([
      'started offer @0',
      'heard offer/0 @1000',
      'cut offer/1 after 700 @1700',
    ]);
    expect(call.line.bytes).toEqual([]);
  });

  it('has in place of what was not sent yet whatever the voice makes instead', async () => {
    const call = createPracticeCall();
    const { promise: broken, resolve: breaks } = Promise.withResolvers<void>();
    async function* twoVoices() {
      yield* ready(3_500, 100);
      await broken;
      heardMs = call.media.takeBack('offer', 0);
      yield new Uint8Array(500 * 8).fill(0x11);
    }
    let heardMs = 0;
    call.media.play(piece('offer', 0, twoVoices()));
    await call.clock.advance(300);
    breaks();
    await call.clock.advance(5_000);
    expect(heardMs).toBeGreaterThanOrEqual(1_900);
    expect(heardMs).toBeLessThanOrEqual(2_300);
    const firstMs = call.line.bytes.indexOf(0x11) / 8;
    expect(firstMs).toBe(heardMs);
    expect(call.events.at(-1)).toBe(`quiet @${heardMs + 500}`);
  });

  it('does not take the marks that a clear sends back for heard speech', async () => {
    const call = createPracticeCall({ wayMs: 80 });
    call.media.play(piece('one', 0, ready(500)));
    await call.clock.advance(200);
    call.media.clear();
    call.media.play(piece('two', 0, ready(300)));
    await call.clock.advance(2_000);
    expect(call.events).toEqual([
      'started one @0',
      'cut one/0 after 200 @200',
      'started two @200',
      'heard two/0 @580',
      'quiet @580',
    ]);
    expect(call.oddities).toEqual({});
  });

  it('drops the late audio of an interrupted answer and stops its voice', async () => {
    const call = createPracticeCall();
    let stopped = false;
    async function* slow(): AsyncGenerator<Uint8Array> {
      try {
        yield new Uint8Array(160);
        await new Promise<void>((resolve) => call.clock.after(1_000, resolve));
        yield new Uint8Array(160);
      } finally {
        stopped = true;
      }
    }
    call.media.play(piece('answer', 0, slow()));
    await call.clock.advance(100);
    call.media.clear();
    const sent = call.line.sent.length;
    await call.clock.advance(5_000);
    expect(call.line.sent.length).toBe(sent);
    expect(stopped).toBe(true);
  });

  it('cuts an answer that has not begun to sound with nothing heard', async () => {
    const call = createPracticeCall();
    call.media.play(piece('answer', 0, hangingVoice));
    await call.clock.advance(100);
    call.media.clear();
    expect(call.events).toEqual(['cut answer/0 after 0 @100']);
  });

  it('skips a piece whose voice fails and goes on with the next', async () => {
    const call = createPracticeCall();
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(800);
      throw new Error('the voice is gone');
    }
    call.media.play(piece('a', 0, failing(), false));
    call.media.play(piece('a', 1, goneVoice, false));
    call.media.play(piece('a', 2, ready(200)));
    await call.clock.advance(1_000);
    expect(call.events).toEqual(['started a @0', 'heard a/2 @300', 'quiet @300']);
    expect(call.oddities).toEqual({ 'voice-failed': 2 });
  });

  it('reports quiet when the only piece has no voice at all', async () => {
    const call = createPracticeCall();
    call.media.play(piece('a', 0, goneVoice));
    await call.clock.advance(10);
    expect(call.events).toEqual(['quiet @0']);
  });

  it('gives up a voice that hangs, so that the caller does not wait in silence for ever', async () => {
    const call = createPracticeCall();
    call.media.play(piece('a', 0, hangingVoice, false));
    call.media.play(piece('a', 1, ready(100)));
    await call.clock.advance(9_000);
    expect(call.oddities).toEqual({ 'voice-stalled': 1 });
    expect(call.events).toEqual(['started a @8000', 'heard a/1 @8100', 'quiet @8100']);
  });

  it('still becomes quiet when a dead handset returns no marks, without calling it heard', async () => {
    const call = createPracticeCall();
    call.line.deaf = true;
    call.media.play(piece('a', 0, ready(500)));
    await call.clock.advance(10_000);
    expect(call.events).toEqual(['started a @0', 'quiet @3500']);
    expect(call.oddities).toEqual({ 'mark-missing': 1 });
  });

  it('believes a mark that comes after it was given up', async () => {
    const call = createPracticeCall({ wayMs: 4_000 });
    call.media.play(piece('a', 0, ready(500)));
    await call.clock.advance(10_000);
    expect(call.events).toEqual(['started a @0', 'quiet @3500', 'heard a/0 @4500']);
  });

  it('counts marks that nobody sent', async () => {
    const call = createPracticeCall();
    call.media.markReturned('made-up');
    call.media.markReturned('made-up');
    expect(call.oddities).toEqual({ 'unknown-mark': 2 });
    expect(call.events).toEqual([]);
  });

  it('stays within its bounds when it is given too much to say', async () => {
    const call = createPracticeCall();
    for (let number = 0; number < 100; number += 1) {
      call.media.play(piece('a', number, ready(100)));
    }
    expect(call.oddities['queue-full']).toBeGreaterThan(0);
    await call.clock.advance(30_000);
    expect(call.media.playing).toBe(false);
  });

  it('cuts a voice that never ends after a minute', async () => {
    const call = createPracticeCall();
    call.media.play(piece('a', 0, ready(Number.POSITIVE_INFINITY, 1_000)));
    await call.clock.advance(70_000);
    expect(call.events).toEqual(['started a @0', 'heard a/0 @60000', 'quiet @60000']);
    expect(call.oddities).toEqual({ 'piece-too-long': 1 });
  });

  it('lets the listener answer from within a report', async () => {
    const call = createPracticeCall();
    call.media.play(piece('a', 0, ready(100)));
    const { push } = call.events;
    call.events.push = (...events: string[]) => {
      if (events[0]?.startsWith('heard a/0')) call.media.play(piece('b', 0, ready(100)));
      return push.apply(call.events, events);
    };
    await call.clock.advance(1_000);
    expect(call.events).toContain('heard b/0 @200');
    expect(call.events.filter((event) => event.startsWith('quiet'))).toEqual(['quiet @200']);
  });

  it('hands a bug in the listener to its owner instead of the process', async () => {
    const call = createPracticeCall();
    call.line.deaf = true;
    call.events.push = () => {
      throw new Error('a bug');
    };
    call.media.play(piece('a', 0, ready(100)));
    await call.clock.advance(5_000);
    expect(call.failures.length).toBeGreaterThan(0);
  });

  it('leaves no timer and sends nothing after it was closed', async () => {
    const call = createPracticeCall();
    call.media.play(piece('a', 0, ready(5_000)));
    call.media.receive(new Uint8Array(160).fill(0xff), 1, 0);
    await call.clock.advance(100);
    call.media.close();
    call.line.deaf = true;
    const sent = call.line.sent.length;
    await call.clock.advance(20_000);
    expect(call.line.sent.length).toBe(sent);
    expect(call.clock.pending).toBe(0);
  });
});
