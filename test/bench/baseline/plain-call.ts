/** One call of the plain pipeline, stage after stage, with the usual way of being interrupted. */
import type { OpenAI } from 'openai';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { VoiceMaker } from '../../../services/voice/voice.ts';

export interface PlainCallDeps {
  deepgramUrl: string;
  key: string;
  model: OpenAI;
  voice: VoiceMaker;
}

/** What the tutorials set: a pause this long ends the caller's turn. */
const endpointingMs = 300;
const greeting = 'Thanks for calling. How can I help you?';
const instructions = 'You are a friendly receptionist. Answer in one or two short sentences.';

const fromTwilio = z.object({
  event: z.string(),
  streamSid: z.string().optional(),
  media: z.object({ payload: z.string() }).optional(),
  mark: z.object({ name: z.string() }).optional(),
});
const fromDeepgram = z.object({
  type: z.string(),
  is_final: z.boolean().default(false),
  speech_final: z.boolean().default(false),
  channel: z.object({ alternatives: z.array(z.object({ transcript: z.string() })) }).optional(),
});

function listenUrl(base: string): URL {
  const url = new URL('/v1/listen', base);
  const settings = {
    model: 'nova-3',
    encoding: 'mulaw',
    sample_rate: '8000',
    interim_results: 'true',
    punctuate: 'true',
    endpointing: String(endpointingMs),
  };
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
  return url;
}

export function createPlainCall(phone: WebSocket, deps: PlainCallDeps): void {
  const recogniser = new WebSocket(listenUrl(deps.deepgramUrl), {
    headers: { authorization: `Token ${deps.key}` },
  });
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: instructions }];
  let streamSid = '';
  let words = '';
  let speaking = 0;
  let answering = new AbortController();

  function send(message: object): void {
    if (phone.readyState === WebSocket.OPEN) phone.send(JSON.stringify({ ...message, streamSid }));
  }

  async function speak(text: string, signal: AbortSignal): Promise<void> {
    speaking += 1;
    for await (const chunk of deps.voice.speak(text, signal)) {
      if (signal.aborted) return;
      send({ event: 'media', media: { payload: Buffer.from(chunk).toString('base64') } });
    }
    if (!signal.aborted) send({ event: 'mark', mark: { name: 'spoken' } });
  }

  /** The first sentence goes to the voice while the model still writes the second. */
  async function answer(text: string): Promise<void> {
    const { signal } = answering;
    messages.push({ role: 'user', content: text });
    const stream = await deps.model.chat.completions.create(
      { model: 'plain', stream: true, messages },
      { signal },
    );
    let sentence = '';
    for await (const { choices } of stream) {
      sentence += choices[0]?.delta?.content ?? '';
      if (!/[.!?]\s*$/.test(sentence)) continue;
      messages.push({ role: 'assistant', content: sentence });
      await speak(sentence, signal);
      sentence = '';
    }
  }

  function interrupt(): void {
    answering.abort();
    answering = new AbortController();
    speaking = 0;
    send({ event: 'clear' });
  }

  recogniser.on('message', (data) => {
    const { type, is_final, speech_final, channel } = fromDeepgram.parse(JSON.parse(String(data)));
    const text = channel?.alternatives[0]?.transcript ?? '';
    if (type !== 'Results') return;
    if (text !== '' && speaking > 0) interrupt();
    if (is_final && text !== '') words = `${words} ${text}`.trim();
    if (!speech_final || words === '') return;
    const turn = words;
    words = '';
    answer(turn).catch((error: unknown) => {
      if (!(error instanceof Error) || !/abort/i.test(`${error.name} ${error.message}`))
        throw error;
    });
  });
  phone.on('message', (data) => {
    const message = fromTwilio.parse(JSON.parse(String(data)));
    if (message.event === 'start') {
      streamSid = message.streamSid ?? '';
      void speak(greeting, answering.signal);
    } else if (message.event === 'media' && recogniser.readyState === WebSocket.OPEN) {
      recogniser.send(Buffer.from(message.media?.payload ?? '', 'base64'));
    } else if (message.event === 'mark') speaking = Math.max(0, speaking - 1);
    else if (message.event === 'stop') phone.close();
  });
  phone.on('close', () => {
    answering.abort();
    recogniser.terminate();
  });
  for (const socket of [phone, recogniser]) socket.on('error', () => undefined);
}
