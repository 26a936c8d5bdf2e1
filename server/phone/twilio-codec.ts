/** Twilio's media stream messages: JSON text in, a closed union out; and the three we may send. */
import { z } from 'zod';

export type StreamMessage =
  | { event: 'connected' }
  | {
      event: 'start';
      streamSid: string;
      callSid: string;
      parameters: Record<string, string>;
      telephoneAudio: boolean;
    }
  | { event: 'media'; streamSid: string; chunk: number; timestampMs: number; mulaw: Uint8Array }
  | { event: 'mark'; streamSid: string; name: string }
  | { event: 'dtmf'; streamSid: string; digit: string }
  | { event: 'stop'; streamSid: string }
  /** Twilio may add events; they are counted and the call goes on. */
  | { event: 'unknown'; name: string };

export type Decoded = { message: StreamMessage } | { malformed: string };

/** The longest message read: a second of audio in base64 is 10,668 characters. */
export const messageBytesMax = 64 * 1024;
/** Twilio sends 20 ms; a browser may send more at once, but never more than a second. */
const mediaBytesMax = 8_000;
export const payloadLengthMax = Math.ceil(mediaBytesMax / 3) * 4;
const nameLengthMax = 512;

/** Twilio writes numbers as strings. */
const count = z
  .union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()])
  .transform((value) => Number(value));
export const sidLengthMax = 64;
const sid = z.string().min(1).max(sidLengthMax);

const payload = z
  .string()
  .max(payloadLengthMax)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
  .refine((text) => text.length % 4 === 0)
  .transform((text): Uint8Array => Buffer.from(text, 'base64'));

const schemas = {
  connected: z.object({}).transform((): StreamMessage => ({ event: 'connected' })),
  start: z
    .object({
      streamSid: sid,
      start: z.object({
        callSid: sid,
        customParameters: z.record(z.string(), z.string().max(nameLengthMax)).default({}),
        mediaFormat: z.object({ encoding: z.string(), sampleRate: count, channels: count }),
      }),
    })
    .transform(
      ({ streamSid, start }): StreamMessage => ({
        event: 'start',
        streamSid,
        callSid: start.callSid,
        parameters: start.customParameters,
        telephoneAudio:
          start.mediaFormat.encoding === 'audio/x-mulaw' &&
          start.mediaFormat.sampleRate === 8000 &&
          start.mediaFormat.channels === 1,
      }),
    ),
  media: z
    .object({
      streamSid: sid,
      media: z.object({ chunk: count, timestamp: count, payload }),
    })
    .transform(
      ({ streamSid, media }): StreamMessage => ({
        event: 'media',
        streamSid,
        chunk: media.chunk,
        timestampMs: media.timestamp,
        mulaw: media.payload,
      }),
    ),
  mark: z
    .object({ streamSid: sid, mark: z.object({ name: z.string().max(nameLengthMax) }) })
    .transform(
      ({ streamSid, mark }): StreamMessage => ({
        event: 'mark',
        streamSid,
        name: mark.name,
      }),
    ),
  dtmf: z
    .object({ streamSid: sid, dtmf: z.object({ digit: z.string().regex(/^[0-9*#A-D]$/) }) })
    .transform(
      ({ streamSid, dtmf }): StreamMessage => ({
        event: 'dtmf',
        streamSid,
        digit: dtmf.digit,
      }),
    ),
  stop: z
    .object({ streamSid: sid })
    .transform(({ streamSid }): StreamMessage => ({ event: 'stop', streamSid })),
} as const;

function eventOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('event' in json)) return undefined;
  const { event } = json;
  return typeof event === 'string' && event.length <= 64 ? event : undefined;
}

/** Never throws: what cannot be read is `malformed`, with the part that was wrong. */
export function decodeStreamMessage(text: string): Decoded {
  if (text.length > messageBytesMax) return { malformed: 'too-long' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { malformed: 'not-json' };
  }
  const event = eventOf(json);
  if (event === undefined) return { malformed: 'no-event' };
  if (!Object.hasOwn(schemas, event)) return { message: { event: 'unknown', name: event } };
  const read = schemas[event as keyof typeof schemas].safeParse(json);
  return read.success ? { message: read.data } : { malformed: `bad-${event}` };
}

/** A field more than these, and Twilio drops the message with warning 31951. */
export function encodeMedia(streamSid: string, mulaw: Uint8Array): string {
  const audio = Buffer.from(mulaw.buffer, mulaw.byteOffset, mulaw.byteLength).toString('base64');
  return `{"event":"media","streamSid":${JSON.stringify(streamSid)},"media":{"payload":"${audio}"}}`;
}

export function encodeMark(streamSid: string, name: string): string {
  return JSON.stringify({ event: 'mark', streamSid, mark: { name } });
}

export function encodeClear(streamSid: string): string {
  return JSON.stringify({ event: 'clear', streamSid });
}
