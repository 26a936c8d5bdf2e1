/** Who hears the callers: the recognisers that are set up, and the words a caller's device sends. */
import type { Clock } from '../services/clock.ts';
import type { Health } from '../services/health/health.ts';
import type { SpeechMaker } from '../services/speech/speech.ts';
import { createSpeechWithFallback } from '../services/speech/speech-with-fallback.ts';

export interface DeepgramServer {
  apiKey?: string;
  /** Where it is, as `wss://…` or, for a server without TLS, `ws://…`. */
  url?: string;
  /** The one that is asked first. */
  model: string;
}

/** After words from the device, the same words from the recogniser come no later than this. */
const deviceTurnMs = 3_000;

/**
 * The kind of model that was chosen hears the caller; the other kind takes over where it fails.
 * Loaded only when it is set up, and then at the start: no call waits for a package.
 */
export async function createEars(options: {
  clock: Clock;
  health: Health;
  /** Words typed, or recognised on the caller's side. */
  device: SpeechMaker;
  deepgram?: DeepgramServer;
}): Promise<SpeechMaker> {
  const { clock, health, device, deepgram } = options;
  if (deepgram === undefined) return device;
  const [{ createDeepgramFlux }, { createDeepgramNova }] = await Promise.all([
    import('../services/speech/deepgram-flux.ts'),
    import('../services/speech/deepgram-nova.ts'),
  ]);
  const { apiKey = 'none', url, model } = deepgram;
  const shared = { clock, address: { apiKey, ...(url === undefined ? {} : { url }) } };
  const isFlux = model.startsWith('flux');
  const flux = createDeepgramFlux({ ...shared, ...(isFlux ? { model } : {}) });
  const nova = createDeepgramNova({ ...shared, ...(isFlux ? {} : { model }) });
  const far = createSpeechWithFallback({ makers: isFlux ? [flux, nova] : [nova, flux], health });
  return bothHear(far, device, clock);
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
