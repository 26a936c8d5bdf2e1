/** A call's line over a real WebSocket: the journal down in order, words up, everything else refused. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { lineCloses } from '../../../server/call/call-line.ts';
import type { HeardWords } from '../../../services/speech/speech.ts';
import type { JournalEntry, JournalFact } from '../../../services/store/journal-entry.ts';
import { openPracticeJournal, type PracticeJournal } from '../../support/practice-journal.ts';
import { practicePage } from '../../support/practice-page.ts';
import {
  openPracticeReceptionist,
  type PracticeReceptionist,
} from '../../support/practice-receptionist.ts';

interface Wait {
  delayMs: number;
  run(): void;
}

let desk: PracticeReceptionist;
let nowMs = 0;
const waits = new Set<Wait>();
const journals = new Map<string, PracticeJournal>();
const relayed: { callId: string; words: HeardWords }[] = [];

beforeAll(async () => {
  desk = await openPracticeReceptionist(await practicePage(), {
    checkTicket: (token) => (token.startsWith('good.') ? token.slice('good.'.length) : undefined),
    follow: (callId, listener) => journals.get(callId)?.follow(listener),
    relay: (callId, words) => relayed.push({ callId, words }) > 0,
    clock: {
      now: () => nowMs,
      after(delayMs, run) {
        const wait = { delayMs, run };
        waits.add(wait);
        return () => waits.delete(wait);
      },
    },
  });
});
afterAll(() => desk.close());

function journalOf(callId: string): PracticeJournal {
  const journal = openPracticeJournal(callId, () => nowMs);
  journals.set(callId, journal);
  return journal;
}

interface Reader {
  socket: WebSocket;
  next(): Promise<JournalEntry>;
  closed: Promise<{ code: number; reason: string }>;
}

function read(ticket: string): Reader {
  const address = `${desk.address.replace('http', 'ws')}/call/line`;
  const socket = new WebSocket(address, [`frontdesk.ticket.${ticket}`]);
  const arrived: JournalEntry[] = [];
  const wanted: ((entry: JournalEntry) => void)[] = [];
  socket.on('message', (data) => {
    const entry = JSON.parse(String(data)) as JournalEntry;
    const taker = wanted.shift();
    if (taker) taker(entry);
    else arrived.push(entry);
  });
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  const next = (): Promise<JournalEntry> => {
    const entry = arrived.shift();
    return entry ? Promise.resolve(entry) : new Promise((resolve) => wanted.push(resolve));
  };
  return { socket, next, closed };
}

function speaking(isSpeaking: boolean): JournalFact {
  return { kind: 'caller-speaking', speaking: isSpeaking };
}

async function sent(callId: string, message: string | Buffer): Promise<Reader> {
  journalOf(callId).note(speaking(true));
  const reader = read(`good.${callId}`);
  await reader.next();
  reader.socket.send(message);
  return reader;
}

describe('the line down', () => {
  it('begins with everything so far and goes on with what happens, in order', async () => {
    const journal = journalOf('c1');
    journal.note(speaking(true));
    journal.note(speaking(false));
    const reader = read('good.c1');
    expect((await reader.next()).seq).toBe(1);
    expect((await reader.next()).seq).toBe(2);
    journal.note(speaking(true));
    expect(await reader.next()).toMatchObject({ callId: 'c1', seq: 3, speaking: true });
    reader.socket.close();
    await reader.closed;
  });

  it('stops following when the reader leaves', async () => {
    const journal = journalOf('c2');
    journal.note(speaking(true));
    const reader = read('good.c2');
    await reader.next();
    expect(journal.readers()).toBe(1);
    reader.socket.close();
    await reader.closed;
    await expect.poll(() => journal.readers()).toBe(0);
  });

  it('tells the end of the call, waits for its last facts, then closes', async () => {
    const journal = journalOf('c3');
    const reader = read('good.c3');
    await once(reader.socket, 'open');
    await expect.poll(() => journal.readers()).toBe(1);
    journal.note({ kind: 'call-ended', outcome: 'booked' });
    expect(await reader.next()).toMatchObject({ kind: 'call-ended' });
    journal.note(speaking(false));
    expect(await reader.next()).toMatchObject({ kind: 'caller-speaking' });
    const [linger] = [...waits].filter((wait) => wait.delayMs === 10_000);
    linger?.run();
    expect(await reader.closed).toEqual(lineCloses.callEnded);
  });

  it('lets a reader go that does not read, and keeps the call', async () => {
    const journal = journalOf('c4');
    const reader = read('good.c4');
    await once(reader.socket, 'open');
    await expect.poll(() => journal.readers()).toBe(1);
    reader.socket.pause();
    const text = 'x'.repeat(100_000);
    for (let count = 0; count < 2000 && journal.readers() > 0; count += 1) {
      journal.note({ kind: 'error', where: 'test', message: text });
      if (count % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(journal.readers()).toBe(0);
    expect(journal.entries.length).toBeLessThan(2000);
    reader.socket.terminate();
  });
});

describe('the line up', () => {
  it('hands over the words with their other readings', async () => {
    const message = { type: 'words', text: 'a cleaning', final: true, turnOver: true };
    const reader = await sent('c5', JSON.stringify({ ...message, nbest: ['a clean in'] }));
    await expect
      .poll(() => relayed.at(-1))
      .toEqual({
        callId: 'c5',
        words: { text: 'a cleaning', final: true, turnOver: true, nbest: ['a clean in'] },
      });
    reader.socket.close();
  });

  const words = { type: 'words', text: 'hello', final: true, turnOver: true };
  const refused: [string, string | Buffer, { code: number; reason: string }][] = [
    ['what is not JSON', 'hello', lineCloses.messageRefused],
    ['an unknown type', JSON.stringify({ ...words, type: 'hang-up' }), lineCloses.messageRefused],
    ['a field too many', JSON.stringify({ ...words, callId: 'c1' }), lineCloses.messageRefused],
    ['words that are no text', JSON.stringify({ ...words, text: 5 }), lineCloses.messageRefused],
    ['binary', Buffer.from(JSON.stringify(words)), lineCloses.messageRefused],
    ['a speech', JSON.stringify({ ...words, text: 'x'.repeat(9000) }), lineCloses.messageTooBig],
  ];
  for (const [what, message, close] of refused) {
    it(`refuses ${what} with a reason`, async () => {
      const before = relayed.length;
      const reader = await sent(what.replaceAll(' ', '-'), message);
      expect(await reader.closed).toEqual(close);
      expect(relayed.length).toBe(before);
    });
  }

  it('refuses a flood', async () => {
    const reader = await sent('flood', JSON.stringify(words));
    for (let count = 0; count < 40; count += 1) reader.socket.send(JSON.stringify(words));
    expect(await reader.closed).toEqual(lineCloses.tooManyMessages);
  });

  it('lets somebody talk for as long as they like at a natural speed', async () => {
    const before = relayed.length;
    const reader = await sent('talker', JSON.stringify(words));
    for (let count = 1; count < 60; count += 1) {
      nowMs += 100;
      reader.socket.send(JSON.stringify({ ...words, text: String(count) }));
      await expect.poll(() => relayed.length, { interval: 1 }).toBe(before + count + 1);
    }
    expect(reader.socket.readyState).toBe(WebSocket.OPEN);
    reader.socket.close();
  });
});

describe('who may open a line', () => {
  it('refuses without a ticket that fits', async () => {
    expect(await read('bad').closed).toEqual(lineCloses.ticketRefused);
  });

  it('says when the call is not known, so that the page tries again', async () => {
    expect(await read('good.nobody').closed).toEqual(lineCloses.callUnknown);
  });
});
