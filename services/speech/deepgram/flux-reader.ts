/** Flux's turns as words: open while the turn lasts, final and over when Flux ends it. */
import { z } from 'zod';
import {
  beyondTaken,
  levelsBeyond,
  levelsOf,
  timedWord,
  type WordsReader,
  type WordsSink,
  wordsOf,
} from './words-reader.ts';

const turnInfo = z.object({
  type: z.literal('TurnInfo'),
  event: z.string(),
  turn_index: z.number(),
  audio_window_end: z.number(),
  transcript: z.string(),
  words: z.array(timedWord.extend({ confidence: z.number() })).default([]),
});
const other = z.object({
  type: z.enum(['Connected', 'ConfigureSuccess', 'ConfigureFailure', 'Metadata', 'History']),
});
const fatal = z.object({ type: z.literal('Error'), code: z.string().default('unnamed') });
const message = z.discriminatedUnion('type', [turnInfo, other, fatal]);

/** Audio kept before silence ends: the first sound of a word is only known for one afterwards. */
const leadMs = 500;

export function createFluxReader(sink: WordsSink): WordsReader {
  let startMs = 0;
  let settledMs = 0;
  let heardMs = 0;
  /** Turns are counted from 0 on each connection. */
  let endedTurn = -1;
  let open = '';
  let taken = 0;

  function levelsIn({ words, transcript }: z.infer<typeof turnInfo>): { levels?: number[] } {
    return levelsBeyond(levelsOf(words, startMs, sink), transcript, taken);
  }

  function end(info: z.infer<typeof turnInfo>, endMs: number): void {
    const text = beyondTaken(info.transcript, taken);
    const levels = levelsIn(info);
    endedTurn = info.turn_index;
    settledMs = endMs;
    open = '';
    taken = 0;
    if (text === '') return;
    const sum = info.words.reduce((total, { confidence }) => total + confidence, 0);
    sink.words({
      text,
      final: true,
      turnOver: true,
      sure: false,
      ...levels,
      ...(info.words.length > 0 ? { confidence: sum / info.words.length } : {}),
    });
  }

  function goOn(info: z.infer<typeof turnInfo>, endMs: number): void {
    const { transcript } = info;
    if (transcript === '') settledMs = Math.max(settledMs, endMs - leadMs);
    // Told once: whoever waits for the caller to go on must not be set back by the same words.
    if (transcript === open) return;
    open = transcript;
    const text = beyondTaken(transcript, taken);
    if (text !== '') sink.words({ text, final: false, turnOver: false, ...levelsIn(info) });
  }

  return {
    connected(ms) {
      startMs = ms;
      endedTurn = -1;
    },
    read(raw) {
      const parsed = message.safeParse(raw);
      if (!parsed.success) return false;
      const { data } = parsed;
      if (data.type === 'Error') sink.broken(`said ${data.code}`);
      if (data.type !== 'TurnInfo' || data.turn_index <= endedTurn) return true;
      const endMs = startMs + data.audio_window_end * 1_000;
      heardMs = Math.max(heardMs, endMs);
      if (data.event === 'EndOfTurn') end(data, endMs);
      else goOn(data, endMs);
      return true;
    },
    turnTaken() {
      taken = wordsOf(open).length;
    },
    get heardMs() {
      return heardMs;
    },
    get settledMs() {
      return settledMs;
    },
    get pending() {
      return open !== '';
    },
  };
}
