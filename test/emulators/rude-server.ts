/** A server that keeps to no protocol: what a broken proxy or a provider in trouble may send back. */

import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** What it does with the first bytes of a connection, and with each that come after. */
export interface Rudeness {
  /** The client's first bytes, a request's head mostly, are in `first`. */
  begin(socket: Socket, first: Buffer): void;
  more?(socket: Socket): void;
}

export interface RudeServer {
  port: number;
  /** Connections that came in so far, and those that are open now. */
  readonly came: number;
  readonly open: number;
  close(): Promise<void>;
}

export async function startRudeServer({ begin, more }: Rudeness): Promise<RudeServer> {
  const sockets = new Set<Socket>();
  let came = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    came += 1;
    let first = true;
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      if (first) begin(socket, bytes);
      else more?.(socket);
      first = false;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get came() {
      return came;
    },
    get open() {
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const noise = Buffer.from(Array.from({ length: 400 }, (_, at) => (at * 151 + 89) % 256));

/** Rude to any client, whatever it speaks. */
export const rudeFromTheStart: Record<string, Rudeness> = {
  'hangs up at once': { begin: (socket) => socket.destroy() },
  'says noise instead of an answer': { begin: (socket) => socket.write(noise) },
  'answers with half a head': { begin: (socket) => socket.write('HTTP/1.1 101 Swi') },
  'shows a page of somebody else': {
    begin: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>'),
  },
  'sends the client somewhere else': {
    begin: (socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n'),
  },
  'never says a word': { begin: () => undefined },
};

const upgradeKeySalt = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function accept(socket: Socket, head: Buffer): void {
  const key = /sec-websocket-key: (\S+)/i.exec(head.toString('latin1'))?.[1] ?? '';
  const answer = createHash('sha1')
    .update(key + upgradeKeySalt)
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${answer}\r\n\r\n`,
  );
}

/** One whole frame of a WebSocket, short enough for the shortest form of its length. */
export function webFrame(opcode: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload);
  const head =
    body.length < 126
      ? [0x80 | opcode, body.length]
      : [0x80 | opcode, 126, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from(head), body]);
}

/** Accepts a WebSocket, and sends these bytes then, and again for whatever the client sends. */
function sends(...bytes: Buffer[]): Rudeness {
  return sendsAfter([], bytes);
}

/** The same, behind a greeting in answer to the first that the client says. */
function sendsAfter(greeting: Buffer[], bytes: Buffer[]): Rudeness {
  const greeted = new WeakSet<Socket>();
  return {
    begin(socket, head) {
      accept(socket, head);
      if (greeting.length === 0) socket.write(Buffer.concat(bytes));
    },
    more(socket) {
      if (!socket.writable) return;
      socket.write(Buffer.concat(greeted.has(socket) ? bytes : [...greeting, ...bytes]));
      greeted.add(socket);
    },
  };
}

const text = (payload: string | Buffer) => webFrame(1, payload);
/** A session of a listening model begins with these: only then does a client read on. */
const greeting = [
  '{"setupComplete":{}}',
  '{"type":"session.created"}',
  '{"type":"session.updated"}',
].map((message) => text(message));
const ofAnotherMake = [
  '{"type":"Results","channel":null}',
  '{"type":{"type":"TurnInfo"},"event":7}',
  '{"serverContent":7,"toolCall":"label","setupComplete":null}',
  '{"type":"response.created","response":null}',
  '{"type":"response.done","response":null}',
  '{"type":"error"}',
  '{"type":"error","error":null}',
  '{"toolCall":{"functionCalls":{"name":"label"}}}',
  '{"serverContent":{"inputTranscription":{"text":{}}}}',
  '{"type":"conversation.item.input_audio_transcription.completed"}',
  '{"type":"conversation.item.input_audio_transcription.delta","item_id":7,"delta":{}}',
].map((message) => text(message));
const deep = `${'['.repeat(20_000)}1${']'.repeat(20_000)}`;

/** Rude once a WebSocket is open. */
export const rudeOnceOpen: Record<string, Rudeness> = {
  'hangs up right after the handshake': {
    begin(socket, head) {
      accept(socket, head);
      socket.destroySoon();
    },
  },
  'closes with a code that nobody may send': sends(webFrame(8, Buffer.from([0x03, 0xec]))),
  'closes with a reason': sends(
    webFrame(8, Buffer.concat([Buffer.from([0x03, 0xf0]), noise.subarray(0, 20)])),
  ),
  'closes for want of a key': sends(
    webFrame(8, Buffer.concat([Buffer.from([0x03, 0xf0]), Buffer.from('no key')])),
  ),
  'writes what is no JSON': sends(text('<html>502 Bad Gateway</html>')),
  'writes half a message': sends(text('{"type":"Results","channel":{"alternatives":[{"tra')),
  'writes nothing at all': sends(text('')),
  'writes null': sends(text('null')),
  'writes a number, a word and a list': sends(text('7'), text('"Results"'), text('[{"type":1}]')),
  'writes messages of another make': sends(...ofAnotherMake),
  'begins well and then writes messages of another make': sendsAfter(greeting, ofAnotherMake),
  'begins well too early': sends(...greeting),
  'begins well and then writes half a message': sendsAfter(greeting, [text('{"serverContent":{')]),
  'writes a message without a bottom': sends(
    Buffer.concat([
      Buffer.from([0x81, 126, deep.length >> 8, deep.length & 0xff]),
      Buffer.from(deep),
    ]),
  ),
  'sends binary noise': sends(webFrame(2, noise.subarray(0, 120))),
  'sends text that is none': sends(text(Buffer.from([0xff, 0xfe, 0xc3, 0x28]))),
  'breaks the rules of a frame': sends(Buffer.from([0xff, 0xff, 0x00])),
  'announces more than anybody takes': sends(Buffer.from([0x81, 127, 0, 255, 0, 0, 0, 0, 0, 0])),
};
