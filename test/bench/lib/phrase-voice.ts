/** The callers' voices: each phrase spoken once by eSpeak, trimmed to its voiced frames. */
import { writeFileSync } from 'node:fs';
import { systemClock } from '../../../services/clock.ts';
import { encodeMulaw } from '../../../services/media/mulaw.ts';
import { createEspeakVoice } from '../../../services/voice/espeak-voice.ts';
import { trimmed } from './voiced-audio.ts';

export interface PhraseVoice {
  /** Mu-law that begins and ends with a voiced frame. */
  audioOf(text: string): Uint8Array;
  /** Every phrase, for the recogniser that is to know them. */
  writeBook(file: string): void;
}

export interface BookEntry {
  text: string;
  /** Mu-law in base64. */
  audio: string;
}

const voice = 'en-us+m3';
const phraseMsMax = 10_000;

export async function speakPhrases(texts: readonly string[]): Promise<PhraseVoice> {
  const speaker = createEspeakVoice({ clock: systemClock, voice });
  const audios = new Map<string, Uint8Array>();
  try {
    for (const text of new Set(texts)) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of speaker.speak(text, AbortSignal.timeout(phraseMsMax))) {
        chunks.push(chunk);
      }
      const audio = trimmed(Buffer.concat(chunks));
      if (audio.length === 0) throw new Error(`eSpeak says nothing for: ${text}`);
      audios.set(text, audio);
    }
  } finally {
    await speaker.close();
  }
  return {
    audioOf(text) {
      const audio = audios.get(text);
      if (audio === undefined) throw new Error(`not spoken: ${text}`);
      return audio;
    },
    writeBook(file) {
      const entries: BookEntry[] = [...audios].map(([text, audio]) => ({
        text,
        audio: Buffer.from(audio).toString('base64'),
      }));
      writeFileSync(file, JSON.stringify(entries));
    },
  };
}

/** Two short bursts of noise, as a cough is: loud, voiced by no voice, and no word. */
export function cough(random: () => number): Uint8Array {
  const burst = (lengthMs: number) =>
    Int16Array.from({ length: lengthMs * 8 }, (_, at) => {
      const fade = 1 - at / (lengthMs * 8);
      return (random() * 2 - 1) * 14_000 * fade;
    });
  const gap = new Int16Array(80 * 8);
  const samples = Int16Array.from([...burst(140), ...gap, ...burst(120)]);
  return trimmed(encodeMulaw(samples));
}
