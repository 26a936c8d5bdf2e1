/** Twilio's messages: what we read, what we refuse, and that nothing sent to us is a surprise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeStreamMessage,
  encodeClear,
  encodeMark,
  encodeMedia,
} from '../../../server/phone/twilio-codec.ts';

const decode = (message: unknown) => decodeStreamMessage(JSON.stringify(message));

describe('reading a stream message', () => {
  it('reads numbers whether Twilio writes them as text or not', () => {
    for (const [chunk, timestamp] of [
      ['3', '40'],
      [3, 40],
    ]) {
      const media = { track: 'inbound', chunk, timestamp, payload: '/v8=' };
      expect(decode({ event: 'media', streamSid: 'MZ1', media })).toEqual({
        message: {
          event: 'media',
          streamSid: 'MZ1',
          chunk: 3,
          timestampMs: 40,
          mulaw: Buffer.from([0xfe, 0xff]),
        },
      });
    }
  });

  it('takes `connected` without a number, and a start without parameters', () => {
    expect(decode({ event: 'connected', protocol: 'Call', version: '1.0.0' })).toEqual({
      message: { event: 'connected' },
    });
    const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
    const start = { callSid: 'CA1', mediaFormat };
    expect(decode({ event: 'start', streamSid: 'MZ1', start })).toMatchObject({
      message: { callSid: 'CA1', parameters: {}, telephoneAudio: true },
    });
  });

  it('keeps an event that Twilio may add one day', () => {
    expect(decode({ event: 'weather' })).toEqual({
      message: { event: 'unknown', name: 'weather' },
    });
    expect(decode({ event: 'constructor' })).toMatchObject({ message: { event: 'unknown' } });
  });

  it.each([
    ['null', 'no-event'],
    ['[]', 'no-event'],
    ['{"event":7}', 'no-event'],
    ['{', 'not-json'],
    ['{"event":"media"}', 'bad-media'],
    [`{"event":"dtmf","streamSid":"M","dtmf":{"digit":"12"}}`, 'bad-dtmf'],
    [`{"event":"mark","streamSid":"M","mark":{"name":"${'x'.repeat(600)}"}}`, 'bad-mark'],
    [`"${'x'.repeat(70_000)}"`, 'too-long'],
  ])('refuses %.40s as %s', (text, malformed) => {
    expect(decodeStreamMessage(text)).toEqual({ malformed });
  });

  it('refuses more than a second of audio, and text that is no base64', () => {
    const media = (payload: string) =>
      decode({ event: 'media', streamSid: 'M', media: { chunk: '1', timestamp: '0', payload } });
    expect(media(Buffer.alloc(8_000).toString('base64'))).toHaveProperty('message');
    expect(media(Buffer.alloc(9_000).toString('base64'))).toEqual({ malformed: 'bad-media' });
    expect(media('abc')).toEqual({ malformed: 'bad-media' });
    expect(media('a=bc')).toEqual({ malformed: 'bad-media' });
  });

  it('never throws, whatever arrives', () => {
    const events = fc.constantFrom('connected', 'start', 'media', 'mark', 'dtmf', 'stop', 'other');
    const near = fc.record(
      {
        event: fc.oneof(events, fc.anything()),
        streamSid: fc.oneof(fc.string(), fc.anything()),
        start: fc.anything(),
        media: fc.oneof(fc.record({ chunk: fc.anything(), payload: fc.string() }), fc.anything()),
        mark: fc.anything(),
        dtmf: fc.anything(),
      },
      { requiredKeys: ['event'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          near.map((one) => JSON.stringify(one) ?? ''),
        ),
        (text) => {
          const decoded = decodeStreamMessage(text);
          return 'message' in decoded || decoded.malformed.length > 0;
        },
      ),
    );
  });
});

describe('writing a stream message', () => {
  it('sends exactly the fields that Twilio takes', () => {
    const audio = Uint8Array.from([0xfe, 0xff, 0x00]).subarray(0, 2);
    expect(JSON.parse(encodeMedia('MZ"1', audio))).toEqual({
      event: 'media',
      streamSid: 'MZ"1',
      media: { payload: '/v8=' },
    });
    expect(JSON.parse(encodeMark('MZ1', 'a"b'))).toEqual({
      event: 'mark',
      streamSid: 'MZ1',
      mark: { name: 'a"b' },
    });
    expect(JSON.parse(encodeClear('MZ1'))).toEqual({ event: 'clear', streamSid: 'MZ1' });
  });
});
