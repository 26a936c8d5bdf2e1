/** The voices of all businesses: one speaking process, one prompt cache for each voice. */
import type { Definition } from '../machines/policy/definition.ts';
import type { Clock } from '../services/clock.ts';
import { createEspeakVoice } from '../services/voice/espeak-voice.ts';
import { createPromptCache, type PromptCache } from '../services/voice/prompt-cache.ts';
import { createWords } from '../services/words/template-words.ts';
import type { SpeakerDeps } from './conversation/speaker.ts';
import type { Lines } from './lines.ts';

export interface Voices {
  of(businessId: string): SpeakerDeps['voice'];
  /** Makes the audio of every fixed sentence that is missing. */
  warm(signal: AbortSignal): Promise<{ made: number; kept: number; failed: number }>;
  close(): Promise<void>;
}

/** Facts such as hours differ from location to location, and are as fixed as any sentence. */
function fixedPieces(definition: Definition): string[] {
  // Fixed pieces hold nothing that depends on the time of day.
  const now = () => '2026-01-01T12:00';
  const places = [undefined, ...definition.business.locations.map(({ id }) => id)];
  const pieces = places.flatMap((locationId) =>
    createWords({ definition, now, ...(locationId ? { locationId } : {}) }).fixedPieces(),
  );
  return [...new Set(pieces)];
}

export function createVoices(deps: { lines: Lines; clock: Clock; folder: string }): Voices {
  const { lines, clock, folder } = deps;
  const names = lines.all().map(({ definition }) => definition.business.voice);
  const espeak = createEspeakVoice({ clock, voice: names[0] ?? 'en-us' });
  const caches = new Map<string, PromptCache>();
  for (const name of new Set(names)) {
    caches.set(name, createPromptCache({ maker: espeak.as(name), clock, folder }));
  }
  const cacheOf = (businessId: string): PromptCache => {
    const voice = lines.byBusiness(businessId)?.definition.business.voice;
    const cache = caches.get(voice ?? '');
    if (cache === undefined) throw new Error(`no voice for ${businessId}`);
    return cache;
  };

  return {
    of(businessId) {
      const cache = cacheOf(businessId);
      return (text, { keep }, signal) => cache.speak(text, { keep }, signal);
    },
    async warm(signal) {
      const sum = { made: 0, kept: 0, failed: 0 };
      for (const { definition } of lines.all()) {
        const cache = cacheOf(definition.business.id);
        const warmed = await cache.warm(fixedPieces(definition), signal);
        for (const part of ['made', 'kept', 'failed'] as const) sum[part] += warmed[part];
      }
      return sum;
    },
    close: () => espeak.close(),
  };
}
