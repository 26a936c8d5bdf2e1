/** What simulated callers say: each phrase's exact audio, found again in any stream of audio. */
import { decodeMulaw } from '../../../services/media/mulaw.ts';

export interface PhraseWord {
  text: string;
  startMs: number;
  endMs: number;
}

/**
 * How a connection ends, or goes on: it breaks off; says no more, and still answers pings; goes dead
 * without closing; says that the server failed; tells only rubbish from now on; tells this late.
 */
export type LineFault = 'drops' | 'mute' | 'frozen' | 'error' | 'garbled' | 'late';

export interface Phrase {
  text: string;
  /** Mu-law at 8 kHz, exactly as the caller's side sends it. */
  audio: Uint8Array;
  /** Without them the words are spread over the audio by their letters. */
  words?: PhraseWord[];
  /** What a recogniser would also have made of it, best first. */
  nbest?: string[];
  confidence?: number;
  /** What becomes of so many connections on which it is heard. */
  meets?: { fault: LineFault; times: number };
}

export interface KnownPhrase extends Phrase {
  words: PhraseWord[];
}

/** A place in a phrase that is recognised wherever it comes by. */
export interface Anchor {
  phrase: KnownPhrase;
  /** The byte after the anchor, from the beginning of the phrase. */
  end: number;
}

export interface PhraseBook {
  add(phrase: Phrase): void;
  /** The places with this fingerprint whose bytes are the last ones of `recent`. */
  find(fingerprint: number, recent: (back: number) => number): Anchor[];
}

/** Audio under one fingerprint: long enough to be unique, short enough to lie within a frame. */
export const anchorBytes = 32;
const anchorEvery = 160;
/** Silence and steady tones look alike everywhere. */
const distinctBytesMin = 8;
const factor = 31;
const leavingFactor = powerOf(factor, anchorBytes);

/** Rolls a fingerprint one byte on. `leaving` is the byte that falls out at the other end. */
export function rollFingerprint(fingerprint: number, entering: number, leaving: number): number {
  const grown = Math.imul(fingerprint, factor) + entering + 1;
  return (grown - Math.imul(leavingFactor, leaving + 1)) | 0;
}

export function createPhraseBook(): PhraseBook {
  const anchors = new Map<number, Anchor[]>();
  return {
    add(phrase) {
      const known = { ...phrase, words: phrase.words ?? spreadWords(phrase) };
      for (let at = 0; at + anchorBytes <= phrase.audio.length; at += anchorEvery) {
        const bytes = phrase.audio.subarray(at, at + anchorBytes);
        if (new Set(bytes).size < distinctBytesMin) continue;
        const fingerprint = fingerprintOf(bytes);
        const same = anchors.get(fingerprint) ?? [];
        anchors.set(fingerprint, [...same, { phrase: known, end: at + anchorBytes }]);
      }
    },
    find(fingerprint, recent) {
      return (anchors.get(fingerprint) ?? []).filter(({ phrase, end }) => {
        for (let back = 0; back < anchorBytes; back += 1) {
          if (phrase.audio[end - 1 - back] !== recent(back)) return false;
        }
        return true;
      });
    },
  };
}

function fingerprintOf(bytes: Uint8Array): number {
  let fingerprint = 0;
  for (const byte of bytes) fingerprint = (Math.imul(fingerprint, factor) + byte + 1) | 0;
  return fingerprint;
}

function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let times = 0; times < exponent; times += 1) power = Math.imul(power, base);
  return power;
}

/** Louder than a line's hiss. */
const loudFrom = 600;
const loudCodes = Uint8Array.from({ length: 256 }, (_, code) =>
  Math.abs(decodeMulaw(Uint8Array.of(code))[0] ?? 0) > loudFrom ? 1 : 0,
);
export function isLoud(code: number): boolean {
  return loudCodes[code] === 1;
}

function spreadWords({ text, audio }: Phrase): PhraseWord[] {
  const first = Math.max(0, audio.findIndex(isLoud)) / 8;
  const last = (audio.findLastIndex(isLoud) + 1) / 8;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  let startMs = first;
  return words.map((word) => {
    const endMs = startMs + ((last - first) * word.length) / letters;
    const spread = { text: word, startMs, endMs };
    startMs = endMs;
    return spread;
  });
}
