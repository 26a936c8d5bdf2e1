/** Deepgram's Nova: words with their other readings, and pauses; turns are left to us. */
import type { DeepgramClient } from '@deepgram/sdk';
import type { Clock } from '../clock.ts';
import { listenThroughDeepgram, type Protocol } from './deepgram/deepgram-call.ts';
import type { DeepgramAddress } from './deepgram/deepgram-line.ts';
import { createNovaReader } from './deepgram/nova-reader.ts';
import type { SpeechMaker } from './speech.ts';

type NovaSocket = Awaited<ReturnType<DeepgramClient['listen']['v1']['createConnection']>>;

/** Silence after which Nova closes what it heard; the turn itself may well go on. */
const endpointingMs = 300;
/** The gap between words that ends an utterance even over a noise; Nova takes 1,000 or more. */
const utteranceEndMs = 1_000;
const alternatives = 3;
/** Nova hangs up after 10 s without audio. */
const keepAliveMs = 4_000;
/** Audio that stops in the middle of words will not close them; we ask for what there is. */
const finalizeAfterMs = 1_000;

export function createDeepgramNova(options: {
  clock: Clock;
  address: DeepgramAddress;
  model?: string;
}): SpeechMaker {
  const { clock, address, model = 'nova-3' } = options;
  return {
    name: model,
    listen(_callId, listener, keyTerms) {
      const protocol = speakNova(model);
      return listenThroughDeepgram({ clock, address, protocol }, listener, keyTerms);
    },
  };
}

function speakNova(model: string): Protocol<NovaSocket> {
  let finalizedAtIdleMs = 0;
  let keptAliveAtIdleMs = 0;
  return {
    connect: (client, { keyTerms }) =>
      client.listen.v1.createConnection({
        model,
        encoding: 'mulaw',
        sample_rate: 8_000,
        channels: 1,
        interim_results: 'true',
        punctuate: 'true',
        endpointing: endpointingMs,
        utterance_end_ms: utteranceEndMs,
        vad_events: 'true',
        queryParams: { alternatives },
        // Older models know no key terms and refuse them.
        ...(model.startsWith('nova-3') && keyTerms.length > 0 ? { keyterm: keyTerms } : {}),
        reconnectAttempts: 0,
      }),
    reader: createNovaReader,
    // Nova takes its key terms when it is connected, and has no patience to set.
    configure() {},
    idle(socket, idleMs, pending) {
      // Audio came in between: the idle time began anew.
      if (idleMs < keptAliveAtIdleMs || idleMs < finalizedAtIdleMs) {
        keptAliveAtIdleMs = finalizedAtIdleMs = 0;
      }
      if (pending && finalizedAtIdleMs === 0 && idleMs >= finalizeAfterMs) {
        finalizedAtIdleMs = idleMs;
        socket.sendFinalize({ type: 'Finalize' });
      }
      if (idleMs - keptAliveAtIdleMs >= keepAliveMs) {
        keptAliveAtIdleMs = idleMs;
        socket.sendKeepAlive({ type: 'KeepAlive' });
      }
      return undefined;
    },
  };
}
