/** OpenAI's Realtime WebSocket on the loopback address: an emulated model that listens and labels. */
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
import { openRealtimeSession, type RealtimeSession } from './realtime-session.ts';

export interface RealtimeEmulator {
  /** For `OPENAI_BASE_URL`. */
  url: string;
  book: PhraseBook;
  /** Every session there was, in order. */
  sessions: RealtimeSession[];
  /** Connections that are open now. */
  open(): number;
  /** What a fault of the client's was answered with. */
  faults: string[];
  behave(changes: Partial<ListeningBehaviour>): void;
  /** Every connection goes dead without closing: nothing is read and no ping answered. */
  freeze(): void;
  close(): Promise<void>;
}

export async function startRealtimeEmulator(
  options: { answer?: AnswerHeard; apiKey?: string; model?: string; clock?: Clock } = {},
): Promise<RealtimeEmulator> {
  const { apiKey, model, clock = systemClock, answer = () => callOf() } = options;
  const book = createPhraseBook();
  const behaviour: ListeningBehaviour = { ...welcoming };
  const sessions: RealtimeSession[] = [];
  const faults: string[] = [];
  const held = new Set<Duplex>();
  let ids = 0;
  const newId = (kind: string) => {
    ids += 1;
    return `${kind}_${ids}`;
  };

  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    held.add(socket);
    socket.on('close', () => held.delete(socket));
    if (behaviour.neverOpen) return;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const asked = searchParams.get('model') ?? '';
    const isKeyWrong = apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`;
    const unknown = pathname !== '/v1/realtime' || (model !== undefined && asked !== model);
    const status = behaviour.refuseWith ?? (isKeyWrong ? 401 : unknown ? 404 : undefined);
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (web) => {
      const send = (event: object) => {
        const { error } = event as { error?: { message: string } };
        if (error !== undefined) faults.push(error.message);
        if (behaviour.garbage) web.send('{"type":');
        const gibberish = { kind: 'chirp', volume: 3 };
        web.send(
          JSON.stringify(behaviour.gibberish ? gibberish : { event_id: newId('event'), ...event }),
        );
      };
      const drop = () => web.terminate();
      const session = openRealtimeSession({ clock, book, behaviour, answer, send, drop, newId });
      sessions.push(session);
      web.on('message', (data) => session.message(String(data)));
      web.on('close', () => session.closed());
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
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
