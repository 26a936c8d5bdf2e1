/** The media socket: which streams get a caller, what is refused, and what a call survives. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseTwiml } from '../../../server/handset/twiml.ts';
import { mintTicket, streamToken, ticketProtocolPrefix } from '../../../server/phone/tickets.ts';
import { systemClock } from '../../../services/clock.ts';
import { type PracticePhone, startPracticePhone, ticketSecret, until } from './practice-phone.ts';
import { newCallSid, openStream, postSigned, startCall } from './twilio-caller.ts';

let phone: PracticePhone;
beforeEach(async () => {
  phone = await startPracticePhone();
});
afterEach(() => phone.close());

const silence = Buffer.alloc(160, 0xff).toString('base64');

function ticketFor(callId: string, more: { expiresAtMs?: number; secret?: string } = {}): string {
  const expiresAtMs = more.expiresAtMs ?? systemClock.now() + 60_000;
  const ticket = { purpose: 'media', callId, expiresAtMs, nonce: 'n' } as const;
  return ticketProtocolPrefix + mintTicket(more.secret ?? ticketSecret, ticket);
}

async function arrive(callSid = newCallSid()): Promise<string> {
  await postSigned(`${phone.url}/twilio/voice`, { CallSid: callSid });
  return callSid;
}

describe('opening the stream', () => {
  it('refuses an upgrade with a wrong signature or none', async () => {
    await expect(openStream(phone.url, { signature: 'AAAA' })).rejects.toThrow('403');
    await expect(openStream(phone.url, { signature: '' })).rejects.toThrow('403');
    expect(await phone.refused('upgrade-signature')).toBe(2);
  });

  it('takes a ticket in place of a signature, once', async () => {
    const callSid = await arrive();
    const options = { callSid, signature: '', protocols: [ticketFor(callSid)] };
    const stream = await openStream(phone.url, options);
    stream.start();
    await until(() => stream.received.length > 0, 'audio');
    expect(stream.socket.protocol).toBe(options.protocols[0]);
    await expect(openStream(phone.url, options)).rejects.toThrow('403');
    expect(await phone.refused('used-ticket')).toBe(1);
    stream.socket.terminate();
  });

  it('refuses tickets that are forged, expired, or meant to live for ever', async () => {
    const callSid = await arrive();
    const nowMs = systemClock.now();
    const tickets = [
      ticketFor(callSid, { secret: 'another' }),
      ticketFor(callSid, { expiresAtMs: nowMs - 1 }),
      ticketFor(callSid, { expiresAtMs: nowMs + 86_400_000 }),
      `${ticketProtocolPrefix}nonsense`,
    ];
    for (const ticket of tickets) {
      const opening = openStream(phone.url, { callSid, signature: '', protocols: [ticket] });
      await expect(opening).rejects.toThrow('403');
    }
  });

  it('does not let a ticket of one call open another', async () => {
    const [mine, other] = [await arrive(), await arrive()];
    const protocols = [ticketFor(mine)];
    const stream = await openStream(phone.url, { callSid: other, signature: '', protocols });
    stream.start();
    expect(await stream.closed).toBe(1008);
    expect(stream.received).toEqual([]);
  });

  it('closes a stream without audio when its token is wrong, missing, or of another call', async () => {
    const callSid = await arrive();
    const good = streamToken(ticketSecret, callSid);
    const tampered = `${good.slice(0, -2)}${good.endsWith('00') ? '11' : '00'}`;
    const wrong = [{ token: tampered }, {}, { token: streamToken(ticketSecret, 'CA0') }];
    for (const parameters of wrong as Record<string, string>[]) {
      const stream = await openStream(phone.url, { callSid });
      stream.start(parameters);
      expect(await stream.closed).toBe(1008);
      expect(stream.received).toEqual([]);
    }
    expect(await phone.refused('stream-token')).toBe(3);
  });

  it('refuses a stream for a call that never arrived', async () => {
    const stream = await openStream(phone.url);
    stream.start();
    expect(await stream.closed).toBe(1008);
    expect(await phone.refused('unknown-call')).toBe(1);
  });

  it('refuses a second stream and leaves the first one talking', async () => {
    const first = await startCall(phone.url);
    await until(() => first.received.length > 0, 'audio on the first stream');
    const second = await openStream(phone.url, { callSid: first.callSid });
    second.start();
    expect(await second.closed).toBe(1008);
    expect(await phone.refused('already-connected')).toBe(1);
    first.send(first.writer.digit('5'));
    await until(() => phone.desk.log.includes('key 5'), 'the first stream still heard');
    first.socket.terminate();
  });
});

describe('on the stream', () => {
  it('sends nothing but what Twilio takes, to the stream it belongs to', async () => {
    const stream = await startCall(phone.url);
    await until(() => stream.received.some((message) => message.event === 'mark'), 'a mark');
    for (const message of stream.received) {
      expect(message.streamSid).toBe(stream.streamSid);
      expect(Object.keys(message).sort()).toEqual(['event', message.event, 'streamSid'].sort());
    }
    stream.socket.terminate();
  });

  it('goes on through what it cannot use, and counts each kind', async () => {
    const stream = await startCall(phone.url);
    stream.start();
    stream.send('not json');
    stream.send({ event: 'weather', streamSid: stream.streamSid });
    stream.send({ no: 'event' });
    stream.send({ event: 'media', streamSid: stream.streamSid, media: { payload: '%%%' } });
    const media = { chunk: '1', timestamp: '0', payload: silence };
    stream.send({ event: 'media', streamSid: 'MZother', media });
    stream.socket.send(Buffer.from('binary'));
    stream.send(stream.writer.digit('7'));
    await until(() => phone.desk.log.includes('key 7'), 'the key');
    const reasons = [
      'started-twice',
      'malformed-not-json',
      'unknown-event',
      'malformed-no-event',
      'malformed-bad-media',
      'unknown-stream',
      'malformed-binary',
    ];
    for (const why of reasons) expect([why, await phone.refused(why)]).toEqual([why, 1]);
    expect(phone.desk.log).toContain('odd unknown-event');
    stream.socket.terminate();
  });

  it('counts media before the start and then takes the call', async () => {
    const callSid = await arrive();
    const stream = await openStream(phone.url, { callSid });
    stream.send(stream.writer.media(silence));
    stream.start();
    await until(() => stream.received.length > 0, 'audio');
    expect(await phone.refused('media-before-start')).toBe(1);
    stream.socket.terminate();
  });

  it('closes when the other side speaks no Twilio at all', async () => {
    const stream = await startCall(phone.url);
    for (let sent = 0; sent < 30; sent += 1) stream.send('?');
    expect(await stream.closed).toBe(1008);
    expect(phone.desk.log.filter((line) => line === 'hung up')).toHaveLength(1);
  });

  it('closes on a message that is far too long', async () => {
    const stream = await startCall(phone.url);
    stream.send('x'.repeat(200_000));
    expect(await stream.closed).toBe(1009);
    await until(() => phone.desk.log.includes('hung up'), 'the call ended');
  });

  it("refuses audio that is not the telephone's", async () => {
    const callSid = await arrive();
    const stream = await openStream(phone.url, { callSid });
    const start = JSON.parse(stream.writer.start({ token: streamToken(ticketSecret, callSid) }));
    start.start.mediaFormat.encoding = 'audio/l16';
    stream.send(start);
    expect(await stream.closed).toBe(1008);
  });

  it('tells the desk once when the caller hangs up, with and without a stop', async () => {
    const polite = await startCall(phone.url);
    await until(() => polite.received.length > 0, 'audio');
    polite.send(polite.writer.stop());
    await polite.closed;
    const rude = await startCall(phone.url);
    await until(() => rude.received.length > 0, 'audio');
    rude.socket.terminate();
    const hangUps = () => phone.desk.log.filter((line) => line === 'hung up').length;
    await until(() => hangUps() === 2, 'both calls ended');
  });

  it('does not report a hang-up when we end the stream', async () => {
    const stream = await startCall(phone.url);
    await until(() => stream.received.length > 0, 'audio');
    phone.desk.lines.get(stream.callSid)?.close();
    expect(await stream.closed).toBe(1000);
    expect(phone.desk.log).not.toContain('hung up');
  });

  it('ends only the call that hit a bug, and that caller hears an apology', async () => {
    const [unlucky, lucky] = [await startCall(phone.url), await startCall(phone.url)];
    await until(() => lucky.received.length > 0 && unlucky.received.length > 0, 'audio on both');
    phone.desk.bugAt = 'key';
    unlucky.send(unlucky.writer.digit('1'));
    expect(await unlucky.closed).toBe(1011);
    phone.desk.bugAt = undefined;
    const after = await postSigned(`${phone.url}/twilio/after`, { CallSid: unlucky.callSid });
    expect(parseTwiml(after.body)[0]?.name).toBe('Say');
    lucky.send(lucky.writer.digit('2'));
    await until(() => phone.desk.log.includes('key 2'), 'the other call goes on');
    lucky.socket.terminate();
  });

  it('apologises to a caller whose call broke while it was being connected', async () => {
    phone.desk.bugAt = 'connect';
    const stream = await startCall(phone.url);
    expect(await stream.closed).toBe(1011);
    const after = await postSigned(`${phone.url}/twilio/after`, { CallSid: stream.callSid });
    expect(parseTwiml(after.body)[0]?.name).toBe('Say');
  });
});
