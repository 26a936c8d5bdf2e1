/** The media stream as Twilio writes it: the caller's end of the protocol, for a browser or a terminal. */

/** What our server may say to a handset. */
export type ServerMessage =
  | { event: 'media'; payload: string }
  | { event: 'mark'; name: string }
  | { event: 'clear' };

export interface StreamIds {
  accountSid: string;
  callSid: string;
  streamSid: string;
}

export interface StreamWriter {
  connected(): string;
  start(parameters: Record<string, string>): string;
  /** `payload` is 20 ms of mu-law in base64. */
  media(payload: string): string;
  mark(name: string): string;
  digit(digit: string): string;
  stop(): string;
}

const frameMs = 20;

/** Counts messages, chunks and time as Twilio does: numbers as text, `connected` uncounted. */
export function createStreamWriter(ids: StreamIds): StreamWriter {
  const { accountSid, callSid, streamSid } = ids;
  let sequence = 0;
  let chunk = 0;
  function numbered(message: Record<string, unknown>): string {
    sequence += 1;
    return JSON.stringify({ ...message, sequenceNumber: String(sequence), streamSid });
  }
  return {
    connected: () => JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }),
    start: (customParameters) =>
      numbered({
        event: 'start',
        start: {
          accountSid,
          streamSid,
          callSid,
          tracks: ['inbound'],
          mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
          customParameters,
        },
      }),
    media(payload) {
      const timestamp = chunk * frameMs;
      chunk += 1;
      sequence += 1;
      // Fifty times a second, and a bench speaks for a thousand callers: the text as it stands.
      return (
        `{"event":"media","sequenceNumber":"${sequence}","media":{"track":"inbound",` +
        `"chunk":"${chunk}","timestamp":"${timestamp}","payload":"${payload}"},` +
        `"streamSid":${JSON.stringify(streamSid)}}`
      );
    },
    mark: (name) => numbered({ event: 'mark', mark: { name } }),
    digit: (digit) => numbered({ event: 'dtmf', dtmf: { track: 'inbound_track', digit } }),
    stop: () => numbered({ event: 'stop', stop: { accountSid, callSid } }),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A message of the server, or nothing when it is none that Twilio would take. */
export function readServerMessage(text: string, streamSid: string): ServerMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const message = record(json);
  if (message.streamSid !== streamSid) return undefined;
  if (message.event === 'clear') return { event: 'clear' };
  const { payload } = record(message.media);
  if (message.event === 'media' && typeof payload === 'string') return { event: 'media', payload };
  const { name } = record(message.mark);
  if (message.event === 'mark' && typeof name === 'string') return { event: 'mark', name };
  return undefined;
}
