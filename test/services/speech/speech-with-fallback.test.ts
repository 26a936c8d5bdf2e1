import { describe, expect, it } from 'vitest';
import { expectNothing } from '../../../machines/vocabulary.ts';
import { createHealth } from '../../../services/health/health.ts';
import type { HeardWords, SpeechListener, SpeechMaker } from '../../../services/speech/speech.ts';
import { createSpeechWithFallback } from '../../../services/speech/speech-with-fallback.ts';
import { createManualClock } from '../../support/manual-clock.ts';

/** Does nothing by itself: the test says what it hears and when it fails. */
interface Puppet extends SpeechMaker {
  calls: { listener: SpeechListener; frames: number[]; expected: string[]; closed: boolean }[];
}

function puppet(name: string): Puppet {
  const calls: Puppet['calls'] = [];
  return {
    name,
    calls,
    listen(_callId, listener) {
      const call = { listener, frames: [] as number[], expected: [] as string[], closed: false };
      calls.push(call);
      return {
        push: (frame) => call.frames.push(frame[0] ?? 0),
        expect: ({ state }) => call.expected.push(state),
        close() {
          call.closed = true;
        },
      };
    },
  };
}

function rig() {
  const clock = createManualClock();
  const makers = [puppet('first'), puppet('second')] as const;
  const [first, second] = makers;
  const speech = createSpeechWithFallback({ makers, health: createHealth({ clock }) });
  const heard: string[] = [];
  const switches: string[] = [];
  const owed: boolean[] = [];
  const failures: string[] = [];
  const listen = () =>
    speech.listen('call-1', {
      words: ({ text, final }) => heard.push(final ? `${text}.` : text),
      failed: (error) => failures.push(error.message),
      switched: (from, to, why) => switches.push(`${from}>${to}: ${why}`),
      behind: (next) => owed.push(next),
    });
  const says = (maker: Puppet, text: string, more: Partial<HeardWords> = {}) =>
    maker.calls.at(-1)?.listener.words({ text, final: false, turnOver: false, ...more });
  const fails = (maker: Puppet) => maker.calls.at(-1)?.listener.failed(new Error('away'));
  return { clock, first, second, heard, owed, switches, failures, listen, says, fails };
}

const frame = (mark: number) => new Uint8Array(160).fill(mark);

describe('two recognisers in turn', () => {
  it('leave a call to the first while it hears', () => {
    const { first, second, heard, listen, says } = rig();
    const listening = listen();
    listening.push(frame(1));
    says(first, 'hello', { final: true });
    expect(heard).toEqual(['hello.']);
    expect(second.calls).toEqual([]);
  });

  it('give the second the open turn from its beginning, and no turn again that was closed', () => {
    const { first, second, switches, listen, says, fails } = rig();
    const listening = listen();
    listening.expect({ ...expectNothing, state: 'asking' });
    listening.push(frame(1));
    says(first, 'hello', { final: true });
    listening.push(frame(2));
    listening.push(frame(3));
    fails(first);
    listening.push(frame(4));
    expect(second.calls[0]?.frames).toEqual([2, 3, 4]);
    expect(second.calls[0]?.expected).toContain('asking');
    expect(first.calls[0]?.closed).toBe(true);
    expect(switches).toEqual(['first>second: away']);
  });

  it('do not listen to one that was given up', () => {
    const { first, second, heard, listen, says, fails } = rig();
    listen();
    fails(first);
    says(first, 'late', { final: true });
    says(second, 'yes', { final: true });
    expect(heard).toEqual(['yes.']);
  });

  it('say nothing twice of a turn that was taken before the switch', () => {
    const { first, second, heard, listen, says, fails } = rig();
    const listening = listen();
    listening.push(frame(1));
    says(first, 'yes please');
    listening.turnTaken?.();
    fails(first);
    says(second, 'yes please');
    says(second, 'yes please on Tuesday', { final: true, nbest: ['yes please on Thursday'] });
    says(second, 'thanks', { final: true });
    expect(heard).toEqual(['yes please', 'on Tuesday.', 'thanks.']);
  });

  it('owe what the first had not told until the second has, and say so once', () => {
    const { first, second, owed, listen, fails } = rig();
    listen();
    first.calls.at(-1)?.listener.behind?.(false);
    first.calls.at(-1)?.listener.behind?.(true);
    fails(first);
    expect(owed).toEqual([true]);
    first.calls.at(-1)?.listener.behind?.(false);
    expect(owed).toEqual([true]);
    second.calls.at(-1)?.listener.behind?.(false);
    second.calls.at(-1)?.listener.behind?.(false);
    expect(owed).toEqual([true, false]);
  });

  it('owe nothing any more when nobody is left', () => {
    const { first, second, owed, failures, listen, fails } = rig();
    listen();
    first.calls.at(-1)?.listener.behind?.(true);
    fails(first);
    fails(second);
    expect({ owed, failures }).toEqual({ owed: [true, false], failures: ['away'] });
  });

  it('give the call up when nobody is left, and say so once', () => {
    const { first, second, failures, listen, fails } = rig();
    listen();
    fails(first);
    fails(second);
    fails(second);
    expect(failures).toEqual(['away']);
  });

  it('spare later calls a recogniser that failed three of them, and try it again later', async () => {
    const { clock, first, second, listen, fails } = rig();
    for (let call = 0; call < 3; call += 1) {
      listen();
      fails(first);
    }
    listen();
    expect(first.calls.length).toBe(3);
    expect(second.calls.length).toBe(4);
    await clock.advance(30_000);
    listen();
    expect(first.calls.length).toBe(4);
  });
});
