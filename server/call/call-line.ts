/** A call's line: the journal down as it is written, and the words of the browser up. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import type { RawData } from 'ws';
import { z } from 'zod';
import type { HeardWords } from '../../services/speech/speech.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { createJoinedWrites } from '../joined-writes.ts';
import type { CallPageDeps } from './call-deps.ts';

/** Reasons for closing, as close codes of the private range. */
export const lineCloses = {
  messageRefused: { code: 4400, reason: 'message-refused' },
  ticketRefused: { code: 4401, reason: 'ticket-refused' },
  callUnknown: { code: 4404, reason: 'call-unknown' },
  readerTooSlow: { code: 4408, reason: 'reader-too-slow' },
  tooManyMessages: { code: 4429, reason: 'too-many-messages' },
  messageTooBig: { code: 1009, reason: 'message-too-big' },
  callEnded: { code: 1000, reason: 'call-ended' },
} as const;
type LineClose = (typeof lineCloses)[keyof typeof lineCloses];

const ticketProtocol = 'frontdesk.ticket.';
/** A turn of words with five readings of it fits; nothing else is sent. */
const messageBytesMax = 8 * 1024;
/** Typing and interim results come a few times a second. */
const messagesPerSecondMax = 30;
/**
 * What may wait for a slow reader; a long call's whole journal is a tenth of it. Beyond it the reader
 * is let go, and not an entry: opened anew, the line begins with every entry so far.
 */
const waitingBytesMax = 4 * 1024 * 1024;
/** After the end of a call its last facts are still on their way. */
const lingerMs = 10_000;

const wordsMessage = z.strictObject({
  type: z.literal('words'),
  text: z.string().max(1000),
  final: z.boolean(),
  turnOver: z.boolean(),
  nbest: z.array(z.string().max(1000)).max(5).optional(),
});

type LineDeps = Pick<CallPageDeps, 'checkTicket' | 'follow' | 'relay' | 'clock' | 'log'>;

/** Runs one reader of one call until either side is done. */
export function openCallLine(
  socket: WebSocket,
  { headers, raw }: Pick<FastifyRequest, 'headers' | 'raw'>,
  deps: LineDeps,
): void {
  let stop = (): void => {};
  const close = ({ code, reason }: LineClose): void => {
    stop();
    socket.close(code, reason);
  };
  socket.on('error', (error) => deps.log.warn({ error }, 'call line broke'));
  const callId = deps.checkTicket(ticketIn(headers['sec-websocket-protocol']));
  if (callId === undefined) {
    close(lineCloses.ticketRefused);
    return;
  }

  const log = deps.log.child({ callId });
  const join = createJoinedWrites(raw.socket);
  const send = (entry: JournalEntry): boolean => {
    join();
    socket.send(JSON.stringify(entry));
    const keepsUp = socket.bufferedAmount <= waitingBytesMax;
    if (!keepsUp) close(lineCloses.readerTooSlow);
    return keepsUp;
  };
  const down = entriesDown(send, callId, deps, close);
  if (down === undefined) {
    close(lineCloses.callUnknown);
    return;
  }
  stop = down;
  socket.on('close', () => stop());
  const allowed = atMostPerSecond(messagesPerSecondMax, deps);
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const text = String(data);
    const words = isBinary ? lineCloses.messageRefused : readWords(text, allowed);
    if ('code' in words) close(words);
    else if (!deps.relay(callId, words)) log.info('words came after the end of the call');
  });
}

function entriesDown(
  /** False when it was the last one that is sent. */
  sendDown: (entry: JournalEntry) => boolean,
  callId: string,
  deps: LineDeps,
  close: (why: LineClose) => void,
): (() => void) | undefined {
  let cancelLinger = (): void => {};
  const send = (entry: JournalEntry): void => {
    if (sendDown(entry) && entry.kind === 'call-ended') {
      cancelLinger = deps.clock.after(lingerMs, () => close(lineCloses.callEnded));
    }
  };
  // An entry noted while the first ones are being sent must not overtake them.
  let caughtUp = false;
  const early: JournalEntry[] = [];
  const following = deps.follow(callId, (entry) => {
    if (caughtUp) send(entry);
    else early.push(entry);
  });
  if (following === undefined) return undefined;
  for (const entry of following.entries) send(entry);
  const lastSeq = following.entries.at(-1)?.seq ?? 0;
  for (const entry of early) if (entry.seq > lastSeq) send(entry);
  caughtUp = true;
  return () => {
    cancelLinger();
    following.stop();
  };
}

function ticketIn(protocols: string | undefined): string {
  const offered = (protocols ?? '').split(',').map((protocol) => protocol.trim());
  const ticket = offered.find((protocol) => protocol.startsWith(ticketProtocol));
  return ticket?.slice(ticketProtocol.length) ?? '';
}

/** The words of a message, or why the line ends over it. */
function readWords(text: string, allowed: () => boolean): HeardWords | LineClose {
  if (Buffer.byteLength(text) > messageBytesMax) return lineCloses.messageTooBig;
  if (!allowed()) return lineCloses.tooManyMessages;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return lineCloses.messageRefused;
  }
  const message = wordsMessage.safeParse(json);
  if (!message.success) return lineCloses.messageRefused;
  const { type: _type, nbest, ...words } = message.data;
  return { ...words, ...(nbest !== undefined && { nbest }) };
}

function atMostPerSecond(max: number, { clock }: LineDeps): () => boolean {
  let windowStartMs = clock.now();
  let count = 0;
  return () => {
    if (clock.now() - windowStartMs >= 1000) {
      windowStartMs = clock.now();
      count = 0;
    }
    count += 1;
    return count <= max;
  };
}
