import { createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../services/clock.ts';
import { createAuraVoice } from '../../../services/voice/aura-voice.ts';
import { createGoogleVoice } from '../../../services/voice/google-voice.ts';
import type { VoiceMaker } from '../../../services/voice/voice.ts';
import { type Rudeness, rudeFromTheStart, startRudeServer } from '../../emulators/rude-server.ts';
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts';
import { watchStrays } from '../../support/strays.ts';
import { settle } from '../speech/deepgram-caller.ts';
import { collect, never } from './collect.ts';

const text = 'You are booked for Tuesday, at three.';

const makers: Record<string, (clock: Clock, port: number) => VoiceMaker> = {
  Google: (clock, port) => createGoogleVoice({ clock, endpoint: `127.0.0.1:${port}` }),
  Aura: (clock, port) =>
    createAuraVoice({ clock, url: `ws://127.0.0.1:${port}`, voice: 'aura-2-thalia-en' }),
};

const says = (answer: string): Rudeness => ({ begin: (socket) => socket.end(answer) });
const rudeAsWeb: Record<string, Rudeness> = {
  ...rudeFromTheStart,
  'breaks off in a chunk': says('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc'),
  'counts its chunks in words': says(
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nabc\r\n',
  ),
  'refuses with half a reason': says(
    'HTTP/1.1 402 Payment\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"err_msg',
  ),
};

describe.each(Object.entries(makers))('a text to be spoken by %s', (_name, make) => {
  const strays = watchStrays();
  let clock: ManualClock;
  const closing: (() => Promise<unknown>)[] = [];
  beforeEach(() => {
    clock = createManualClock();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it.each(Object.entries(rudeAsWeb))(
    'whose server %s fails by name, in time, and no other call is touched',
    async (_what, rudeness) => {
      const server = await startRudeServer(rudeness);
      const voice = make(clock, server.port);
      closing.push(() => voice.close(), server.close);
      let failure: { code?: string } | undefined;
      const speaking = collect(voice.speak(text, never)).catch((error: { code?: string }) => {
        failure = error;
      });
      for (let second = 0; failure === undefined && second < 20; second += 1) {
        await settle();
        await clock.advance(1_000);
      }
      await speaking;
      expect(['voice-failed', 'timed-out']).toContain(failure?.code);
      expect(strays()).toEqual([]);
    },
  );
});

const grpcHead = { ':status': 200, 'content-type': 'application/grpc' };
const rudeStreams: Record<string, (stream: ServerHttp2Stream) => void> = {
  'answers with a page': (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'text/html' });
    stream.end('<html></html>');
  },
  'ends without a status': (stream) => {
    stream.respond(grpcHead);
    stream.end();
  },
  'sends what is no message': (stream) => {
    stream.respond(grpcHead);
    stream.end(Buffer.from([0, 0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff]));
  },
  'announces more than anybody takes': (stream) => {
    stream.respond(grpcHead);
    stream.end(Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1]));
  },
  'packs what nobody can unpack': (stream) => {
    stream.respond({ ...grpcHead, 'grpc-encoding': 'gzip' });
    stream.end(Buffer.from([1, 0, 0, 0, 3, 1, 2, 3]));
  },
  'breaks off within a message': (stream) => {
    stream.respond(grpcHead);
    stream.write(Buffer.from([0, 0, 0, 9, 9, 1]));
    setImmediate(() => stream.close(2));
  },
  'sends everybody away': (stream) => stream.session?.goaway(11),
};

describe('a text to be spoken by Google over a stream', () => {
  const strays = watchStrays();

  it.each(Object.entries(rudeStreams))(
    'that %s fails by name, and no other call is touched',
    async (_what, rude) => {
      const clock = createManualClock();
      const server = createHttp2();
      server.on('session', (session) => session.on('error', () => undefined));
      server.on('stream', (stream) => {
        stream.on('error', () => undefined);
        rude(stream);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const voice = createGoogleVoice({ clock, endpoint: `127.0.0.1:${port}` });
      let failure: { code?: string } | undefined;
      const speaking = collect(voice.speak(text, never)).catch((error: { code?: string }) => {
        failure = error;
      });
      for (let second = 0; failure === undefined && second < 20; second += 1) {
        await settle();
        await clock.advance(1_000);
      }
      await speaking;
      await voice.close();
      server.close();
      expect(['voice-failed', 'timed-out']).toContain(failure?.code);
      expect(strays()).toEqual([]);
    },
  );
});
