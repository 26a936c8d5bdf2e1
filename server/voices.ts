/** The voices of all businesses: who speaks, who speaks when that fails, and one cache for each. */
import type { Definition } from '../machines/policy/definition.ts';
import type { Clock } from '../services/clock.ts';
import type { Health } from '../services/health/health.ts';
import type { AuraServer } from '../services/voice/aura-voice.ts';
import { createEspeakVoice } from '../services/voice/espeak-voice.ts';
import type { GoogleServer } from '../services/voice/google-voice.ts';
import { createPromptCache, type PromptCache } from '../services/voice/prompt-cache.ts';
import { createSpeakingPace } from '../services/voice/speaking-pace.ts';
import type { VoiceMaker } from '../services/voice/voice.ts';
import { createVoiceWithFallback } from '../services/voice/voice-with-fallback.ts';
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

/**
 * The voices that are set up, in the order in which they are asked. Loaded only then, and at the
 * start: no call waits for a package.
 */
export async function farVoices(
  clock: Clock,
  { google, aura }: { google?: GoogleServer; aura?: AuraServer },
): Promise<VoiceMaker[]> {
  const voices: VoiceMaker[] = [];
  if (google !== undefined) {
    const { createGoogleVoice } = await import('../services/voice/google-voice.ts');
    voices.push(createGoogleVoice({ clock, ...google }));
  }
  if (aura !== undefined) {
    const { createAuraVoice } = await import('../services/voice/aura-voice.ts');
    voices.push(createAuraVoice({ clock, ...aura }));
  }
  return voices;
}

interface VoicesDeps {
  lines: Lines;
  clock: Clock;
  folder: string;
  health: Health;
  /** Asked first, in this order; the embedded voice goes on where they fail. */
  far: readonly VoiceMaker[];
}

/** Each voice keeps its own sentences: what one voice made is never kept as another's. */
export function createVoices({ lines, clock, folder, health, far }: VoicesDeps): Voices {
  const names = lines.all().map(({ definition }) => definition.business.voice);
  const espeak = createEspeakVoice({ clock, voice: names[0] ?? 'en-us' });
  const farCaches = far.map((maker) => ({
    maker,
    cache: createPromptCache({ maker, clock, folder }),
  }));
  const pace = createSpeakingPace();
  const nearCaches = new Map<string, PromptCache>();
  // A version that is published later may speak with a voice that nobody had before.
  const nearCacheOf = (businessId: string): PromptCache => {
    const voice = lines.byBusiness(businessId)?.definition.business.voice;
    if (voice === undefined) throw new Error(`no voice for ${businessId}`);
    const cache =
      nearCaches.get(voice) ?? createPromptCache({ maker: espeak.as(voice), clock, folder });
    nearCaches.set(voice, cache);
    return cache;
  };

  return {
    of(businessId) {
      const near = nearCacheOf(businessId);
      const asked = lines.byBusiness(businessId)?.definition.business.makers?.voice ?? [];
      const wanted = asked.flatMap((name) => farCaches.filter(({ maker }) => maker.name === name));
      const [first, ...others] = wanted.length > 0 ? wanted : farCaches;
      if (first === undefined) {
        return (text, { keep }, signal) => near.speak(text, { keep }, signal);
      }
      const inTurn = (keep: boolean) =>
        createVoiceWithFallback({
          makers: [
            through(first.cache, first.maker, keep),
            ...others.map(({ cache, maker }) => through(cache, maker, keep)),
            through(near, espeak, keep),
          ],
          clock,
          health,
          pace,
        });
      const kept = inTurn(true);
      const streamed = inTurn(false);
      return (text, { keep, ...listener }, signal) =>
        (keep ? kept : streamed).speak(text, signal, listener);
    },
    async warm(signal) {
      const sum = { made: 0, kept: 0, failed: 0 };
      for (const { definition } of lines.all()) {
        // All are warmed: the later ones are needed just when the first one is away.
        const caches = [
          ...farCaches.map(({ cache }) => cache),
          nearCacheOf(definition.business.id),
        ];
        for (const cache of caches) {
          const warmed = await cache.warm(fixedPieces(definition), signal);
          for (const part of ['made', 'kept', 'failed'] as const) sum[part] += warmed[part];
        }
      }
      return sum;
    },
    async close() {
      for (const maker of far) await maker.close();
      await espeak.close();
    },
  };
}

/** A voice whose fixed sentences come from its cache. */
function through(cache: PromptCache, { name, voice }: VoiceMaker, keep: boolean): VoiceMaker {
  return {
    name,
    voice,
    speak: (text, signal) => cache.speak(text, { keep }, signal),
    close: async () => {},
  };
}
