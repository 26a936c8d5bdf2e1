/** OpenAI's Realtime events, read into what was heard and how it was labelled. */
import { z } from 'zod';
import type { NativeEvents } from './native-call.ts';

const heard = 'conversation.item.input_audio_transcription';
const item = z.object({ id: z.string().optional() });
const call = item.extend({
  type: z.literal('function_call'),
  name: z.string(),
  arguments: z.string(),
});
const outputs = z.array(z.union([call, item.extend({ type: z.string() })]));
const done = z.object({
  type: z.literal('response.done'),
  response: z.object({
    id: z.string().default(''),
    status: z.string().default('broken'),
    output: outputs.default([]),
  }),
});
const known = [
  z.object({ type: z.literal('session.created') }),
  z.object({ type: z.literal('session.updated') }),
  z.object({ type: z.literal('input_audio_buffer.speech_started'), item_id: z.string() }),
  z.object({ type: z.literal('input_audio_buffer.committed'), item_id: z.string() }),
  z.object({
    type: z.literal(`${heard}.delta`),
    item_id: z.string(),
    delta: z.string().default(''),
  }),
  z.object({ type: z.literal(`${heard}.completed`), item_id: z.string(), transcript: z.string() }),
  z.object({ type: z.literal(`${heard}.failed`) }),
  z.object({ type: z.literal('response.created'), response: item }),
  done,
  z.object({
    type: z.literal('error'),
    error: z.object({ type: z.string(), code: z.string().nullish() }),
  }),
] as const;
const message = z.discriminatedUnion('type', known);
const knownTypes: ReadonlySet<string> = new Set(
  known.flatMap(({ shape }) => [...shape.type.values]),
);

/** A response answers the audio that was committed last before it began. */
export function readRealtimeEvents(
  events: NativeEvents,
  options: { toolName: string; begin(): void; forget(item: string): void },
): (event: { type: string }) => void {
  let committed = '';
  let isOpen = false;
  const itemOf = new Map<string, string>();
  let answered: string[] = [];

  function finish(about: string, { response }: z.infer<typeof done>): void {
    const { status, output } = response;
    const labels = output.find((each) => 'arguments' in each);
    if (status === 'completed' && labels?.name === options.toolName) {
      events.labelled(about, labels.arguments);
    } else events.unlabelled(about, `the response was ${status}`);
    answered = [...answered, about, ...output.flatMap(({ id }) => id ?? [])];
    // The caller went on: the next response is about these words as well.
    if (status === 'cancelled') return;
    // Every turn is labelled on its own: what a caller said before is no instruction for it.
    for (const id of answered) options.forget(id);
    answered = [];
  }

  return (raw) => {
    if (!/^(session|error)\b/.test(raw.type)) events.noticed();
    const parsed = message.safeParse(raw);
    if (!parsed.success) {
      // Kinds that nobody asked for come and go with each version; a known one must make sense.
      if (knownTypes.has(raw.type) || !raw.type.includes('.')) events.garbled();
      else events.alive();
      return;
    }
    const { data: event } = parsed;
    if (event.type !== 'error') events.alive();
    switch (event.type) {
      case 'session.created':
        options.begin();
        break;
      case 'session.updated':
        if (!isOpen) events.opened();
        isOpen = true;
        break;
      case 'input_audio_buffer.speech_started':
        events.speechBegan(event.item_id);
        break;
      case 'input_audio_buffer.committed':
        committed = event.item_id;
        break;
      case 'conversation.item.input_audio_transcription.delta':
        events.heard(event.item_id, event.delta);
        break;
      case 'conversation.item.input_audio_transcription.completed':
        events.settled(event.item_id, event.transcript);
        break;
      case 'conversation.item.input_audio_transcription.failed':
        events.lost('could not write down what was said', true);
        break;
      case 'response.created':
        if (event.response.id !== undefined) itemOf.set(event.response.id, committed);
        break;
      case 'response.done': {
        const about = itemOf.get(event.response.id) ?? '';
        itemOf.delete(event.response.id);
        if (about !== '') finish(about, event);
        break;
      }
      case 'error': {
        const { type, code } = event.error;
        if (type === 'invalid_request_error') events.alive();
        else events.lost(`fails: ${code ?? type}`, true);
        break;
      }
    }
  };
}
