/** The caller's voice in a terminal: typed words as real audio, and the words as they go out. */
import type { Clock } from '../../services/clock.ts';
import { encodeMulaw } from '../../services/media/mulaw.ts';
import type { HeardWords } from '../../services/speech/speech.ts';
import type { VoiceMaker } from '../../services/voice/voice.ts';
import type { MediaLeg } from './media-leg.ts';

const samplesPerMs = 8;
/** Speech runs at about this pace, so a hummed sentence lasts as long as a spoken one. */
const hummedMsPerCharacter = 60;
const hummedMsMin = 300;
const voiceMsMax = 8_000;

/** Pulses at 110 Hz through one resonance, rising and falling four times a second: voice-like. */
export function hum(text: string): Uint8Array {
  const lengthMs = Math.max(hummedMsMin, text.length * hummedMsPerCharacter);
  const samples = new Int16Array(lengthMs * samplesPerMs);
  let [one, two] = [0, 0];
  for (let at = 0; at < samples.length; at += 1) {
    const next = (at % 73 === 0 ? 6_000 : 0) + 1.6 * one - 0.86 * two;
    two = one;
    one = next;
    const syllable = 0.6 + 0.4 * Math.sin((at / samplesPerMs / 250) * 2 * Math.PI);
    samples[at] = Math.max(-32_000, Math.min(32_000, next * syllable));
  }
  return encodeMulaw(samples);
}

/** Audio of a typed line. Without a voice on this machine the line is hummed. */
export async function audioOf(text: string, voice: VoiceMaker | undefined): Promise<Uint8Array> {
  if (voice === undefined) return hum(text);
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of voice.speak(text, AbortSignal.timeout(voiceMsMax))) {
      chunks.push(chunk);
    }
    const audio = Buffer.concat(chunks);
    return audio.length === 0 ? hum(text) : audio;
  } catch {
    return hum(text);
  }
}

export interface SayDeps {
  leg: MediaLeg;
  clock: Clock;
  words(words: HeardWords): void;
}

/** Says a line: frames in real time, its words bit by bit, and the whole when the last sound is out. */
export function say(text: string, audio: Uint8Array, deps: SayDeps): Promise<void> {
  const { leg, clock } = deps;
  leg.speak(audio);
  const lengthMs = leg.unspokenMs;
  const spoken = text.split(/\s+/);
  for (let count = 1; count < spoken.length; count += 1) {
    clock.after((lengthMs * count) / spoken.length, () => {
      deps.words({ text: spoken.slice(0, count).join(' '), final: false, turnOver: false });
    });
  }
  return new Promise((resolve) => {
    clock.after(lengthMs, () => {
      deps.words({ text, final: true, turnOver: true });
      resolve();
    });
  });
}
