/** Who hears the callers: the recognisers that are set up, and the words a caller's device sends. */
import type { SpeechMakerName } from '../machines/policy/business.ts';
import type { Clock } from '../services/clock.ts';
import type { Health } from '../services/health/health.ts';
import type { GeminiServer } from '../services/speech/gemini-live.ts';
import type { SpeechMaker } from '../services/speech/speech.ts';
import { createSpeechWithFallback } from '../services/speech/speech-with-fallback.ts';

import { type OpenaiServer, openaiClient } from '../services/understanding/openai-reader.ts';

export interface DeepgramServer {
  apiKey?: string;
  /** Where it is, as `wss://…` or, for a server without TLS, `ws://…`. */
  url?: string;
  /** The one that is asked first. */
  model: string;
}

/** After words from the device, the same words from the recogniser come no later than this. */
const deviceTurnMs = 3_000;

/** Who hears the callers of a business, which may have an order of its own. */
export type EarsOf = (order?: readonly SpeechMakerName[]) => SpeechMaker;

export interface EarsOptions {
  clock: Clock;
  health: Health;
  /** Words typed, or recognised on the caller's side. */
  device: SpeechMaker;
  deepgram?: DeepgramServer;
  realtime?: OpenaiServer;
  gemini?: GeminiServer;
}

/**
 * Deepgram first, of its two kinds the one that was chosen, then the models that listen; the next one
 * takes over where one fails. Loaded only when set up, and then at the start: no call waits for it.
 */
export async function createEars(options: EarsOptions): Promise<EarsOf> {
  const { clock, health, device } = options;
  const makers = [...(await deepgramEars(options)), ...(await listeningModels(options))];
  return (order = []) => {
    const wanted = order.flatMap((name) => makers.filter((maker) => maker.name === name));
    const [first, ...others] = (wanted.length > 0 ? wanted : makers).map(({ maker }) => maker);
    if (first === undefined) return device;
    const far = createSpeechWithFallback({ makers: [first, ...others], health });
    return bothHear(far, device, clock);
  };
}

interface NamedEar {
  name: SpeechMakerName;
  maker: SpeechMaker;
}

async function deepgramEars({ clock, deepgram }: EarsOptions): Promise<NamedEar[]> {
  if (deepgram === undefined) return [];
  const [{ createDeepgramFlux }, { createDeepgramNova }] = await Promise.all([
    import('../services/speech/deepgram-flux.ts'),
    import('../services/speech/deepgram-nova.ts'),
  ]);
  const { apiKey = 'none', url, model } = deepgram;
  const shared = { clock, address: { apiKey, ...(url === undefined ? {} : { url }) } };
  const isFlux = model.startsWith('flux');
  const flux = createDeepgramFlux({ ...shared, ...(isFlux ? { model } : {}) });
  const nova = createDeepgramNova({ ...shared, ...(isFlux ? {} : { model }) });
  const ears: NamedEar[] = [
    { name: 'deepgram-flux', maker: flux },
    { name: 'deepgram-nova', maker: nova },
  ];
  return isFlux ? ears : ears.toReversed();
}

async function listeningModels({ clock, realtime, gemini }: EarsOptions): Promise<NamedEar[]> {
  const ears: NamedEar[] = [];
  if (realtime !== undefined) {
    const { createOpenaiRealtime } = await import('../services/speech/openai-realtime.ts');
    const client = openaiClient(realtime);
    const maker = createOpenaiRealtime({ clock, client, model: realtime.model });
    ears.push({ name: 'openai-realtime', maker });
  }
  if (gemini !== undefined) {
    const { createGeminiLive } = await import('../services/speech/gemini-live.ts');
    ears.push({ name: 'gemini-live', maker: createGeminiLive({ clock, ...gemini }) });
  }
  return ears;
}

/** A device that sends words plays them as well: whoever is heard twice is answered once. */
function bothHear(far: SpeechMaker, device: SpeechMaker, clock: Clock): SpeechMaker {
  return {
    name: far.name,
    listen(callId, listener, keyTerms, taskOf) {
      let deviceAtMs = Number.NEGATIVE_INFINITY;
      const fromFar = far.listen(
        callId,
        {
          ...listener,
          words(words) {
            if (clock.now() - deviceAtMs > deviceTurnMs) listener.words(words);
          },
        },
        keyTerms,
        taskOf,
      );
      const fromDevice = device.listen(callId, {
        ...listener,
        words(words) {
          deviceAtMs = clock.now();
          listener.words(words);
        },
      });
      return {
        push: (frame) => fromFar.push(frame),
        expect: (expectation) => fromFar.expect(expectation),
        turnTaken: () => fromFar.turnTaken?.(),
        labelsOf: (text) => fromFar.labelsOf?.(text),
        close() {
          fromFar.close();
          fromDevice.close();
        },
      };
    },
  };
}
