/** The call's line in the browser: journal entries in, words out, opened anew when it breaks. */
import type { HeardWords } from '../../../services/speech/speech.ts';
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
import { socketAddress } from './handset.ts';

export interface LineClient {
  words(words: HeardWords): void;
  close(): void;
}

/** The line is known to the server a moment after the stream; later it may break. */
const firstRetryMs = 200;
/** Closes that another attempt would only meet again; they are named in the server's line. */
const finalCodes = new Set([1000, 1009, 4400, 4401]);
const nbestMax = 5;

export function openLine(
  tickets: string[],
  listener: { entry(entry: JournalEntry): void; lost(): void },
): LineClient {
  let socket: WebSocket;
  let opened = 0;
  let attempts = 0;
  let lastSeq = 0;
  let closed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const open = (): void => {
    socket = new WebSocket(socketAddress('/call/line'), [`frontdesk.ticket.${tickets[opened]}`]);
    opened += 1;
    socket.onmessage = (message) => {
      attempts = 0;
      const entry = JSON.parse(String(message.data)) as JournalEntry;
      // Opened anew, the line begins with what is known already.
      if (entry.seq <= lastSeq) return;
      lastSeq = entry.seq;
      listener.entry(entry);
    };
    socket.onclose = ({ code }) => {
      if (closed || code === 1000) return;
      attempts += 1;
      if (finalCodes.has(code) || opened === tickets.length) listener.lost();
      else retry = setTimeout(open, firstRetryMs * 2 ** (attempts - 1));
    };
  };
  open();

  return {
    words({ text, final, turnOver, nbest }) {
      if (socket.readyState !== WebSocket.OPEN) return;
      const others = nbest?.slice(0, nbestMax);
      socket.send(JSON.stringify({ type: 'words', text, final, turnOver, nbest: others }));
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket.close(1000);
    },
  };
}
