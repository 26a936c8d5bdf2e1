/** Deepgram on a loopback port: its doors, its two live protocols, and every way it can fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { z } from 'zod';
import type { Clock } from '../../../services/clock.ts';
import { createFluxSession, fluxQuery } from './flux-session.ts';
import { createNovaSession, novaQuery } from './nova-session.ts';
import { createPhraseBook, type LineFault, type PhraseBook } from './phrase-book.ts';
import { type Behaviour, faultless, type Session, type SessionDeps } from './session.ts';
import { answerSpeak, speakQuery } from './speak-door.ts';

export interface ReceivedConnection {
  path: string;
  query: URLSearchParams;
  /** Every JSON message of the client, in order. */
  messages: { type?: string }[];
  audioBytes: number;
  /** How it ended, seen from here. */
  closeCode?: number;
}

export interface DeepgramEmulator {
  /** As `ws://…`, for `DEEPGRAM_URL`. */
  readonly url: string;
  readonly book: PhraseBook;
  /** Every connection that was let in, in order. */
  readonly connections: readonly ReceivedConnection[];
  /** The status of each refusal, in order. */
  readonly refusals: readonly number[];
  /** The texts it was asked to speak, in order. */
  readonly spoken: readonly string[];
  /** Texts whose listener went away before their audio was whole. */
  readonly unheard: number;
  /** Changes how it behaves from now on. */
  behave(behaviour: Partial<Behaviour>): void;
  /** Breaks every connection off, without a goodbye. */
  drop(): void;
  /** Every connection goes dead without closing: nothing is read and no ping answered. */
  freeze(): void;
  /** Sends an error message to every connection, and closes it. */
  breakWith(code: string): void;
  close(): Promise<void>;
}

const doors: Record<
  string,
  { query: z.ZodType; session: (deps: SessionDeps) => Session } | undefined
> = {
  '/v1/listen': { query: novaQuery, session: createNovaSession },
  '/v2/listen': { query: fluxQuery, session: createFluxSession },
};

/** Late, and still in time for a recogniser that is given some. */
const lateMs = 900;
const serverError = {
  type: 'Error',
  sequence_id: 0,
  code: 'INTERNAL_SERVER_ERROR',
  description: 'The emulated server failed.',
};

export async function startDeepgramEmulator(options: {
  clock: Clock;
  apiKey: string;
  /** From 0 up to 1; jitter is drawn from it. */
  random?: () => number;
}): Promise<DeepgramEmulator> {
  const { clock, apiKey, random = () => 0.5 } = options;
  const book = createPhraseBook();
  const server = createServer((request, response) => {
    speak(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true });
  const live = new Set<{ socket: WebSocket; send(message: object, final?: boolean): void }>();
  const raw = new Set<Duplex>();
  const connections: ReceivedConnection[] = [];
  const refusals: number[] = [];
  const spoken: string[] = [];
  let unheard = 0;
  let behaviour: Behaviour = { ...faultless };

  function refuse(duplex: Duplex, status: number, why: string): void {
    refusals.push(status);
    const body = JSON.stringify({ err_code: why, err_msg: why, request_id: 'none' });
    duplex.end(
      `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\ndg-error: ${why}\r\n` +
        `Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  }

  async function speak(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
    const status = speakStatus(request, pathname, searchParams);
    if (status === 200) {
      const left = () => {
        unheard += 1;
      };
      await answerSpeak(request, response, { behaviour, texts: spoken, left });
      return;
    }
    refusals.push(status);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ err_code: 'REFUSED', err_msg: 'refused' }));
  }

  function speakStatus(request: IncomingMessage, path: string, query: URLSearchParams): number {
    if (behaviour.refuseWith !== undefined) return behaviour.refuseWith;
    if (path !== '/v1/speak' || request.method !== 'POST') return 404;
    if (request.headers.authorization !== `Token ${apiKey}`) return 401;
    return speakQuery.safeParse(plain(query)).success ? 200 : 400;
  }

  function upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): void {
    raw.add(duplex);
    duplex.on('close', () => raw.delete(duplex)).on('error', () => {});
    const { pathname, searchParams } = new URL(request.url ?? '/', 'ws://loopback');
    const door = doors[pathname];
    if (behaviour.neverOpen) return;
    if (behaviour.refuseWith !== undefined) refuse(duplex, behaviour.refuseWith, 'AS_TOLD');
    else if ((behaviour.onlyPath ?? pathname) !== pathname) refuse(duplex, 403, 'NO_ACCESS');
    else if (door === undefined) refuse(duplex, 404, 'NOT_FOUND');
    else if (request.headers.authorization !== `Token ${apiKey}`) {
      refuse(duplex, 401, 'INVALID_AUTH');
    } else if (!door.query.safeParse(plain(searchParams)).success) {
      refuse(duplex, 400, 'INVALID_QUERY_PARAMETER');
    } else {
      sockets.handleUpgrade(request, duplex, head, (socket) =>
        serve(socket, pathname, searchParams, door.session),
      );
    }
  }

  function serve(
    socket: WebSocket,
    path: string,
    query: URLSearchParams,
    sessionOf: (deps: SessionDeps) => Session,
  ): void {
    const received: ReceivedConnection = { path, query, messages: [], audioBytes: 0 };
    connections.push(received);
    let dueMs = clock.now();
    let dead = false;
    let garbled = false;
    /** What the phrase that is being heard has in store for this connection. */
    let due: LineFault | undefined;

    function strike(fault: LineFault): boolean {
      if (fault === 'late') {
        dueMs = clock.now() + lateMs;
        return false;
      }
      garbled = fault === 'garbled';
      dead = !garbled;
      if (fault === 'drops') socket.terminate();
      if (fault === 'frozen') socket.pause();
      if (fault === 'error') {
        socket.send(JSON.stringify(serverError));
        socket.close(1011);
      }
      return true;
    }

    /** Whether these words are not told on this connection any more. */
    function fails(message: object): boolean {
      const told = JSON.stringify(message);
      const hit = behaviour.wordFaults.find(
        (one) => one.times > 0 && one.path === path && one.words.test(told),
      );
      if (hit !== undefined) hit.times -= 1;
      const fault = hit?.fault ?? due;
      due = undefined;
      return fault !== undefined && strike(fault);
    }

    const heard: PhraseBook = {
      add: book.add,
      find(fingerprint, recent) {
        const anchors = book.find(fingerprint, recent);
        for (const { phrase } of anchors) {
          if (phrase.meets === undefined || phrase.meets.times === 0) continue;
          phrase.meets.times -= 1;
          due = phrase.meets.fault;
        }
        return anchors;
      },
    };

    function deliver(message: object, waitMs: number): void {
      const put = () => {
        if (behaviour.garbage || garbled) socket.send('{"type":"Results","start":');
        socket.send(
          JSON.stringify(behaviour.gibberish || garbled ? { kind: 'unheard-of' } : message),
        );
      };
      if (waitMs <= 0) put();
      else clock.after(waitMs, put);
    }

    function send(message: object, final = false): void {
      if (behaviour.silent || dead || fails(message)) return;
      const { delayMs, jitterMs, finalsLateMs, finalsTwice } = behaviour;
      const nowMs = clock.now();
      // Jitter never changes the order; only a late final falls behind.
      dueMs = Math.max(dueMs, nowMs + delayMs + jitterMs * random());
      const waitMs = dueMs - nowMs + (final ? finalsLateMs : 0);
      deliver(message, waitMs);
      if (final && finalsTwice) deliver(message, waitMs);
    }

    const line = {
      requestId: `request-${connections.length}`,
      send,
      close(code: number, reason: string) {
        const waitMs = Math.max(0, dueMs - clock.now());
        if (waitMs === 0) socket.close(code, reason);
        else clock.after(waitMs, () => socket.close(code, reason));
      },
    };
    const session = sessionOf({ clock, book: heard, query, line });
    const entry = { socket, send };
    live.add(entry);

    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) {
        const message = readJson(data.toString());
        received.messages.push(message as { type?: string });
        session.text(message);
        return;
      }
      received.audioBytes += data.length;
      session.audio(data);
      const { dropAfterMs } = behaviour;
      if (dropAfterMs !== undefined && received.audioBytes >= dropAfterMs * 8) {
        behaviour = { ...behaviour, dropAfterMs: undefined };
        socket.terminate();
      }
    });
    socket.on('error', () => {});
    socket.on('close', (code) => {
      received.closeCode = code;
      live.delete(entry);
      session.closed();
    });
  }

  server.on('upgrade', upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    book,
    connections,
    refusals,
    spoken,
    get unheard() {
      return unheard;
    },
    behave(changes) {
      behaviour = { ...behaviour, ...changes };
    },
    drop() {
      for (const { socket } of live) socket.terminate();
    },
    freeze() {
      for (const { socket } of live) socket.pause();
    },
    breakWith(code) {
      for (const { socket } of live) {
        const message = { type: 'Error', code, description: code, sequence_id: 0 };
        socket.send(JSON.stringify(message));
        socket.close(1011, code);
      }
    },
    async close() {
      for (const duplex of raw) duplex.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Parameters may come more than once; only `keyterm` may. */
function plain(query: URLSearchParams): Record<string, string | string[]> {
  const keys = [...new Set(query.keys())];
  return Object.fromEntries(
    keys.map((key) => {
      const values = query.getAll(key);
      return [key, key === 'keyterm' || values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
