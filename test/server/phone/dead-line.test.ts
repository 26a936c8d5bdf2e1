/** A line whose other side may be gone without a word. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type PracticePhone, startPracticePhone, until } from './practice-phone.ts';
import { type RawStream, startCall } from './twilio-caller.ts';

const quietMs = 15_000;
const pongMs = 5_000;
let clock: ManualClock;
let phone: PracticePhone;
let stream: RawStream;
beforeEach(async () => {
  clock = createManualClock();
  phone = await startPracticePhone(undefined, clock);
  stream = await startCall(phone.url);
  await until(() => stream.received.length > 0, 'the greeting');
  // What came at the beginning counts once.
  await clock.advance(quietMs);
});
afterEach(async () => {
  stream.socket.terminate();
  await phone.close();
});

it('ends, and its call with it, when it neither speaks nor answers', async () => {
  stream.socket.pause();
  await clock.advance(quietMs);
  expect(phone.desk.log).not.toContain('hung up');
  await clock.advance(pongMs);
  await until(() => phone.desk.log.includes('hung up'), 'the end of the call');
  expect(await phone.refused('line-dead')).toBe(1);
});

it('is kept when it is heard of again while its answer is awaited', async () => {
  const asked = new Promise((resolve) => stream.socket.once('ping', resolve));
  await clock.advance(quietMs);
  await asked;
  stream.send({ event: 'anew', streamSid: stream.streamSid });
  await until(async () => (await phone.refused('unknown-event')) === 1, 'the message');
  await clock.advance(pongMs);
  expect(await phone.refused('line-dead')).toBe(0);
  expect(stream.socket.readyState).toBe(stream.socket.OPEN);
});
