/** Twilio's webhooks: who may call them, and what a caller gets next. */
import { afterEach, describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../server/handset/twiml.ts';
import { apology, type PracticePhone, startPracticePhone } from './practice-phone.ts';
import { newCallSid, postSigned } from './twilio-caller.ts';

let phone: PracticePhone;
afterEach(() => phone.close());

const form = (more: Record<string, string> = {}) => ({
  CallSid: newCallSid(),
  From: '+15005550006',
  To: '+15005550001',
  ...more,
});

describe('the voice webhook', () => {
  it('connects a caller, and leaves words and a way on should the stream fail', async () => {
    phone = await startPracticePhone();
    const { status, body } = await postSigned(`${phone.url}/twilio/voice`, form());
    expect(status).toBe(200);
    const [connect, say, redirect] = parseTwiml(body);
    expect(connect?.attributes.action).toBe(`${phone.url}/twilio/after`);
    const stream = connect?.children[0];
    expect(stream?.attributes.url).toBe(`${phone.url.replace('http', 'wss')}/twilio/media`);
    expect(stream?.children[0]?.attributes.name).toBe('token');
    expect(say?.text).toBe(apology);
    expect(redirect?.name).toBe('Redirect');
  });

  it('answers 403 to a wrong, a missing and a borrowed signature', async () => {
    phone = await startPracticePhone();
    const url = `${phone.url}/twilio/voice`;
    expect((await postSigned(url, form(), { as: `${url}x` })).status).toBe(403);
    const bare = await fetch(url, { method: 'POST', body: new URLSearchParams(form()) });
    expect(bare.status).toBe(403);
    for (const path of ['after', 'status', 'fallback', 'transfer/ended']) {
      const answer = await postSigned(`${phone.url}/twilio/${path}`, form(), { as: url });
      expect(answer.status).toBe(403);
    }
    expect(await phone.refused('webhook-signature')).toBe(6);
    expect(phone.desk.arrived).toEqual([]);
  });

  it('checks the signature over PUBLIC_URL when it is set', async () => {
    phone = await startPracticePhone('https://front.example/');
    const as = 'https://front.example/twilio/voice';
    const { status, body } = await postSigned(`${phone.url}/twilio/voice`, form(), { as });
    expect(status).toBe(200);
    expect(body).toContain('wss://front.example/twilio/media');
  });

  it('takes a handset on this machine beside PUBLIC_URL, and leads it back to itself', async () => {
    phone = await startPracticePhone('https://front.example');
    const url = `${phone.url}/twilio/voice`;
    const { status, body } = await postSigned(url, form());
    expect(status).toBe(200);
    expect(body).toContain(`${phone.url.replace('http', 'wss')}/twilio/media`);
    expect(body).not.toContain('front.example');
  });

  it('takes no other address than PUBLIC_URL from outside', async () => {
    phone = await startPracticePhone('https://front.example');
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'other.example' };
    const as = 'https://other.example/twilio/voice';
    const answer = await postSigned(`${phone.url}/twilio/voice`, form(), { as, headers });
    expect(answer.status).toBe(403);
  });

  it('checks the signature over what a proxy forwarded', async () => {
    phone = await startPracticePhone();
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tunnel.example' };
    const as = 'https://tunnel.example/twilio/voice';
    const { status } = await postSigned(`${phone.url}/twilio/voice`, form(), { as, headers });
    expect(status).toBe(200);
  });

  it('believes a number only when the carrier vouches for the caller', async () => {
    phone = await startPracticePhone();
    const verdicts = [
      'TN-Validation-Passed-A',
      'TN-Validation-Passed-A-Passthrough',
      'TN-Validation-Passed-A-Diverted',
      'TN-Validation-Passed-B',
      'TN-Validation-Failed-A',
    ];
    for (const StirVerstat of verdicts) {
      await postSigned(`${phone.url}/twilio/voice`, form({ StirVerstat }));
    }
    await postSigned(`${phone.url}/twilio/voice`, form());
    const vouched = phone.desk.arrived.map((call) => call.vouched);
    expect(vouched).toEqual([true, true, false, false, false, false]);
  });

  it('turns a caller away when the desk will not take the call', async () => {
    phone = await startPracticePhone();
    phone.desk.arrival = async () => 'reject';
    const { body } = await postSigned(`${phone.url}/twilio/voice`, form());
    expect(parseTwiml(body).map((verb) => verb.name)).toEqual(['Reject']);
  });

  it('apologises when the desk breaks', async () => {
    phone = await startPracticePhone();
    phone.desk.arrival = () => Promise.reject(new Error('a bug'));
    const { status, body } = await postSigned(`${phone.url}/twilio/voice`, form());
    expect(status).toBe(200);
    expect(parseTwiml(body)[0]?.text).toBe(apology);
  });

  it('answers 400 to a signed form that is no call', async () => {
    phone = await startPracticePhone();
    expect((await postSigned(`${phone.url}/twilio/voice`, { From: 'x' })).status).toBe(400);
  });
});

describe('around the stream', () => {
  it('puts the caller through as the desk says, and asks again when that ended', async () => {
    phone = await startPracticePhone();
    phone.desk.after = () => ({ next: 'dial', number: '+15005550009', ringMs: 12_300 });
    phone.desk.afterDial = () => ({ next: 'stream' });
    const after = await postSigned(`${phone.url}/twilio/after`, form());
    const [dial] = parseTwiml(after.body);
    expect(dial?.attributes.timeout).toBe('13');
    expect(dial?.children[0]?.text).toBe('+15005550009');
    const back = await postSigned(dial?.attributes.action ?? '', form({ DialCallStatus: 'busy' }));
    expect(phone.desk.log).toEqual(['dial busy']);
    expect(parseTwiml(back.body)[0]?.name).toBe('Connect');
  });

  it('hangs up, or apologises, as the desk says', async () => {
    phone = await startPracticePhone();
    const verbs = async () =>
      parseTwiml((await postSigned(`${phone.url}/twilio/after`, form())).body).map(
        (verb) => verb.name,
      );
    expect(await verbs()).toEqual(['Hangup']);
    phone.desk.after = () => ({ next: 'apologise' });
    expect(await verbs()).toEqual(['Say', 'Hangup']);
    phone.desk.bugAt = 'after';
    expect(await verbs()).toEqual(['Say', 'Hangup']);
  });

  it('apologises when Twilio falls back, and still puts the caller through if it can', async () => {
    phone = await startPracticePhone();
    phone.desk.after = () => ({ next: 'dial', number: '+15005550009', ringMs: 20_000 });
    const { body } = await postSigned(`${phone.url}/twilio/fallback`, form({ ErrorCode: '11200' }));
    expect(parseTwiml(body).map((verb) => verb.name)).toEqual(['Say', 'Dial']);
  });

  it('tells the desk of which call a person picked up', async () => {
    phone = await startPracticePhone();
    phone.desk.after = () => ({ next: 'dial', number: '+15005550009', ringMs: 20_000 });
    const { body } = await postSigned(`${phone.url}/twilio/after`, form());
    const number = parseTwiml(body)[0]?.children[0];
    expect(number?.attributes.statusCallbackEvent).toBe('answered');
    const callback = number?.attributes.statusCallback ?? '';
    const answer = await postSigned(callback, form({ ParentCallSid: 'CAcaller' }));
    expect(answer.status).toBe(204);
    expect(phone.desk.log).toEqual(['answered CAcaller']);
  });

  it('tells the desk that a call is over, and not that a stream has stopped', async () => {
    phone = await startPracticePhone();
    const url = `${phone.url}/twilio/status`;
    await postSigned(url, form({ StreamEvent: 'stream-stopped' }));
    await postSigned(url, form({ CallStatus: 'in-progress' }));
    expect(phone.desk.log).toEqual([]);
    expect((await postSigned(url, form({ CallStatus: 'completed' }))).status).toBe(204);
    expect(phone.desk.log).toEqual(['ended']);
  });
});
