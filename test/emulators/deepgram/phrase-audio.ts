/** Audio for a text without a voice: each word its own noise, the same wherever the word is said. */
import { encodeMulaw, silenceCode } from '../../../services/media/mulaw.ts';
import type { PhraseWord } from './phrase-book.ts';

const letterMs = 60;
const gapMs = 60;
const loudness = 12_000;

export interface SpokenPhrase {
  text: string;
  audio: Uint8Array;
  words: PhraseWord[];
}

export function speakPhrase(text: string): SpokenPhrase {
  const words: PhraseWord[] = [];
  const parts: Uint8Array[] = [];
  let atMs = 0;
  for (const word of text.split(' ')) {
    const lengthMs = Math.max(3, word.length) * letterMs;
    words.push({ text: word, startMs: atMs, endMs: atMs + lengthMs });
    parts.push(noise(word, lengthMs), new Uint8Array(gapMs * 8).fill(silenceCode));
    atMs += lengthMs + gapMs;
  }
  return { text, audio: new Uint8Array(Buffer.concat(parts.slice(0, -1))), words };
}

function noise(seedText: string, lengthMs: number): Uint8Array {
  let seed = 7;
  for (const letter of seedText.toLowerCase()) {
    seed = (Math.imul(seed, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  }
  const samples = Int16Array.from({ length: lengthMs * 8 }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed / 2 ** 31) * loudness;
  });
  return encodeMulaw(samples);
}
