/** The short way of reading audio says what the long way says, and nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamWriter } from '../../../server/handset/stream-messages.ts';
import { createMediaReader, type MediaFrame } from '../../../server/phone/media-reader.ts';
import { decodeStreamMessage } from '../../../server/phone/twilio-codec.ts';

const bytesOf = (text: string) => Buffer.from(text);
const asMessage = (frame: MediaFrame | undefined) => ({
  message: { event: 'media', streamSid, ...frame },
});
const audio = fc.uint8Array({ minLength: 1, maxLength: 400 });
const streamSid = 'MZ0123abcd';
const count = fc.nat({ max: 2 ** 31 - 1 }).map(String);

/** Fields in any order, as text. */
function shuffled(fields: Record<string, string>): fc.Arbitrary<string> {
  const entries = Object.entries(fields).map(([name, value]) => `"${name}":${value}`);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length })
    .map((all) => `{${all.join(',')}}`);
}

const message = fc.record({ audio, chunk: count, timestamp: count }).chain((said) => {
  const payload = Buffer.from(said.audio).toString('base64');
  const { chunk, timestamp } = said;
  return shuffled({
    track: '"inbound"',
    chunk: `"${chunk}"`,
    timestamp: `"${timestamp}"`,
    payload: `"${payload}"`,
  }).chain((media) =>
    shuffled({ sequenceNumber: `"${chunk}"`, media, streamSid: `"${streamSid}"` }).map(
      (rest) => `{"event":"media",${rest.slice(1)}`,
    ),
  );
});

/** The same with a few bytes changed, put in, or left out. */
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat({ max: 2 }),
    put: fc.oneof(
      fc.constantFrom('"', '"":', ',', '{', '}', '=', '==', '\\', ' ', 'é', '\u0000', '0', 'A'),
      fc.string({ maxLength: 2 }),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);
const damaged = fc.tuple(message, damage).map(([text, wounds]) =>
  wounds.reduce((whole, { at, removed, put }) => {
    const cut = Math.floor(at * whole.length);
    return whole.slice(0, cut) + put + whole.slice(cut + removed);
  }, text),
);

describe('audio read from the bytes of its message', () => {
  it('is read whatever the order of the fields, and is what the schema reads', () => {
    fc.assert(
      fc.property(message, (text) => {
        const read = createMediaReader(streamSid)(bytesOf(text));
        expect(asMessage(read)).toEqual(decodeStreamMessage(text));
      }),
    );
  });

  it('is never read otherwise than by the schema, whatever became of the message', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const read = createMediaReader(streamSid)(bytesOf(text));
        if (read !== undefined) expect(asMessage(read)).toEqual(decodeStreamMessage(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps nothing of one message for the next one', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(message, damaged), { maxLength: 6 }), (texts) => {
        const readNext = createMediaReader(streamSid);
        const first = texts.map((text) => createMediaReader(streamSid)(bytesOf(text)));
        expect(texts.map((text) => readNext(bytesOf(text)))).toEqual(first);
      }),
    );
  });

  it('takes the way of a telephone, a browser and a terminal', () => {
    const ids = { accountSid: 'AC1', callSid: 'CA1', streamSid: 'MZ1' };
    const payload = Buffer.from([0xfe, 0xff, 0x7f]).toString('base64');
    const handset = createStreamWriter(ids).media(payload);
    const twilio =
      '{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1",' +
      `"timestamp":"0","payload":"${payload}"},"streamSid":"MZ1"}`;
    for (const text of [handset, twilio]) {
      expect(createMediaReader('MZ1')(bytesOf(text))).toMatchObject({ chunk: 1, timestampMs: 0 });
    }
  });

  it('leaves the audio of another stream to whoever judges that', () => {
    const ids = { accountSid: 'AC1', callSid: 'CA1', streamSid: 'MZ1' };
    const message = bytesOf(createStreamWriter(ids).media('//8='));
    expect(createMediaReader('MZ1')(message)).toBeDefined();
    for (const other of ['MZ2', 'MZ', 'MZ11', '']) {
      expect(createMediaReader(other)(message)).toBeUndefined();
    }
  });

  it('leaves what it does not know to the schema', () => {
    for (const text of [
      '{"event":"media"}',
      '{"event":"stop","streamSid":"MZ1"}',
      '{"event":"media","sequenceNumber":"1","media":{"track":"inbound","chunk":"1",' +
        '"timestamp":"0","payload":""},"streamSid":"MZ1"}',
    ]) {
      expect(createMediaReader('MZ1')(bytesOf(text))).toBeUndefined();
    }
  });
});
