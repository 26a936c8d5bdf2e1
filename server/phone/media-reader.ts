/** The message that comes fifty times a second for each call, read straight from its bytes. */
import { decodeBase64 } from './base64-bytes.ts';
import { payloadLengthMax, type StreamMessage, sidLengthMax } from './twilio-codec.ts';

type MediaMessage = Extract<StreamMessage, { event: 'media' }>;

/** Reads what follows a field's name, from `at` on; says where it goes on, -1 when it cannot. */
interface Field {
  name: Uint8Array;
  read(bytes: Uint8Array, at: number): number;
}

const ascii = (text: string) => new TextEncoder().encode(text);
const [quote = 0, comma = 0, closingBrace = 0] = ascii('",}');
const [zero = 0, nine = 0, upperA = 0, upperZ = 0, lowerA = 0, lowerZ = 0] = ascii('09AZaz');
const beginning = ascii('{"event":"media",');
const digitsMax = 15;
const wordLengthMax = 64;

function isAt(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text[index]) return false;
  }
  return true;
}

/** Any order, nothing missing, nothing twice, nothing else: after the brace that closes them. */
function readFields(bytes: Uint8Array, from: number, fields: readonly Field[]): number {
  let missing = (1 << fields.length) - 1;
  for (let at = from; ; at += 1) {
    let index = 0;
    while (index < fields.length && !isAt(bytes, at, fields[index]?.name ?? beginning)) index += 1;
    const field = fields[index];
    const bit = 1 << index;
    if (field === undefined || (missing & bit) === 0) return -1;
    missing &= ~bit;
    at = field.read(bytes, at + field.name.length);
    if (at < 0) return -1;
    if (bytes[at] === closingBrace) return missing === 0 ? at + 1 : -1;
    if (bytes[at] !== comma) return -1;
  }
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

function isLetterOrDigit(code: number): boolean {
  return isDigit(code) || (code >= lowerA && code <= lowerZ) || (code >= upperA && code <= upperZ);
}

/** The quote that closes a word of letters and digits. */
function wordEnd(bytes: Uint8Array, from: number, lengthMax: number): number {
  let at = from;
  while (isLetterOrDigit(bytes[at] ?? 0)) at += 1;
  const fits = at > from && at - from <= lengthMax && bytes[at] === quote;
  return fits ? at : -1;
}

/**
 * Knows the message as Twilio writes it, and is handed every message of one stream. What it does not
 * know is left to the schema, which says the same of what it does know, slowly.
 */
export function createMediaReader(): (bytes: Uint8Array) => MediaMessage | undefined {
  let streamSid = '';
  let streamSidBytes = ascii('');
  let number = 0;
  let chunk = 0;
  let timestampMs = 0;
  let mulaw: Uint8Array | undefined;

  function readNumber(bytes: Uint8Array, from: number): number {
    let at = from;
    number = 0;
    for (; isDigit(bytes[at] ?? 0); at += 1) number = number * 10 + (bytes[at] ?? 0) - zero;
    return at > from && at - from <= digitsMax && bytes[at] === quote ? at + 1 : -1;
  }

  function readStreamSid(bytes: Uint8Array, from: number): number {
    // The same in each message of a stream: made into a text once.
    if (streamSid !== '' && isAt(bytes, from, streamSidBytes)) return from + streamSidBytes.length;
    const end = wordEnd(bytes, from, sidLengthMax);
    if (end < 0) return -1;
    streamSidBytes = bytes.slice(from, end + 1);
    streamSid = Buffer.from(streamSidBytes).toString('latin1', 0, end - from);
    return end + 1;
  }

  function readPayload(bytes: Uint8Array, from: number): number {
    const end = bytes.indexOf(quote, from);
    if (end < 0 || end - from > payloadLengthMax) return -1;
    mulaw = decodeBase64(bytes, from, end);
    return mulaw === undefined ? -1 : end + 1;
  }

  const media: Field[] = [
    {
      name: ascii('"track":"'),
      read: (bytes, at) => wordEnd(bytes, at, wordLengthMax) + 1 || -1,
    },
    {
      name: ascii('"chunk":"'),
      read(bytes, at) {
        const end = readNumber(bytes, at);
        chunk = number;
        return end;
      },
    },
    {
      name: ascii('"timestamp":"'),
      read(bytes, at) {
        const end = readNumber(bytes, at);
        timestampMs = number;
        return end;
      },
    },
    { name: ascii('"payload":"'), read: readPayload },
  ];
  const message: Field[] = [
    { name: ascii('"sequenceNumber":"'), read: readNumber },
    { name: ascii('"media":{'), read: (bytes, at) => readFields(bytes, at, media) },
    { name: ascii('"streamSid":"'), read: readStreamSid },
  ];

  return (bytes) => {
    if (!isAt(bytes, 0, beginning)) return undefined;
    const end = readFields(bytes, beginning.length, message);
    if (end !== bytes.length || mulaw === undefined) return undefined;
    return { event: 'media', streamSid, chunk, timestampMs, mulaw };
  };
}
