/** One Realtime session: the caller's audio followed, committed at pauses, transcribed and answered. */
import { z } from 'zod';
import type { Clock } from '../../../services/clock.ts';
import { followAudio } from '../deepgram/followed-audio.ts';
import type { PhraseBook } from '../deepgram/phrase-book.ts';
import { stepsOf } from '../deepgram/session.ts';
import type { AnswerHeard, ListeningBehaviour } from '../listening-model.ts';

const tool = z.strictObject({
  type: z.literal('function'),
  name: z.string(),
  description: z.string().optional(),
  parameters: z.looseObject({ type: z.literal('object') }),
});
const sessionSchema = z.strictObject({
  type: z.literal('realtime'),
  output_modalities: z.tuple([z.enum(['text', 'audio'])]),
  instructions: z.string(),
  max_output_tokens: z.number().int().min(1).max(4_096),
  audio: z.strictObject({
    input: z.strictObject({
      format: z.strictObject({ type: z.literal('audio/pcmu') }),
      transcription: z.strictObject({ model: z.string(), language: z.string().optional() }),
      turn_detection: z.strictObject({
        type: z.literal('semantic_vad'),
        eagerness: z.enum(['low', 'medium', 'high', 'auto']),
        create_response: z.boolean(),
        interrupt_response: z.boolean(),
      }),
    }),
  }),
  tools: z.array(tool),
  tool_choice: z.union([
    z.enum(['none', 'auto', 'required']),
    z.strictObject({ type: z.literal('function'), name: z.string() }),
  ]),
});
const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('session.update'), session: sessionSchema }),
  z.strictObject({ type: z.literal('input_audio_buffer.append'), audio: z.base64() }),
  z.strictObject({ type: z.literal('conversation.item.delete'), item_id: z.string() }),
]);
export type RealtimeSettings = z.infer<typeof sessionSchema>;

export interface RealtimeSession {
  message(text: string): void;
  closed(): void;
  /** As they were set last. */
  readonly settings: RealtimeSettings | undefined;
  /** What the model remembers of the conversation. */
  readonly items: ReadonlySet<string>;
}

export interface RealtimeDeps {
  clock: Clock;
  book: PhraseBook;
  behaviour: ListeningBehaviour;
  answer: AnswerHeard;
  send(event: object): void;
  drop(): void;
  newId(kind: string): string;
}

/** The pause after which a turn is believed to be over. */
const pauseMs = { high: 300, medium: 500, auto: 500, low: 900 };
const startsAfterMs = 60;

export function openRealtimeSession(deps: RealtimeDeps): RealtimeSession {
  const { clock, behaviour, send, newId } = deps;
  const audio = followAudio(deps.book);
  const items = new Set<string>();
  let settings: RealtimeSettings | undefined;
  let speaking = false;
  let closed = false;
  let speech = '';

  const later = (ms: number, run: () => void) => {
    if (ms === 0) run();
    else clock.after(ms, () => !closed && run());
  };
  const fault = (message: string) =>
    send({
      type: 'error',
      error: { type: 'invalid_request_error', code: 'invalid_value', message },
    });

  function hear(bytes: Uint8Array): void {
    if (settings === undefined) return;
    for (const step of stepsOf(bytes)) {
      audio.push(step);
      if (behaviour.dropAfterMs !== undefined && audio.ms >= behaviour.dropAfterMs) {
        behaviour.dropAfterMs = undefined;
        deps.drop();
        return;
      }
      if (behaviour.silent) continue;
      const { eagerness } = settings.audio.input.turn_detection;
      if (!speaking && audio.loudMs >= startsAfterMs) start();
      else if (speaking && audio.silenceMs >= pauseMs[eagerness]) commit(settings);
    }
  }

  function start(): void {
    speaking = true;
    speech = newId('item');
    const at = { audio_start_ms: Math.round(audio.ms), item_id: speech };
    send({ type: 'input_audio_buffer.speech_started', ...at });
  }

  function commit(now: RealtimeSettings): void {
    speaking = false;
    const id = speech;
    const words = audio.heard().words.map(({ text }) => text);
    const text = words.join(' ');
    audio.forget();
    const at = { audio_end_ms: Math.round(audio.ms), item_id: id };
    send({ type: 'input_audio_buffer.speech_stopped', ...at });
    send({ type: 'input_audio_buffer.committed', item_id: id, previous_item_id: null });
    items.add(id);
    const item = { id, type: 'message', role: 'user', content: [{ type: 'input_audio' }] };
    send({ type: 'conversation.item.added', item });
    later(behaviour.wordsLateMs, () => transcribe(id, words));
    if (now.audio.input.turn_detection.create_response) respond(text, now);
  }

  function transcribe(id: string, words: string[]): void {
    const of = { item_id: id, content_index: 0 };
    for (const [at, word] of words.entries()) {
      const delta = at === 0 ? word : ` ${word}`;
      send({ type: 'conversation.item.input_audio_transcription.delta', ...of, delta });
    }
    const transcript = words.join(' ');
    send({ type: 'conversation.item.input_audio_transcription.completed', ...of, transcript });
  }

  function respond(heard: string, { instructions }: RealtimeSettings): void {
    const id = newId('resp');
    const object = 'realtime.response';
    send({ type: 'response.created', response: { object, id, status: 'in_progress', output: [] } });
    later(behaviour.labelsLateMs, () => {
      const done = (status: string, output: object[], status_details: object | null = null) =>
        send({ type: 'response.done', response: { object, id, status, status_details, output } });
      if (behaviour.rateLimited) {
        const error = { type: 'rate_limit_exceeded', code: 'rate_limit_exceeded' };
        done('failed', [], { type: 'failed', error });
        return;
      }
      const answer = deps.answer({ heard, instructions });
      if (answer.kind === 'hang') return;
      const written = newId('item');
      items.add(written);
      if (answer.kind === 'talk') {
        const content = [{ type: 'output_text', text: answer.text }];
        send({ type: 'response.output_text.delta', response_id: id, delta: answer.text });
        done('completed', [{ id: written, type: 'message', role: 'assistant', content }]);
        return;
      }
      const { arguments: json, tool: name = 'label' } = answer;
      const call = { id: written, type: 'function_call', name, call_id: newId('call') };
      const about = { response_id: id, item_id: written, call_id: call.call_id };
      send({ type: 'response.function_call_arguments.done', ...about, arguments: json, name });
      done('completed', [{ ...call, status: 'completed', arguments: json }]);
    });
  }

  function update(next: RealtimeSettings): void {
    const { tools, tool_choice: choice } = next;
    if (typeof choice === 'object' && !tools.some(({ name }) => name === choice.name)) {
      fault(`Tool choice '${choice.name}' not found in 'tools'.`);
      return;
    }
    settings = next;
    if (!behaviour.silent) send({ type: 'session.updated', session: next });
  }

  send({ type: 'session.created', session: { type: 'realtime', id: newId('sess') } });
  return {
    message(text) {
      const read = eventSchema.safeParse(JSON.parse(text));
      if (!read.success) {
        fault(z.prettifyError(read.error));
        return;
      }
      const { data: event } = read;
      if (event.type === 'session.update') update(event.session);
      else if (event.type === 'input_audio_buffer.append') hear(Buffer.from(event.audio, 'base64'));
      else if (items.delete(event.item_id)) {
        send({ type: 'conversation.item.deleted', item_id: event.item_id });
      } else fault(`Item '${event.item_id}' does not exist.`);
    },
    closed() {
      closed = true;
    },
    get settings() {
      return settings;
    },
    items,
  };
}
