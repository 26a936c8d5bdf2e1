/** The WebSocket door of an emulated model that listens: opened, refused at, frozen and shut. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ListeningBehaviour } from './listening-model.ts';

export interface ListeningSession {
  message(text: string): void;
  closed(): void;
}

export interface ListeningDoor {
  port: number;
  /** Connections that are open now. */
  open(): number;
  /** Every connection goes dead without closing: nothing is read and no ping answered. */
  freeze(): void;
  close(): Promise<void>;
}

export interface ListeningDoorOptions {
  behaviour: ListeningBehaviour;
  /** The status with which the handshake is refused, if it is. */
  refuses(request: IncomingMessage): number | undefined;
  /** Nothing when it hangs up at once. */
  begin(web: WebSocket, request: IncomingMessage): ListeningSession | undefined;
}

export async function openListeningDoor(options: ListeningDoorOptions): Promise<ListeningDoor> {
  const { behaviour, refuses, begin } = options;
  const held = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    held.add(socket);
    socket.on('close', () => held.delete(socket));
    if (behaviour.neverOpen) return;
    const status = behaviour.refuseWith ?? refuses(request);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (web) => {
      const session = begin(web, request);
      if (session === undefined) return;
      web.on('message', (data) => session.message(String(data)));
      web.on('close', () => session.closed());
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    open: () => sockets.clients.size,
    freeze() {
      for (const web of sockets.clients) web.pause();
    },
    async close() {
      for (const socket of held) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Ids of one emulator, in order. */
export function createIds(separator: string): (kind: string) => string {
  let ids = 0;
  return (kind) => {
    ids += 1;
    return `${kind}${separator}${ids}`;
  };
}
