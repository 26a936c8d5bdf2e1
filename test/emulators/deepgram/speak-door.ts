/** Deepgram's `POST /v1/speak` (Aura): a text's audio, chunk by chunk, or a refusal. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Behaviour } from './session.ts';

export const speakQuery = z.strictObject({
  model: z.string().regex(/^aura-/),
  encoding: z.literal('mulaw'),
  sample_rate: z.literal('8000'),
  container: z.literal('none'),
});
const speakBody = z.strictObject({ text: z.string().min(1).max(2_000) });

const chunkBytes = 800;

export async function answerSpeak(
  request: IncomingMessage,
  response: ServerResponse,
  { behaviour, texts, left }: { behaviour: Behaviour; texts: string[]; left(): void },
): Promise<void> {
  response.on('close', () => {
    if (!response.writableEnded) left();
  });
  const body: Buffer[] = [];
  for await (const chunk of request) body.push(chunk as Buffer);
  const parsed = speakBody.safeParse(JSON.parse(Buffer.concat(body).toString()));
  if (!parsed.success) {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ err_code: 'INVALID_BODY', err_msg: 'the text is unusable' }));
    return;
  }
  texts.push(parsed.data.text);
  response.writeHead(200, { 'content-type': 'audio/mulaw' });
  const audio = auraOf(parsed.data.text);
  const { voiceBreaksAfterBytes = Infinity, voiceStallsAfterBytes = Infinity } = behaviour;
  for (let at = 0; at < audio.length; at += chunkBytes) {
    if (at >= voiceBreaksAfterBytes) {
      response.destroy();
      return;
    }
    if (at >= voiceStallsAfterBytes) return;
    response.write(audio.subarray(at, at + chunkBytes));
    await new Promise((resolve) => setImmediate(resolve));
  }
  response.end();
}

/** 60 ms a letter, different for different letters. */
export function auraOf(text: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([...text].map((letter) => Buffer.alloc(480, 0x20 + (letter.charCodeAt(0) % 64)))),
  );
}
