/** One connection to Deepgram through its SDK: opened, watched, and lost exactly once, with a reason. */
import { DeepgramClient, type DeepgramTransport } from '@deepgram/sdk';
import { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';

/** What the SDK's sockets of both protocols have in common. */
export interface SdkSocket {
  on(event: 'open', run: () => void): void;
  on(event: 'message', run: (message: never) => void): void;
  on(event: 'close', run: (event: { code: number; reason: string }) => void): void;
  on(event: 'error', run: (error: Error) => void): void;
  connect(): unknown;
  sendMedia(bytes: Uint8Array): void;
  sendCloseStream(message: { type: 'CloseStream' }): void;
  close(): void;
}

export interface LineListener {
  opened(): void;
  message(message: unknown): void;
  /** Not called after `close`. `retryable` is false when another attempt would end the same. */
  lost(why: string, retryable: boolean): void;
}

export interface DeepgramLine<Socket extends SdkSocket> {
  /** Does nothing unless the connection is open. */
  send(run: (socket: Socket) => void): void;
  /** Gives the connection up as if the other side had. */
  abandon(why: string): void;
  close(): void;
}

export interface DeepgramAddress {
  apiKey: string;
  /** Where Deepgram is, as `wss://…`; without it, Deepgram's own address. */
  url?: string;
}

/** A handshake takes a few round trips; longer than this, the caller is better served elsewhere. */
const openMsMax = 2_000;
/** A line that answers no ping until the next one is due is dead, whatever TCP believes. */
const pingMs = 2_000;
/** Four seconds of audio that the network has not taken: it would only arrive late. */
const unsentBytesMax = 32_000;
/** Far above any message of a recogniser. */
const messageBytesMax = 1_048_576;
/** How long the goodbye may take. */
const closeMsMax = 1_000;

export function openDeepgramLine<Socket extends SdkSocket>(
  options: {
    clock: Clock;
    address: DeepgramAddress;
    connect: (client: DeepgramClient) => Promise<Socket>;
  },
  listener: LineListener,
): DeepgramLine<Socket> {
  const { clock, address } = options;
  let socket: Socket | undefined;
  let web: WebSocket | undefined;
  let open = false;
  let over = false;
  let heardSincePing = true;
  let takeBackPing = () => {};
  const takeBackDeadline = clock.after(openMsMax, () => lose('did not open in time', true));

  function stop(): void {
    over = true;
    open = false;
    takeBackDeadline();
    takeBackPing();
  }

  function lose(why: string, retryable: boolean): void {
    if (over) return;
    stop();
    web?.terminate();
    listener.lost(why, retryable);
  }

  function ping(): void {
    takeBackPing = clock.after(pingMs, () => {
      if (!heardSincePing) {
        lose('answers no ping', true);
        return;
      }
      heardSincePing = false;
      web?.ping();
      ping();
    });
  }

  const client = new DeepgramClient({
    apiKey: address.apiKey,
    ...(address.url === undefined ? {} : { baseUrl: address.url }),
    transportFactory(url, headers) {
      web = new WebSocket(url, { headers, maxPayload: messageBytesMax });
      const alive = () => {
        heardSincePing = true;
      };
      // The SDK listens a moment later; an error before that must not be nobody's.
      web.on('pong', alive).on('message', alive).on('error', alive);
      web.on('unexpected-response', (request, response) => {
        const status = response.statusCode ?? 0;
        request.destroy();
        lose(`refused with ${status}`, status === 429 || status >= 500);
      });
      return transportOver(web);
    },
  });

  async function start(): Promise<void> {
    const made = await options.connect(client);
    if (over) return;
    socket = made;
    made.on('open', () => {
      if (over) return;
      open = true;
      takeBackDeadline();
      ping();
      listener.opened();
    });
    made.on('message', (message) => {
      if (!over) listener.message(message);
    });
    made.on('close', ({ code }) => lose(`closed with ${code}`, true));
    made.on('error', () => lose('broke', true));
    made.connect();
  }
  start().catch(() => lose('could not be opened', true));

  return {
    send(run) {
      if (!open || socket === undefined || web?.readyState !== WebSocket.OPEN) return;
      if (web.bufferedAmount > unsentBytesMax) lose('takes no audio', true);
      else run(socket);
    },
    abandon: (why) => lose(why, true),
    close() {
      if (over) return;
      if (open && web?.readyState === WebSocket.OPEN) {
        socket?.sendCloseStream({ type: 'CloseStream' });
      }
      stop();
      const closing = web;
      const takeBackKill = clock.after(closeMsMax, () => closing?.terminate());
      closing?.once('close', takeBackKill);
      closing?.close(1000);
    },
  };
}

/** The SDK's own WebSocket hides refusals, pings and what is unsent; this one shows them. */
function transportOver(web: WebSocket): DeepgramTransport {
  return {
    send(data) {
      if (data instanceof Blob) throw new Error('a blob cannot be sent at once');
      web.send(data);
    },
    onOpen: (run) => void web.on('open', run),
    onMessage: (run) =>
      void web.on('message', (data: Buffer, isBinary) => run(isBinary ? data : data.toString())),
    onError: (run) => void web.on('error', run),
    onClose: (run) =>
      void web.on('close', (code, reason) => run({ code, reason: reason.toString() })),
    isOpen: () => web.readyState === WebSocket.OPEN,
    // A close frame holds no more than 123 bytes of reason, and nobody reads it.
    close: (code) => web.close(code),
  };
}
