/** A voice that speaks from a script, records who asked for what, and lets a test hold it still. */
import { ServiceError } from '../../services/errors.ts';
import type { VoiceMaker } from '../../services/voice/voice.ts';

/** What one text sounds like; `fails` breaks off with `voice-failed` after the chunks. */
export interface ScriptedSpeech {
  chunks: Uint8Array[];
  fails?: boolean;
}

export interface ScriptedVoice extends VoiceMaker {
  /** Every text asked for, in order. */
  readonly asked: string[];
  /** Texts whose listener aborted before the end. */
  readonly aborted: string[];
  /** From now on a text stops after its first chunk, until `release`. */
  hold(): void;
  release(): void;
}

/** Without a script for a text, it is spoken as `chunksOtherwise`. */
export function createScriptedVoice(
  script: Record<string, ScriptedSpeech | ScriptedSpeech[]> = {},
  voice = 'scripted',
): ScriptedVoice {
  const asked: string[] = [];
  const aborted: string[] = [];
  const times = new Map<string, number>();
  let gate: { promise: Promise<void>; resolve: () => void } | undefined;

  function speechOf(text: string): ScriptedSpeech {
    const nth = times.get(text) ?? 0;
    times.set(text, nth + 1);
    const entry = script[text] ?? { chunks: chunksOtherwise(text) };
    if (!Array.isArray(entry)) return entry;
    const speech = entry[nth];
    if (speech === undefined) throw new Error(`no script for the asking ${nth + 1} of: ${text}`);
    return speech;
  }

  async function* speak(text: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    asked.push(text);
    const speech = speechOf(text);
    for (const [index, chunk] of speech.chunks.entries()) {
      if (index > 0) await gate?.promise;
      if (signal.aborted) {
        aborted.push(text);
        return;
      }
      yield chunk;
    }
    if (speech.fails) throw new ServiceError('voice-failed', 'as the script says');
  }

  return {
    name: 'scripted',
    voice,
    asked,
    aborted,
    speak,
    hold() {
      gate = Promise.withResolvers<void>();
    },
    release() {
      gate?.resolve();
      gate = undefined;
    },
    close: async () => {},
  };
}

/** Two chunks of 100 ms, different for different texts. */
function chunksOtherwise(text: string): Uint8Array[] {
  const first = 0x10 + (text.length % 0x40);
  return [new Uint8Array(800).fill(first), new Uint8Array(800).fill(first + 1)];
}
