/** OpenAI's Realtime models as listeners: the caller's audio in; a transcript and labels out. */
import { connect } from 'node:net';
import type { OpenAI } from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import type { ClientOptions } from 'ws';
import type { Clock } from '../clock.ts';
import { type AnswerPace, answerPace } from './answer-pace.ts';
import {
  listenNatively,
  type NativeEvents,
  type NativeHints,
  type NativeSession,
} from './native/native-call.ts';
import { readRealtimeEvents } from './native/realtime-events.ts';
import type { SpeechMaker } from './speech.ts';

const name = 'openai-realtime';
/** The only thing the model is let do. What it writes there is checked like any stranger's text. */
const toolName = 'label';
const transcriptionModel = 'gpt-4o-mini-transcribe';
const answerTokensMax = 400;
/** Far above any message of a listener; the SDK would take one of any size. */
const messageBytesMax = 1_048_576;
/** How soon a pause counts as the end of a turn. */
const eagerness: Record<AnswerPace, 'low' | 'medium' | 'high'> = {
  short: 'high',
  ordinary: 'medium',
  grouped: 'low',
};

export function createOpenaiRealtime(options: {
  clock: Clock;
  client: OpenAI;
  model: string;
}): SpeechMaker {
  const { clock, client, model } = options;
  return {
    name,
    listen: (_callId, listener, _keyTerms, taskOf) =>
      listenNatively(
        { clock, protocol: { name, open: (hints, events) => open(client, model, hints, events) } },
        listener,
        taskOf,
      ),
  };
}

function open(
  client: OpenAI,
  model: string,
  hints: NativeHints,
  events: NativeEvents,
): NativeSession {
  const line = new OpenAIRealtimeWS({ model, options: wayTo(client) }, client);
  const send = (event: RealtimeClientEvent) => {
    if (line.socket.readyState === line.socket.OPEN) line.send(event);
  };
  let refused = '';
  let told = '';

  function configure(next: NativeHints): void {
    const update = sessionUpdate(next);
    const key = JSON.stringify(update);
    if (key === told) return;
    told = key;
    send(update);
  }

  line.socket.on('unexpected-response', (_request, { statusCode = 0 }) => {
    refused = `refuses with ${statusCode}`;
    // A second attempt meets the same refusal; a server in trouble may be over it.
    events.lost(refused, statusCode >= 500);
  });
  // What the SDK itself cannot read; an error that the other side tells of is an event like others.
  line.on('error', ({ error }) => {
    if (error === undefined) events.garbled();
  });
  line.socket.on('pong', events.alive);
  line.socket.on('error', () => events.lost('cannot be reached', true));
  line.socket.on('close', (code) => events.lost(`hung up with ${code}`, true));
  line.on(
    'event',
    readRealtimeEvents(events, {
      toolName,
      begin: () => configure(hints),
      forget: (item) => send({ type: 'conversation.item.delete', item_id: item }),
    }),
  );
  return {
    audio: (mulaw) =>
      send({ type: 'input_audio_buffer.append', audio: Buffer.from(mulaw).toString('base64') }),
    configure(next) {
      hints = next;
      configure(next);
    },
    ping: () => line.socket.ping(),
    get unsentBytes() {
      return line.socket.bufferedAmount;
    },
    close: () => line.socket.terminate(),
  };
}

/** A server on a private network may do without TLS, and the SDK's addresses never do. */
function wayTo(client: OpenAI): ClientOptions {
  const { protocol, hostname, port } = new URL(client.baseURL);
  const bounded = { maxPayload: messageBytesMax };
  if (protocol === 'https:') return bounded;
  const plainly = () => connect({ host: hostname, port: Number(port || 80) });
  return {
    ...bounded,
    createConnection: plainly as NonNullable<ClientOptions['createConnection']>,
  };
}

function sessionUpdate({ expectation, task }: NativeHints): RealtimeClientEvent {
  return {
    type: 'session.update',
    session: {
      type: 'realtime',
      output_modalities: ['text'],
      instructions: task?.instructions ?? '',
      max_output_tokens: answerTokensMax,
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          transcription: { model: transcriptionModel, language: 'en' },
          turn_detection: {
            type: 'semantic_vad',
            eagerness: eagerness[answerPace(expectation)],
            create_response: task !== undefined,
            interrupt_response: true,
          },
        },
      },
      ...(task === undefined
        ? { tools: [], tool_choice: 'none' as const }
        : {
            tools: [
              {
                type: 'function' as const,
                name: toolName,
                description: 'Labels what the caller said last.',
                parameters: task.answerSchema,
              },
            ],
            tool_choice: { type: 'function' as const, name: toolName },
          }),
    },
  };
}
