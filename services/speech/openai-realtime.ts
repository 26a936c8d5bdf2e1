/** OpenAI's Realtime models as listeners: the caller's audio in; a transcript and labels out. */
import { connect } from 'node:net';
import type { OpenAI } from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type {
  RealtimeClientEvent,
  RealtimeServerEvent,
  ResponseDoneEvent,
} from 'openai/resources/realtime/realtime';
import type { ClientOptions } from 'ws';
import type { Clock } from '../clock.ts';
import { type AnswerPace, answerPace } from './answer-pace.ts';
import {
  listenNatively,
  type NativeEvents,
  type NativeHints,
  type NativeSession,
} from './native/native-call.ts';
import type { SpeechMaker } from './speech.ts';

const name = 'openai-realtime';
/** The only thing the model is let do. What it writes there is checked like any stranger's text. */
const toolName = 'label';
const transcriptionModel = 'gpt-4o-mini-transcribe';
const answerTokensMax = 400;
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
  line.on('error', ({ error, message }) => {
    if (error === undefined) events.garbled();
    else if (error.type === 'invalid_request_error') events.alive();
    else events.lost(`fails: ${error.code ?? error.type ?? message.slice(0, 40)}`, true);
  });
  line.socket.on('error', () => events.lost('cannot be reached', true));
  line.socket.on('close', (code) => events.lost(`hung up with ${code}`, true));
  const read = readEvents(events, send, () => configure(hints));
  line.on('event', read);
  return {
    audio: (mulaw) =>
      send({ type: 'input_audio_buffer.append', audio: Buffer.from(mulaw).toString('base64') }),
    configure(next) {
      hints = next;
      configure(next);
    },
    get unsentBytes() {
      return line.socket.bufferedAmount;
    },
    close: () => line.socket.terminate(),
  };
}

/** A server on a private network may do without TLS, and the SDK's addresses never do. */
function wayTo(client: OpenAI): ClientOptions {
  const { protocol, hostname, port } = new URL(client.baseURL);
  if (protocol === 'https:') return {};
  const plainly = () => connect({ host: hostname, port: Number(port || 80) });
  return { createConnection: plainly as NonNullable<ClientOptions['createConnection']> };
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

/** A response answers the audio that was committed last before it began. */
function readEvents(
  events: NativeEvents,
  send: (event: RealtimeClientEvent) => void,
  begin: () => void,
): (event: RealtimeServerEvent) => void {
  let committed = '';
  let isOpen = false;
  const itemOf = new Map<string, string>();
  let answered: string[] = [];

  function finish(item: string, { response }: ResponseDoneEvent): void {
    const call = response.output?.find((each) => each.type === 'function_call');
    const whole = response.status === 'completed' && call?.name === toolName;
    if (whole) events.labelled(item, call.arguments);
    else events.unlabelled(item, `the response was ${response.status ?? 'broken'}`);
    const written = (response.output ?? []).flatMap(({ id }) => id ?? []);
    answered = [...answered, item, ...written];
    // The caller went on: the next response is about these words as well.
    if (response.status === 'cancelled') return;
    // Every turn is labelled on its own: what a caller said before is no instruction for it.
    for (const id of answered) send({ type: 'conversation.item.delete', item_id: id });
    answered = [];
  }

  return (event) => {
    if (event.type !== 'error') events.alive();
    switch (event.type) {
      case 'session.created':
        begin();
        break;
      case 'session.updated':
        if (!isOpen) events.opened();
        isOpen = true;
        break;
      case 'input_audio_buffer.committed':
        committed = event.item_id;
        break;
      case 'conversation.item.input_audio_transcription.delta':
        events.heard(event.item_id, event.delta ?? '');
        break;
      case 'conversation.item.input_audio_transcription.completed':
        events.settled(event.item_id, event.transcript);
        break;
      case 'conversation.item.input_audio_transcription.failed':
        events.lost('could not write down what was said', true);
        break;
      case 'response.created':
        if (event.response.id) itemOf.set(event.response.id, committed);
        break;
      case 'response.done': {
        const { id = '' } = event.response;
        const item = itemOf.get(id) ?? '';
        itemOf.delete(id);
        if (item !== '') finish(item, event);
        break;
      }
    }
  };
}
