/** Gemini's Live WebSocket on the loopback address: an emulated model that listens and labels. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type Clock, systemClock } from '../../../services/clock.ts';
import { createPhraseBook, type PhraseBook } from '../deepgram/phrase-book.ts';
import {
  type AnswerHeard,
  callOf,
  type ListeningBehaviour,
  welcoming,
} from '../listening-model.ts';
import { type LiveSession, openLiveSession } from './live-session.ts';

export interface GeminiEmulator {
  /** For `GEMINI_URL`. */
  url: string;
  book: PhraseBook;
  /** Every session there was, in order. */
  sessions: LiveSession[];
  /** Connections that are open now. */
  open(): number;
  /** Why it hung up, each time it did. */
  faults: string[];
  behave(changes: Partial<ListeningBehaviour>): void;
  /** Every connection goes dead without closing: nothing is read and no ping answered. */
  freeze(): void;
  close(): Promise<void>;
}

const path = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

export async function startGeminiEmulator(
  options: { answer?: AnswerHeard; apiKey?: string; model?: string; clock?: Clock } = {},
): Promise<GeminiEmulator> {
  const { apiKey, model, clock = systemClock, answer = () => callOf() } = options;
  const book = createPhraseBook();
  const behaviour: ListeningBehaviour = { ...welcoming };
  const sessions: LiveSession[] = [];
  const faults: string[] = [];
  const held = new Set<Duplex>();
  let ids = 0;
  const newId = (kind: string) => {
    ids += 1;
    return `${kind}-${ids}`;
  };

  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    held.add(socket);
    socket.on('close', () => held.delete(socket));
    if (behaviour.neverOpen) return;
    // The SDK's path begins with two slashes, which would be a host elsewhere.
    const asked = (request.url ?? '/').replace(/^\/+/, '/');
    const { pathname, searchParams } = new URL(asked, 'http://localhost');
    const unknown = pathname !== path;
    const status = behaviour.refuseWith ?? (unknown ? 404 : undefined);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (web) => {
      const hangUp = (code: number, reason: string) => {
        faults.push(reason);
        web.close(code, reason);
      };
      if (apiKey !== undefined && searchParams.get('key') !== apiKey) {
        hangUp(1_007, 'API key not valid. Please pass a valid API key.');
        return;
      }
      const send = (message: object) => {
        const isSetup = 'setupComplete' in message;
        if (behaviour.garbage) web.send('{"serverContent":');
        const gibberish = { chirp: { volume: 3 } };
        // The service sends its JSON in binary messages.
        const told = behaviour.gibberish && !isSetup ? gibberish : message;
        web.send(Buffer.from(JSON.stringify(told)));
      };
      const session = openLiveSession({
        ...{ clock, book, behaviour, model, answer, send, hangUp, newId },
        drop: () => web.terminate(),
      });
      sessions.push(session);
      web.on('message', (data) => session.message(String(data)));
      web.on('close', () => session.closed());
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    book,
    sessions,
    open: () => sockets.clients.size,
    faults,
    behave: (changes) => Object.assign(behaviour, changes),
    freeze() {
      for (const web of sockets.clients) web.pause();
    },
    async close() {
      for (const socket of held) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
