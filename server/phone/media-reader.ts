/** The message that comes fifty times a second for each call, read straight from its bytes. */
import { decodeBase64 } from './base64-bytes.ts';
import { payloadLengthMax } from './twilio-codec.ts';

/** A stream's audio, as its call takes it. */
export interface MediaFrame {
  chunk: number;
  timestampMs: number;
  mulaw: Uint8Array;
}

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
 * The message that is being read: one after the other, on one thread. A reader for each stream would
 * have to be fetched from memory fifty times a second, for hundreds of streams.
 */
const read: MediaFrame & { number: number } = {
  number: 0,
  chunk: 0,
  timestampMs: 0,
  mulaw: new Uint8Array(0),
};
let streamSidBytes = ascii('');

function readNumber(bytes: Uint8Array, from: number): number {
  let at = from;
  let number = 0;
  for (; isDigit(bytes[at] ?? 0); at += 1) number = number * 10 + (bytes[at] ?? 0) - zero;
  read.number = number;
  return at > from && at - from <= digitsMax && bytes[at] === quote ? at + 1 : -1;
}

function readPayload(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(quote, from);
  if (end < 0 || end - from > payloadLengthMax) return -1;
  const mulaw = decodeBase64(bytes, from, end);
  if (mulaw === undefined) return -1;
  read.mulaw = mulaw;
  return end + 1;
}

const media: readonly Field[] = [
  {
    name: ascii('"track":"'),
    read: (bytes, at) => wordEnd(bytes, at, wordLengthMax) + 1 || -1,
  },
  {
    name: ascii('"chunk":"'),
    read(bytes, at) {
      const end = readNumber(bytes, at);
      read.chunk = read.number;
      return end;
    },
  },
  {
    name: ascii('"timestamp":"'),
    read(bytes, at) {
      const end = readNumber(bytes, at);
      read.timestampMs = read.number;
      return end;
    },
  },
  { name: ascii('"payload":"'), read: readPayload },
];
const message: readonly Field[] = [
  { name: ascii('"sequenceNumber":"'), read: readNumber },
  { name: ascii('"media":{'), read: (bytes, at) => readFields(bytes, at, media) },
  {
    name: ascii('"streamSid":'),
    read: (bytes, at) => (isAt(bytes, at, streamSidBytes) ? at + streamSidBytes.length : -1),
  },
];

/**
 * Knows the message as Twilio writes it for this stream. What it does not know is left to the schema,
 * which says the same of what it does know, slowly.
 */
export function createMediaReader(
  streamSid: string,
): (bytes: Uint8Array) => MediaFrame | undefined {
  const ownSidBytes = ascii(JSON.stringify(streamSid));
  return (bytes) => {
    if (!isAt(bytes, 0, beginning)) return undefined;
    streamSidBytes = ownSidBytes;
    if (readFields(bytes, beginning.length, message) !== bytes.length) return undefined;
    const { chunk, timestampMs, mulaw } = read;
    return { chunk, timestampMs, mulaw };
  };
}
