/** Voices in the order of preference: one that fails, even in mid-sentence, is continued by the next. */
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import type { Health } from '../health/health.ts';
import { resumeAt } from './clauses.ts';
import type { SpeakingPace } from './speaking-pace.ts';
import type { VoiceMaker } from './voice.ts';

/** A switch of voices while something was being said. */
export type VoiceSwitched = (from: string, to: string, why: string) => void;

/** Who listens to a text, for the case that its voice breaks. */
export interface VoiceListener {
  switched?: VoiceSwitched | undefined;
  /**
   * Throws away what was made of the text and is not on its way to the caller yet; says how much of
   * it, in ms, the caller hears. Without it all that was made is heard.
   */
  takeBack?: (() => number) | undefined;
}

export interface VoiceWithFallback extends VoiceMaker {
  speak(text: string, signal: AbortSignal, listener?: VoiceListener): AsyncIterable<Uint8Array>;
}

/** A caller hears this as silence: twice the time a far voice takes for its first audio. */
const firstAudioMsMax = 1_500;
/** Of the last voice there is: nothing would be heard in its place. */
const lastAudioMsMax = 6_000;
/** Between two chunks of a text; audio comes faster than it is played, so this is a dead stream. */
const nextAudioMsMax = 2_000;
/** Mu-law at 8 kHz. */
const bytesPerMs = 8;

export function createVoiceWithFallback(options: {
  makers: readonly [VoiceMaker, ...VoiceMaker[]];
  clock: Clock;
  health: Health;
  pace: SpeakingPace;
}): VoiceWithFallback {
  const { makers, clock, health, pace } = options;

  /** What is left to say after `heardMs` of it were heard. */
  function restOf(maker: VoiceMaker, text: string, heardMs: number): string {
    if (heardMs <= 0) return text;
    const wholeMs = text.length * pace.letterMs(maker.name);
    return text.slice(resumeAt(text, heardMs / wholeMs));
  }

  async function* speak(
    text: string,
    signal: AbortSignal,
    { switched, takeBack }: VoiceListener = {},
  ): AsyncGenerator<Uint8Array> {
    const left = [...makers];
    let rest = text;
    /** Of the voices before, by who broke off. */
    let heardBeforeMs = 0;
    let failure: { maker: string; error: Error } | undefined;
    while (!signal.aborted) {
      // With everybody resting, the first one is asked all the same: it is better than silence.
      const maker = left.find(({ name }) => health.mayTry(name)) ?? left[0];
      if (maker === undefined) throw failure?.error ?? new Error('no voice is left');
      left.splice(left.indexOf(maker), 1);
      if (failure !== undefined) switched?.(failure.maker, maker.name, failure.error.message);
      let bytes = 0;
      try {
        const firstMsMax = left.length > 0 ? firstAudioMsMax : lastAudioMsMax;
        for await (const chunk of withDeadlines({ clock, maker, firstMsMax }, rest, signal)) {
          bytes += chunk.length;
          yield chunk;
        }
        if (signal.aborted) return;
        if (bytes === 0 && rest.trim() !== '') {
          throw new ServiceError('voice-failed', 'the voice made no audio');
        }
        pace.spoke(maker.name, rest, bytes);
        health.worked(maker.name);
        return;
      } catch (thrown) {
        if (signal.aborted) return;
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        health.failed(maker.name, error.message);
        failure = { maker: maker.name, error };
        const madeMs = bytes / bytesPerMs;
        const heardMs = Math.min(madeMs, (takeBack?.() ?? heardBeforeMs + madeMs) - heardBeforeMs);
        rest = restOf(maker, rest, heardMs);
        heardBeforeMs += Math.max(0, heardMs);
      }
    }
  }

  return {
    name: makers.map(({ name }) => name).join(', '),
    voice: makers.map(({ voice }) => voice).join(', '),
    speak,
    async close() {
      await Promise.all(makers.map((maker) => maker.close()));
    },
  };
}

/** A maker's audio; when it keeps us waiting too long, it is told to stop, and not waited for. */
async function* withDeadlines(
  { clock, maker, firstMsMax }: { clock: Clock; maker: VoiceMaker; firstMsMax: number },
  text: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const stuck = new AbortController();
  const either = AbortSignal.any([signal, stuck.signal]);
  const chunks = maker.speak(text, either)[Symbol.asyncIterator]();
  let waitMsMax = firstMsMax;
  try {
    for (;;) {
      const late = Promise.withResolvers<never>();
      const takeBackDeadline = clock.after(waitMsMax, () =>
        late.reject(new ServiceError('timed-out', 'the voice kept us waiting')),
      );
      const next = chunks.next();
      // The loser of the race may still fail, when nobody looks any more.
      next.catch(() => {});
      const { done, value } = await Promise.race([next, late.promise]).finally(takeBackDeadline);
      if (done) return;
      yield value;
      waitMsMax = nextAudioMsMax;
    }
  } finally {
    stuck.abort();
    chunks.return?.()?.catch(() => {});
  }
}
