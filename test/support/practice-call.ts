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

/** The call as its script goes on. */
interface Script {
  options: PracticeCallOptions;
  journal: PracticeJournal;
  line: PracticeLine | undefined;
  at: string;
  utterances: number;
  speaking: { name: string; text: string } | undefined;
  booking: Booking | undefined;
}

export function createPracticeCall(options: PracticeCallOptions): PracticeCall {
  const { callId } = options;
  const journal = openPracticeJournal(callId, () => performance.now());
  const script: Script = {
    options,
    journal,
    line: undefined,
    at: 'arriving',
    utterances: 0,
    speaking: undefined,
    booking: undefined,
  };
  return {
    callId,
    journal,
    received: [],
    connected: (line) => greet(script, line),
    markReturned: (name) => finish(script, name),
    words({ text, final, nbest }) {
      if (script.line === undefined) return false;
      interrupt(script);
      journal.note({ kind: 'caller-words', text, final, ...(nbest && { nbest }) });
      if (final) answer(script, text);
      return true;
    },
    hungUp: () => end(script),
    crash() {
      const dying = script.line;
      script.line = undefined;
      dying?.close(1011);
    },
  };
}

function greet(script: Script, line: PracticeLine): void {
  script.line = line;
  const { from = '', number } = script.options;
  const { businessId: business, businessName, location, number: to } = number;
  const facts = { from, to, vouched: false, business, businessName, version: 'practice-1' };
  script.journal.note({ kind: 'call-started', ...facts, ...(location && { location }) });
  go(script, 'greeting');
  say(script, `Thank you for calling ${businessName}. How can I help?`);
}

function go(script: Script, to: string): void {
  const edge = `${script.at}: caller.went-on`;
  script.journal.note({ kind: 'transition', from: [script.at], to: [to], edge });
  script.at = to;
}

function say(script: Script, text: string): void {
  script.utterances += 1;
  const utterance = `u${script.utterances}`;
  script.speaking = { name: utterance, text };
  script.journal.note({ kind: 'said', utterance, sentence: 'practice', text, state: script.at });
  const payload = Buffer.from(audioOf(text)).toString('base64');
  script.line?.send({ event: 'media', media: { payload } });
  script.line?.send({ event: 'mark', mark: { name: utterance } });
}

/** The mark of what is being said came back: it was heard to its end. */
function finish(script: Script, name: string): void {
  if (script.speaking?.name !== name) return;
  const { text } = script.speaking;
  script.journal.note({ kind: 'heard', utterance: name, text, complete: true });
  script.speaking = undefined;
  if (script.at === 'greeting') go(script, 'asking-intent');
  if (script.at === 'closing') end(script);
}

function interrupt(script: Script): void {
  if (script.speaking === undefined) return;
  const { name: utterance, text } = script.speaking;
  script.speaking = undefined;
  script.line?.send({ event: 'clear' });
  const heard = text.split(' ').slice(0, 4).join(' ');
  script.journal.note({ kind: 'interrupted', utterance });
  script.journal.note({ kind: 'heard', utterance, text: heard, complete: false });
}

function answer(script: Script, text: string): void {
  const { journal, at: state } = script;
  const turn = turns.find((candidate) => candidate.when.test(text));
  const commands = turn?.reading ?? [{ command: 'unclear' as const }];
  const reading = { commands, signals: {}, confidence: 0.9 };
  journal.note({ kind: 'understood', text, state, maker: 'practice', reading, tookMs: 2 });
  if (turn?.to === 'anything-else') {
    go(script, 'serving.book.booking');
    book(script);
    go(script, 'serving.book.telling');
  }
  if (turn !== undefined) go(script, turn.to);
  for (const fact of turn?.facts ?? []) journal.note(fact);
  say(script, turn?.say ?? 'Sorry, could you say that again?');
  const parts = {
    patience: 120 + script.utterances * 17,
    understanding: 2,
    deciding: 3,
    voice: script.utterances % 2 === 0 ? 0 : 104,
    sending: 0,
    way: 6,
  };
  const ms = Object.values(parts).reduce((sum, part) => sum + part, 0);
  journal.note({ kind: 'gap', ms, parts });
}

function book(script: Script): void {
  const booking = {
    ...visit,
    id: 'ours',
    customerName: 'Ada Moreno',
    customerPhone: '+15550100123',
  };
  script.booking = booking;
  script.options.bookings.push(booking);
  const made = { outcome: 'committed', booking };
  script.journal.note({
    kind: 'effect-answered',
    key: 'k1',
    effect: 'book',
    answer: made,
    tookMs: 9,
  });
}

function end(script: Script): void {
  const { line, booking } = script;
  if (line === undefined) return;
  script.line = undefined;
  go(script, 'ended');
  const outcome = booking === undefined ? 'abandoned' : 'booked';
  script.journal.note({ kind: 'call-ended', outcome, ...(booking && { booking }) });
  line.close();
}
