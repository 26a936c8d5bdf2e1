/** Gemini's Live models as listeners: the caller's audio in; a transcript and labels out. */
import {
  Behavior,
  EndSensitivity,
  FunctionResponseScheduling,
  GoogleGenAI,
  type LiveConnectConfig,
  Modality,
  type Session,
} from '@google/genai';
import type { Clock } from '../clock.ts';
import { decodeMulaw } from '../media/mulaw.ts';
import { readLiveMessages } from './native/live-messages.ts';
import { overOurSocket } from './native/live-socket.ts';
import {
  listenNatively,
  type NativeEvents,
  type NativeHints,
  type NativeSession,
} from './native/native-call.ts';
import type { LabelTask, SpeechMaker } from './speech.ts';

export interface GeminiServer {
  apiKey?: string;
  /** Any server that speaks the same protocol; without it Google's own. */
  url?: string;
  model: string;
}

const name = 'gemini-live';
const toolName = 'label';
/** Shorter ones cut a sentence in two; the turn itself is our own to end. */
const pauseMs = 500;
/** What was said long ago is dropped on their side before it costs time. */
const rememberedTokensMax = 8_000;

export function createGeminiLive(options: GeminiServer & { clock: Clock }): SpeechMaker {
  const { clock, ...server } = options;
  return {
    name,
    listen: (_callId, listener, _keyTerms, taskOf) =>
      listenNatively(
        { clock, protocol: { name, open: (hints, events) => open(server, hints, events) } },
        listener,
        taskOf,
      ),
  };
}

/** One for each connection: the SDK itself never hands out a socket that is not set up yet. */
function clientFor({ apiKey, url }: GeminiServer): GoogleGenAI {
  return new GoogleGenAI({
    apiKey: apiKey ?? 'none',
    vertexai: false,
    // The Live endpoint is documented under this version, and the SDK's own choice moves.
    httpOptions: { apiVersion: 'v1beta', ...(url === undefined ? {} : { baseUrl: url }) },
  });
}

function open(server: GeminiServer, hints: NativeHints, events: NativeEvents): NativeSession {
  const client = clientFor(server);
  const socket = overOurSocket(client, events.alive);
  let session: Session | undefined;
  let over = false;
  let told = '';

  /** The labels of a state are told as the call goes on: the session's own setup is for good. */
  function configure({ task }: NativeHints): void {
    if (task === undefined || task.instructions === told) return;
    told = task.instructions;
    const parts = [{ text: `From now on:\n${taskText(task)}` }];
    session?.sendClientContent({ turns: [{ role: 'user', parts }], turnComplete: false });
  }

  const read = readLiveMessages(events, toolName, (id) => {
    const scheduling = FunctionResponseScheduling.SILENT;
    const functionResponses = [{ id, name: toolName, response: {}, scheduling }];
    session?.sendToolResponse({ functionResponses });
  });
  const callbacks = {
    onmessage: read,
    onerror: () => events.lost('cannot be reached', true),
    // The key and the model are refused with 1007 and 1008, after the handshake.
    onclose: ({ code }: { code: number }) =>
      events.lost(`hung up with ${code}`, code !== 1_007 && code !== 1_008),
  };
  client.live.connect({ model: server.model, config: setup(hints.task), callbacks }).then(
    (connected) => {
      if (over) return;
      session = connected;
      told = hints.task?.instructions ?? '';
      events.opened();
    },
    () => events.lost('did not open', true),
  );
  return {
    audio(mulaw) {
      const data = Buffer.from(twiceAsFast(mulaw).buffer).toString('base64');
      session?.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } });
    },
    configure,
    ping: socket.ping,
    get unsentBytes() {
      return socket.unsentBytes;
    },
    close() {
      over = true;
      socket.letGo();
    },
  };
}

function taskText({ instructions }: LabelTask): string {
  return `${instructions}\n\nAfter each sentence of the caller call ${toolName}, and say nothing.`;
}

function setup(task: LabelTask | undefined): LiveConnectConfig {
  return {
    // Some of these models know no other; what they say is thrown away.
    responseModalities: [Modality.AUDIO],
    inputAudioTranscription: {},
    contextWindowCompression: {
      triggerTokens: String(rememberedTokensMax),
      slidingWindow: { targetTokens: String(rememberedTokensMax / 2) },
    },
    realtimeInputConfig: {
      automaticActivityDetection: {
        endOfSpeechSensitivity: EndSensitivity.END_SENSITIVITY_HIGH,
        silenceDurationMs: pauseMs,
      },
    },
    ...(task === undefined
      ? {}
      : {
          systemInstruction: taskText(task),
          tools: [
            {
              functionDeclarations: [
                {
                  name: toolName,
                  description: 'Labels what the caller said last.',
                  behavior: Behavior.NON_BLOCKING,
                  parametersJsonSchema: withoutNames(task.answerSchema),
                },
              ],
            },
          ],
        }),
  };
}

/** The labels change with the state and the tool does not: which of them fit, code decides. */
function withoutNames(schema: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'enum' ? undefined : value)),
  ) as Record<string, unknown>;
}

/** From the telephone's 8,000 samples a second to 16,000, the new ones halfway between the old. */
function twiceAsFast(mulaw: Uint8Array): Int16Array {
  const samples = decodeMulaw(mulaw);
  const doubled = new Int16Array(samples.length * 2);
  for (const [at, sample] of samples.entries()) {
    doubled[at * 2] = sample;
    doubled[at * 2 + 1] = Math.round((sample + (samples[at + 1] ?? sample)) / 2);
  }
  return doubled;
}
