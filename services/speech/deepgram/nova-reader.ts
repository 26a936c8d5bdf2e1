/** Nova's results as words: closed pieces are joined until Nova says that the speech is final. */
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

const alternative = z.object({
  transcript: z.string(),
  confidence: z.number().default(1),
  words: z.array(timedWord).default([]),
});
const results = z.object({
  type: z.literal('Results'),
  start: z.number(),
  duration: z.number(),
  is_final: z.boolean().default(false),
  speech_final: z.boolean().default(false),
  from_finalize: z.boolean().default(false),
  channel: z.object({ alternatives: z.array(alternative).min(1) }),
});
const other = z.object({ type: z.enum(['Metadata', 'SpeechStarted', 'UtteranceEnd']) });
const fatal = z.object({
  type: z.literal('Error'),
  code: z.string().optional(),
  variant: z.string().optional(),
});
const message = z.discriminatedUnion('type', [results, other, fatal]);

type Alternative = z.infer<typeof alternative>;
/** How loud each word of a piece is, where that is known. */
type Levels = number[] | undefined;

const readingsMax = 5;

export function createNovaReader(sink: WordsSink): WordsReader {
  let startMs = 0;
  let settledMs = 0;
  let heardMs = 0;
  /** Each closed piece of the utterance with its readings, best first. */
  let pieces: Alternative[][] = [];
  let closedLevels: Levels[] = [];
  /** The piece that may still change. */
  let interim = '';
  let interimLevels: Levels = [];
  let told = '';
  let taken = 0;

  const whole = () => joined([...pieces.map((readings) => readings[0]?.transcript ?? ''), interim]);

  /** A piece without levels leaves the others one short, and so nothing is told of any. */
  const levelsIn = (text: string) =>
    levelsBeyond(
      [...closedLevels, interimLevels].flatMap((levels = []) => levels),
      text,
      taken,
    );

  function tellOpen(): void {
    const text = beyondTaken(whole(), taken);
    if (text === told) return;
    told = text;
    if (text !== '') {
      sink.words({ text, final: false, turnOver: false, ...levelsIn(whole()) });
    }
  }

  function close(turnOver: boolean): void {
    const [best = '', ...others] = readingsOf(pieces);
    const text = beyondTaken(best, taken);
    const nbest = others.map((reading) => beyondTaken(reading, taken)).filter((one) => one !== '');
    const levels = levelsIn(best);
    const confidence = Math.min(1, ...pieces.map((readings) => readings[0]?.confidence ?? 1));
    pieces = [];
    closedLevels = [];
    interimLevels = [];
    interim = told = '';
    taken = 0;
    if (text === '') return;
    sink.words({
      text,
      final: true,
      turnOver,
      confidence,
      ...levels,
      ...(nbest.length > 0 ? { nbest } : {}),
    });
  }

  function take(result: z.infer<typeof results>): void {
    const { alternatives } = result.channel;
    const text = alternatives[0]?.transcript ?? '';
    const endMs = startMs + (result.start + result.duration) * 1_000;
    heardMs = Math.max(heardMs, endMs);
    // Told again: that audio was closed before.
    if (endMs <= settledMs && !result.from_finalize) return;
    const levels = levelsOf(alternatives[0]?.words ?? [], startMs, sink);
    if (!result.is_final) {
      interim = text;
      interimLevels = levels;
      tellOpen();
      return;
    }
    settledMs = Math.max(settledMs, endMs);
    interim = '';
    interimLevels = [];
    if (text !== '') {
      pieces.push(alternatives);
      closedLevels.push(levels);
    }
    if (result.speech_final || result.from_finalize) close(false);
    else tellOpen();
  }

  return {
    connected(ms) {
      startMs = ms;
      interim = '';
      interimLevels = [];
    },
    read(raw) {
      const parsed = message.safeParse(raw);
      if (!parsed.success) return false;
      const { data } = parsed;
      if (data.type === 'Results') take(data);
      // Words that no pause closed, e.g. over a noise: the gap between words says it is over.
      if (data.type === 'UtteranceEnd' && pieces.length > 0) close(true);
      if (data.type === 'Error') sink.broken(`said ${data.code ?? data.variant ?? 'unnamed'}`);
      return true;
    },
    turnTaken() {
      taken = wordsOf(whole()).length;
      told = '';
    },
    get heardMs() {
      return heardMs;
    },
    get settledMs() {
      return settledMs;
    },
    get pending() {
      return pieces.length > 0 || interim !== '';
    },
  };
}

/** Whole readings, best first: each rank of every piece, and the best one where it has none. */
function readingsOf(pieces: Alternative[][]): string[] {
  const ranks = Math.min(readingsMax, Math.max(0, ...pieces.map(({ length }) => length)));
  const readings = Array.from({ length: ranks }, (_, rank) =>
    joined(pieces.map((readings) => (readings[rank] ?? readings[0])?.transcript ?? '')),
  );
  return [...new Set(readings)];
}

function joined(texts: string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}
