/** TwiML is read as Twilio reads it. */
import { describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../server/handset/twiml.ts';

describe('reading TwiML', () => {
  it('reads verbs, what is inside them, attributes and escaped text', () => {
    const verbs = parseTwiml(
      '<?xml version="1.0"?><Response><!-- no --><Say voice=\'a"b\'>Tom &amp; Jerry&#39;s</Say>' +
        '<Connect action="/x?a=1&amp;b=2"><Stream url="wss://h/p"><Parameter name="t" value="v"/>' +
        '</Stream></Connect><Hangup/></Response>',
    );
    expect(verbs.map((verb) => verb.name)).toEqual(['Say', 'Connect', 'Hangup']);
    expect(verbs[0]).toMatchObject({ text: "Tom & Jerry's", attributes: { voice: 'a"b' } });
    expect(verbs[1]?.attributes.action).toBe('/x?a=1&b=2');
    expect(verbs[1]?.children[0]?.children[0]?.attributes).toEqual({ name: 't', value: 'v' });
  });

  it.each([
    '',
    'busy',
    '<Say>hi</Say>',
    '<Response><Say>hi</Response>',
    '<Response></Response><Response/>',
    '<Response><Say>a < b</Say></Response>',
    '<Response><Say',
  ])('refuses what Twilio could not read: %j', (xml) => {
    expect(() => parseTwiml(xml)).toThrow('TwiML');
  });
});
