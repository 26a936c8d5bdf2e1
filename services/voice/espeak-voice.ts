/** The embedded voice: eSpeak NG in a process of its own, for a machine without keys or network. */
import type { Clock } from '../clock.ts';
import { createEspeakHost, type EspeakHost } from './espeak-host.ts';
import type { VoiceMaker } from './voice.ts';

/**
 * Joined to a voice that names no variant. Of the female variants measured it has the most energy
 * between 1 and 3.4 kHz (33 %), where consonants are told apart, and little below 300 Hz (12 %),
 * which a telephone does not carry.
 */
const variantOtherwise = 'Annie';
/** Counts up when the way of making sound changes, so that kept audio is made anew. */
const makingVersion = 1;

export interface EspeakVoice extends VoiceMaker {
  /** Resolves once it can speak; rejects when its process cannot be started. */
  ready(): Promise<void>;
  /** The process that speaks, for whoever watches it. */
  readonly pid: number | undefined;
  /** Another voice of the same process; closing it closes nothing. */
  as(voice: string): VoiceMaker;
}

/** `voice` is a business's: a language of eSpeak, or a language and variant such as `en-us+f3`. */
export function createEspeakVoice(options: { clock: Clock; voice: string }): EspeakVoice {
  const voice = withVariant(options.voice);
  const host = createEspeakHost({ clock: options.clock, voice });
  return {
    ...makerOf(host, voice),
    ready: host.ready,
    get pid() {
      return host.pid;
    },
    as: (other) => makerOf(host, withVariant(other)),
    close: host.close,
  };
}

function makerOf(host: EspeakHost, voice: string): VoiceMaker {
  return {
    name: 'espeak',
    voice: `espeak:${voice}:${makingVersion}`,
    speak: (text, signal) => host.speak({ voice, text }, signal),
    close: async () => {},
  };
}

function withVariant(voice: string): string {
  return voice.includes('+') ? voice : `${voice}+${variantOtherwise}`;
}
