/** Deepgram's Flux: a recogniser that knows when a caller's turn is over. */
import type { DeepgramClient } from '@deepgram/sdk';
import type { Clock } from '../clock.ts';
import { silenceCode } from '../media/mulaw.ts';
import { type Hints, listenThroughDeepgram, type Protocol } from './deepgram/deepgram-call.ts';
import type { DeepgramAddress } from './deepgram/deepgram-line.ts';
import { createFluxReader } from './deepgram/flux-reader.ts';
import { patienceFor } from './deepgram/patience.ts';
import type { SpeechMaker } from './speech.ts';

type FluxSocket = Awaited<ReturnType<DeepgramClient['listen']['v2']['createConnection']>>;

/** As long as the time between two looks at an idle line, so that its audio keeps its pace. */
const silence = new Uint8Array(1_600).fill(silenceCode);

export function createDeepgramFlux(options: {
  clock: Clock;
  address: DeepgramAddress;
  model?: string;
}): SpeechMaker {
  const { clock, address, model = 'flux-general-en' } = options;
  return {
    name: model,
    listen(_callId, listener, keyTerms) {
      const protocol = speakFlux(model);
      return listenThroughDeepgram({ clock, address, protocol }, listener, keyTerms);
    },
  };
}

function speakFlux(model: string): Protocol<FluxSocket> {
  let told = '';
  return {
    connect(client, hints) {
      told = JSON.stringify(settingsOf(hints));
      const { thresholds, keyterms } = settingsOf(hints);
      return client.listen.v2.createConnection({
        model: model as 'flux-general-en',
        encoding: 'mulaw',
        sample_rate: 8_000,
        ...thresholds,
        ...(keyterms.length > 0 ? { keyterm: keyterms } : {}),
        reconnectAttempts: 0,
      });
    },
    reader: createFluxReader,
    configure(socket, hints) {
      const settings = settingsOf(hints);
      const key = JSON.stringify(settings);
      if (key === told) return;
      told = key;
      socket.sendConfigure({ type: 'Configure', ...settings });
    },
    // Flux counts its patience in audio: without any, a turn would never end.
    idle: () => silence,
  };
}

function settingsOf({ expectation, keyTerms }: Hints) {
  return { thresholds: patienceFor(expectation), keyterms: keyTerms };
}
