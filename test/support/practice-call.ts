/** One practice call: a script that notes in its journal what a real call would. */
import type { Booking } from '../../machines/ports.ts';
import { expectNothing, type Understood } from '../../machines/vocabulary.ts';
import { encodeMulaw } from '../../services/media/mulaw.ts';
import type { HeardWords } from '../../services/speech/speech.ts';
import type { JournalFact } from '../../services/store/journal-entry.ts';
import { openPracticeJournal, type PracticeJournal } from './practice-journal.ts';

export interface StreamMessage {
  event: string;
  streamSid: string;
  sequenceNumber: string;
  start: { callSid: string; customParameters: Record<string, string>; mediaFormat: object };
  media: { chunk: string; timestamp: string; payload: string };
  mark: { name: string };
  dtmf: { digit: string };
}

interface PracticeLine {
  send(fields: object): void;
  close(code?: number): void;
}

export interface PracticeCall {
  callId: string;
  journal: PracticeJournal;
  /** Everything the handset sent. */
  received: StreamMessage[];
  connected(line: PracticeLine): void;
  markReturned(name: string): void;
  words(words: HeardWords): boolean;
  hungUp(): void;
  /** Ends the stream as a crashing server does. */
  crash(): void;
}

interface PracticeCallOptions {
  callId: string;
  number: { businessId: string; businessName: string; location?: string; number: string };
  from?: string;
  bookings: Booking[];
}

/** A tone, so that something is really played; its length is that of speaking the text. */
function audioOf(text: string): Uint8Array {
  const samples = Math.round(text.length * 0.03 * 8000);
  const tone = (_: unknown, at: number) => Math.sin((2 * Math.PI * 330 * at) / 8000) * 6000;
  return encodeMulaw(Int16Array.from({ length: samples }, tone));
}

const visit = {
  start: '2026-11-24T15:30',
  end: '2026-11-24T16:15',
  serviceId: 'cleaning',
  staffId: 'dr-chen',
  locationId: 'elm-street',
};

interface Turn {
  when: RegExp;
  reading: Understood['commands'];
  to: string;
  facts: JournalFact[];
  say: string;
}

function slots(...values: [string, string, string][]): JournalFact {
  const shown = values.map(([name, value, spoken]) => [name, { value, spoken }] as const);
  return { kind: 'slots', slots: Object.fromEntries(shown) };
}

const service: [string, string, string] = ['service', 'cleaning', 'a cleaning'];
const when: [string, string, string] = [
  'when',
  '2026-11-24',
  'Tuesday the 24th of November at half past three',
];

const asksWhen: JournalFact = {
  kind: 'expecting',
  expectation: { ...expectNothing, asks: [{ slot: 'when', kind: 'when' }] },
};
const asksYesNo: JournalFact = {
  kind: 'expecting',
  expectation: { ...expectNothing, yesNo: true },
};

/** The first turn that fits answers; what fits none is asked again. */
const turns: Turn[] = [
  {
    when: /clean|book/i,
    reading: [
      { command: 'start-flow', value: 'book' },
      { command: 'set', slot: 'service', heard: 'cleaning' },
    ],
    to: 'serving.book.when.asking',
    facts: [slots(service), asksWhen],
    say: 'A cleaning. When would you like to come in? We have times on most days of the next two weeks.',
  },
  {
    when: /tuesday/i,
    reading: [{ command: 'set', slot: 'when', heard: 'Tuesday at half past three' }],
    to: 'serving.book.offering',
    facts: [slots(service, when), asksYesNo],
    say: 'Tuesday at half past three with Doctor Chen is free. Shall I book it?',
  },
  {
    when: /yes/i,
    reading: [{ command: 'affirm' }],
    to: 'anything-else',
    facts: [],
    say: 'You are booked. Is there anything else?',
  },
  {
    when: /bye|no/i,
    reading: [{ command: 'goodbye' }],
    to: 'closing',
    facts: [],
    say: 'Goodbye.',
  },
];

export function createPracticeCall(options: PracticeCallOptions): PracticeCall {
  const { callId, number, bookings } = options;
  const journal = openPracticeJournal(callId, () => performance.now());
  let line: PracticeLine | undefined;
  let at = 'arriving';
  let utterances = 0;
  let speaking: { name: string; text: string } | undefined;
  let booking: Booking | undefined;

  const go = (to: string): void => {
    journal.note({ kind: 'transition', from: [at], to: [to], edge: `${at} > ${to}` });
    at = to;
  };
  const say = (text: string): void => {
    utterances += 1;
    const utterance = `u${utterances}`;
    speaking = { name: utterance, text };
    journal.note({ kind: 'said', utterance, sentence: 'practice', text, state: at });
    const payload = Buffer.from(audioOf(text)).toString('base64');
    line?.send({ event: 'media', media: { payload } });
    line?.send({ event: 'mark', mark: { name: utterance } });
  };
  const interrupt = (): void => {
    if (speaking === undefined) return;
    const { name: utterance, text } = speaking;
    speaking = undefined;
    line?.send({ event: 'clear' });
    const heard = text.split(' ').slice(0, 4).join(' ');
    journal.note({ kind: 'interrupted', utterance });
    journal.note({ kind: 'heard', utterance, text: heard, complete: false });
  };
  const book = (): void => {
    booking = { ...visit, id: 'ours', customerName: 'Ada Moreno', customerPhone: '+15550100123' };
    bookings.push(booking);
    const answer = { outcome: 'committed', booking };
    journal.note({ kind: 'effect-answered', key: 'k1', effect: 'book', answer, tookMs: 9 });
  };
  const end = (): void => {
    if (line === undefined) return;
    const closing = line;
    line = undefined;
    go('ended');
    const outcome = booking === undefined ? 'abandoned' : 'booked';
    journal.note({ kind: 'call-ended', outcome, ...(booking && { booking }) });
    closing.close();
  };
  const answer = (text: string): void => {
    const turn = turns.find((candidate) => candidate.when.test(text));
    const commands = turn?.reading ?? [{ command: 'unclear' as const }];
    const reading = { commands, signals: {}, confidence: 0.9 };
    journal.note({ kind: 'understood', text, state: at, maker: 'practice', reading, tookMs: 2 });
    if (turn?.to === 'anything-else') {
      go('serving.book.booking');
      book();
      go('serving.book.telling');
    }
    if (turn !== undefined) go(turn.to);
    for (const fact of turn?.facts ?? []) journal.note(fact);
    say(turn?.say ?? 'Sorry, could you say that again?');
    const parts = { patience: 200, understanding: 2, voice: 34 };
    journal.note({ kind: 'gap', ms: 180 + utterances * 17, parts });
  };

  return {
    callId,
    journal,
    received: [],
    connected(joined) {
      line = joined;
      const { businessId: business, businessName, location, number: to } = number;
      const from = options.from ?? '';
      const facts = { from, to, vouched: false, business, businessName, version: 'practice-1' };
      journal.note({ kind: 'call-started', ...facts, ...(location && { location }) });
      go('greeting');
      say(`Thank you for calling ${businessName}. How can I help?`);
    },
    markReturned(name) {
      if (speaking?.name !== name) return;
      journal.note({ kind: 'heard', utterance: name, text: speaking.text, complete: true });
      speaking = undefined;
      if (at === 'greeting') go('asking-intent');
      if (at === 'closing') end();
    },
    words({ text, final, nbest }) {
      if (line === undefined) return false;
      interrupt();
      journal.note({ kind: 'caller-words', text, final, ...(nbest && { nbest }) });
      if (final) answer(text);
      return true;
    },
    hungUp: end,
    crash() {
      const dying = line;
      line = undefined;
      dying?.close(1011);
    },
  };
}
