/**
 * One whole call in virtual time: the real pipeline of `start-call`, real media on a line that plays
 * by the clock, a caller whose voice is sound and whose words come from a recogniser 200 ms later.
 */
import { buildCallChart } from '../../machines/call/build-call-chart.ts';
import type { EffectAnswer, EffectRequest } from '../../machines/ports.ts';
import { startCall } from '../../server/start-call.ts';
import { vocabularyOf } from '../../services/definitions/vocabulary-of.ts';
import { loadVoiceDetectors } from '../../services/media/voice-detectors.ts';
import { createRelayedSpeech } from '../../services/speech/relayed-speech.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { createLocalReader } from '../../services/understanding/local-reader.ts';
import { createWords } from '../../services/words/template-words.ts';
import { createPracticeLine } from '../services/media/practice-line.ts';
import { opening, shippedDefinition } from './chart-call.ts';
import { createManualClock } from './manual-clock.ts';
import { framesOf, quietFrame, vowel } from './phone-sounds.ts';
import { openPracticeJournal } from './practice-journal.ts';

const detectors = await loadVoiceDetectors();
const frameMs = 20;
/** How long after the voice its words are told. */
const wordsBehindMs = 200;
/** A voice as fast as a person's. */
const msPerLetter = 60;

async function* aloud(text: string): AsyncGenerator<Uint8Array> {
  yield vowel(Math.ceil((text.length * msPerLetter) / frameMs) * frameMs);
}

export interface VirtualCallOptions {
  /** What an effect answers, and after how long; friendly and at once otherwise. */
  effect?: (request: EffectRequest) => { answer: EffectAnswer; tookMs: number } | undefined;
  /** A caller whose audio never comes. */
  silent?: boolean;
  /** Sentences that operations marked as to be heard to their end. */
  mustBeHeard?: string[];
}

const friendly: Partial<Record<EffectRequest['effect'], EffectAnswer>> = {
  'check-policy': { outcome: 'allow' },
  'find-times': { outcome: 'free', opening },
};

export async function virtualCall(options: VirtualCallOptions = {}) {
  const clock = createManualClock();
  const shipped = shippedDefinition('bright-smile');
  const repair = { ...shipped.repair, 'must-be-heard': options.mustBeHeard ?? [] };
  const definition = { ...shipped, repair };
  const practice = openPracticeJournal('c', clock.now);
  const relayed = createRelayedSpeech();
  const line = createPracticeLine(clock);
  let mouth: Uint8Array[] = [];
  let chunk = 0;
  const running = startCall({
    definition,
    chart: buildCallChart(definition),
    input: { callId: 'c', caller: { phone: '', vouched: false }, mode: 'new' },
    vocabulary: vocabularyOf(definition),
    words: createWords({ definition, now: () => '2026-11-20T15:00' }),
    voice: aloud,
    speech: relayed.maker,
    understanding: createLocalReader(),
    detectors,
    async runEffect(request) {
      const { answer, tookMs } = options.effect?.(request) ?? {
        answer: friendly[request.effect] ?? { outcome: 'committed' },
        tookMs: 0,
      };
      if (tookMs === 0) return answer;
      return new Promise((resolve) => {
        clock.after(tookMs, () => resolve(answer));
      });
    },
    journal: { ...practice, note: practice.note } as never,
    clock,
    localNow: () => '2026-11-20T15:00',
    over: () => undefined,
  });
  const connected = running.connect(line);
  line.connect((name) => connected.markReturned(name));

  /** Time passes; a caller's line sends a frame every 20 ms, whatever is on it. */
  async function passes(ms: number): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= frameMs) {
      await clock.advance(Math.min(frameMs, leftMs));
      if (options.silent) continue;
      chunk += 1;
      connected.audio(mouth.shift() ?? quietFrame, chunk, (chunk - 1) * frameMs);
    }
  }

  const entries = <Kind extends JournalEntry['kind']>(kind: Kind) =>
    practice.entries.filter((entry) => entry.kind === kind) as Extract<
      JournalEntry,
      { kind: Kind }
    >[];

  return {
    passes,
    entries,
    clock,
    /** A sound from the caller's side, of any length. */
    sounds(audio: Uint8Array): void {
      mouth = framesOf(audio);
    },
    /** Words that the recogniser tells. */
    words(text: string, final = true): void {
      relayed.relay('c', { text, final, turnOver: false });
    },
    /** A voice of that length whose words come after it. */
    async says(text: string, lengthMs = 600): Promise<void> {
      mouth = framesOf(vowel(lengthMs));
      await passes(lengthMs + wordsBehindMs);
      relayed.relay('c', { text, final: true, turnOver: false });
    },
    /** Until the agent has said what it has to say. */
    async listens(): Promise<void> {
      for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 100) {
        await passes(100);
        const last = entries('said').at(-1);
        if (last !== undefined && wholly(last.utterance)) return;
      }
    },
    /** Ids of the sentences said so far. */
    said: () => entries('said').map(({ sentence }) => sentence),
    /** Ids of the sentences heard to their end. */
    heard: () =>
      entries('said')
        .filter(({ utterance }) => wholly(utterance))
        .map(({ sentence }) => sentence),
    cleared: () => line.sent.filter((message) => 'clear' in message).length,
    end: () => running.hangUp(),
  };

  function wholly(utterance: string): boolean {
    return entries('heard').some((entry) => entry.utterance === utterance && entry.complete);
  }
}
