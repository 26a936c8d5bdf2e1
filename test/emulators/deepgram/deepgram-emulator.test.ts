import { DeepgramClient } from '@deepgram/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { silenceCode } from '../../../services/media/mulaw.ts';
import { settle, until } from '../../services/speech/deepgram-caller.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { type DeepgramEmulator, startDeepgramEmulator } from './deepgram-emulator.ts';
import { speakPhrase } from './phrase-audio.ts';

type Message = { type: string } & Record<string, unknown>;
const audioFormat = { encoding: 'mulaw', sample_rate: 8_000 } as const;

let clock: ManualClock;
let emulator: DeepgramEmulator;
beforeEach(async () => {
  clock = createManualClock();
  emulator = await startDeepgramEmulator({ clock, apiKey: 'the-key', random: () => 1 });
});
afterEach(() => emulator.close());

/** Deepgram's own client as it comes, with nothing of ours around it. */
async function connect(version: 'v1' | 'v2', more: object = {}) {
  const client = new DeepgramClient({ apiKey: 'the-key', baseUrl: emulator.url });
  const socket =
    version === 'v1'
      ? await client.listen.v1.createConnection({
          model: 'nova-3',
          ...audioFormat,
          reconnectAttempts: 0,
          ...more,
        })
      : await client.listen.v2.createConnection({
          model: 'flux-general-en',
          ...audioFormat,
          reconnectAttempts: 0,
          ...more,
        });
  const messages: Message[] = [];
  const closes: number[] = [];
  socket.on('message', (message: unknown) => messages.push(message as Message));
  socket.on('close', ({ code }: { code: number }) => closes.push(code));
  socket.connect();
  await socket.waitForOpen();
  const types = () => messages.map(({ type, event }) => event ?? type);
  return { socket, messages, closes, types };
}

const say = (text: string) => {
  const phrase = speakPhrase(text);
  emulator.book.add(phrase);
  const quiet = new Uint8Array(12_000).fill(silenceCode);
  return Buffer.concat([phrase.audio, quiet]);
};

describe('the emulated door', () => {
  const statusOf = (path: string, authorization = 'Token the-key') =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${emulator.url}${path}`, { headers: { authorization } });
      socket.on('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.statusCode ?? 0);
      });
      socket.on('open', () => {
        socket.terminate();
        resolve(101);
      });
      socket.on('error', () => {});
    });
  const nova = '/v1/listen?model=nova-3&encoding=mulaw&sample_rate=8000';
  const flux = '/v2/listen?model=flux-general-en&encoding=mulaw&sample_rate=8000';

  it.each([
    [nova, 101],
    [flux, 101],
    ['/v3/listen', 404],
    [`${nova}&utterance_end_ms=1000`, 400],
    [`${nova}&interim_results=true&utterance_end_ms=1000`, 101],
    [`${nova}&no_such_parameter=1`, 400],
    [nova.replace('mulaw', 'mp3'), 400],
    [`${nova.replace('nova-3', 'nova-2')}&keyterm=Okafor`, 400],
    [`${flux}&eot_threshold=0.95`, 400],
    [`${flux}&interim_results=true`, 400],
    [`${flux}&keyterm=Okafor&keyterm=veneers`, 101],
  ])('answers %s with %i', async (path, status) => {
    expect(await statusOf(path)).toBe(status);
  });

  it('lets nobody in with another key', async () => {
    expect(await statusOf(nova, 'Token another')).toBe(401);
  });
});

describe('the emulated Nova', () => {
  it('hangs up after ten seconds without audio, and not while it is kept alive', async () => {
    const { socket, closes } = await connect('v1');
    await clock.advance(9_000);
    if ('sendKeepAlive' in socket) socket.sendKeepAlive({ type: 'KeepAlive' });
    await until(() => emulator.connections[0]?.messages.length === 1);
    await clock.advance(9_999);
    await settle();
    expect(closes).toEqual([]);
    await clock.advance(1);
    await until(() => closes.length === 1);
    expect(closes).toEqual([1011]);
  });

  it('closes what it heard, tells its metadata, and says goodbye', async () => {
    const { socket, messages, closes } = await connect('v1', { endpointing: 300 });
    const { audio } = speakPhrase('good morning');
    emulator.book.add(speakPhrase('good morning'));
    socket.sendMedia(audio);
    socket.sendCloseStream({ type: 'CloseStream' });
    await until(() => closes.length === 1);
    expect(messages.at(-2)).toMatchObject({
      is_final: true,
      channel: { alternatives: [{ transcript: 'good morning' }] },
    });
    expect(messages.at(-1)).toMatchObject({ type: 'Metadata', channels: 1 });
    expect(closes).toEqual([1000]);
  });
});

describe('the emulated Flux', () => {
  it('tells a turn from its start to its end, in order', async () => {
    const { socket, messages, types } = await connect('v2', {
      eager_eot_threshold: 0.4,
      eot_threshold: 0.7,
    });
    socket.sendMedia(say('good morning'));
    await until(() => types().includes('EndOfTurn'));
    const told = types().filter((type) => type !== 'Update');
    expect(told).toEqual(['Connected', 'StartOfTurn', 'EagerEndOfTurn', 'EndOfTurn']);
    const numbers = messages.map(({ sequence_id }) => sequence_id);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    const end = messages.find(({ event }) => event === 'EndOfTurn');
    expect(end).toMatchObject({ transcript: 'good morning', turn_index: 0, trigger: 'model' });
  });

  it('takes the end of a turn back when the caller goes on', async () => {
    const { socket, types } = await connect('v2', {
      eager_eot_threshold: 0.4,
      eot_threshold: 0.9,
    });
    emulator.book.add(speakPhrase('good'));
    const pause = new Uint8Array(2_400).fill(silenceCode);
    socket.sendMedia(Buffer.concat([speakPhrase('good').audio, pause, say('morning')]));
    await until(() => types().filter((type) => type === 'EagerEndOfTurn').length === 2);
    const told = types().filter((type) => type !== 'Update');
    expect(told.slice(1, 5)).toEqual([
      'StartOfTurn',
      'EagerEndOfTurn',
      'TurnResumed',
      'EagerEndOfTurn',
    ]);
  });

  it('takes new patience, and refuses what is out of range', async () => {
    const { socket, messages } = await connect('v2');
    if (!('sendConfigure' in socket)) throw new Error('not Flux');
    socket.sendConfigure({ type: 'Configure', thresholds: { eot_threshold: 0.6 } });
    socket.sendConfigure({ type: 'Configure', thresholds: { eot_threshold: 2 } });
    await until(() => messages.length === 3);
    expect(messages[1]).toMatchObject({
      type: 'ConfigureSuccess',
      thresholds: { eot_threshold: 0.6, eot_timeout_ms: 5_000 },
    });
    expect(messages[2]).toMatchObject({ type: 'ConfigureFailure' });
  });

  it('knows no KeepAlive: it says so, and hangs up', async () => {
    const { messages, closes, socket } = await connect('v2');
    // The client offers no such message; a client that sends it all the same must notice.
    socket.socket.send(JSON.stringify({ type: 'KeepAlive' }));
    await until(() => closes.length === 1);
    expect(messages.at(-1)).toMatchObject({ type: 'Error', code: 'UNPARSABLE_CLIENT_MESSAGE' });
  });

  it('answers late when told to, and in order', async () => {
    emulator.behave({ delayMs: 150, jitterMs: 50 });
    const { socket, messages, types } = await connect('v2');
    socket.sendMedia(say('good morning'));
    await until(() => (emulator.connections[0]?.audioBytes ?? 0) > 0);
    await clock.advance(199);
    await settle();
    expect(messages).toEqual([]);
    await clock.advance(1);
    await until(() => types().includes('EndOfTurn'));
    const numbers = messages.map(({ sequence_id }) => Number(sequence_id));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});
