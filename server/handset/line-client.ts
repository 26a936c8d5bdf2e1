/** The terminal's end of a call's line: words up, the journal down, opened anew when it breaks. */
import { WebSocket } from 'ws';
import type { Clock } from '../../services/clock.ts';
import type { HeardWords } from '../../services/speech/speech.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { mintTicket, ticketProtocolPrefix } from '../phone/tickets.ts';

export interface LineClient {
  words(words: HeardWords): void;
  close(): void;
}

export interface LineClientDeps {
  /** `http://host:port` of the server. */
  url: string;
  callId: string;
  ticketSecret: string;
  clock: Clock;
  /** A fresh text for each ticket. */
  nonce: () => string;
  entry(entry: JournalEntry): void;
  lost(why: string): void;
}

const ticketLifeMs = 60_000;
/** The line is known to the server a moment after the stream; it is also let break a few times. */
const attemptsMax = 6;
const firstRetryMs = 150;
/** Closes that a further attempt would only meet again. */
const finalCodes = new Set([1000, 1009, 4400, 4401]);
/** Words said before the line is open; more than a sentence's interim readings never wait. */
const waitingMax = 50;

export function openLine(deps: LineClientDeps): LineClient {
  let socket: WebSocket;
  let attempts = 0;
  let lastSeq = 0;
  let closed = false;
  let waiting: string[] = [];
  let stopRetry: (() => void) | undefined;

  function open(): void {
    const ticket = mintTicket(deps.ticketSecret, {
      purpose: 'line',
      callId: deps.callId,
      expiresAtMs: deps.clock.now() + ticketLifeMs,
      nonce: deps.nonce(),
    });
    const address = new URL('/call/line', deps.url.replace(/^http/, 'ws'));
    socket = new WebSocket(address, [ticketProtocolPrefix + ticket]);
    socket.on('message', (data) => {
      attempts = 0;
      const entry = JSON.parse(String(data)) as JournalEntry;
      // Opened anew, the line begins with what is known already.
      if (entry.seq <= lastSeq) return;
      lastSeq = entry.seq;
      deps.entry(entry);
    });
    socket.on('open', () => {
      for (const text of waiting) socket.send(text);
      waiting = [];
    });
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => reopen(code, String(reason)));
  }

  function reopen(code: number, reason: string): void {
    if (closed || code === 1000) return;
    attempts += 1;
    if (finalCodes.has(code) || attempts > attemptsMax) {
      deps.lost(reason || `closed with ${code}`);
      return;
    }
    stopRetry = deps.clock.after(firstRetryMs * 2 ** (attempts - 1), open);
  }

  open();
  return {
    words({ text, final, turnOver }) {
      const message = JSON.stringify({ type: 'words', text, final, turnOver });
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
      else if (waiting.length < waitingMax) waiting.push(message);
    },
    close() {
      closed = true;
      stopRetry?.();
      socket.close(1000);
    },
  };
}
