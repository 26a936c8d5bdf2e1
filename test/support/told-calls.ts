/** Journals of calls made of facts, for the rules to judge: what happened, in the order of happening. */
import type { CallOutcome } from '../../machines/events.ts';
import type { Evidence } from '../../server/scenarios/oracles/evidence.ts';
import { judge } from '../../server/scenarios/oracles/judge.ts';
import type { JournalEntry, JournalFact } from '../../services/store/journal-entry.ts';

export const booking = {
  id: 'b1',
  start: '2026-11-24T10:00',
  end: '2026-11-24T10:45',
  serviceId: 'cleaning',
  staffId: 'rosa',
  locationId: 'main',
  customerName: 'Anna Lee',
  customerPhone: '+16145550123',
};
const { id: _id, ...atThatTime } = booking;
export const { customerName, customerPhone, ...opening } = atThatTime;

export const say = (sentence: string, values: object = {}, attempt = 0): JournalFact => ({
  kind: 'command',
  command: {
    type: 'say',
    sentence,
    values: values as never,
    role: 'statement',
    attempt,
    interruptible: true,
  },
});
export const said = (utterance: string, sentence: string, text = sentence): JournalFact => ({
  kind: 'said',
  utterance,
  sentence,
  text,
  state: 'a',
});
export const heard = (utterance: string): JournalFact => ({
  kind: 'heard',
  utterance,
  text: '',
  complete: true,
});
export const event = (type: string, more: object = {}): JournalFact => ({
  kind: 'event',
  event: { type, ...more } as never,
  handled: true,
});
export const asks = (effect: string, input: object = {}): JournalFact => ({
  kind: 'effect-asked',
  request: { effect, key: 'call/1', input } as never,
});
export const answers = (effect: string, outcome: string, more: object = {}): JournalFact => ({
  kind: 'effect-answered',
  key: 'call/1',
  effect,
  answer: { outcome, ...more },
  tookMs: 0,
});
export const end = (outcome: CallOutcome): JournalFact => ({
  kind: 'call-ended',
  outcome,
});

export const opens = [
  event('line.opened'),
  said('u1', 'greeting', "Thanks for calling Bright Smile. I'm the AI assistant here."),
  heard('u1'),
];
export const agrees = [
  say('read-back-booking', { opening }),
  event('caller.affirmed', { heard: true }),
];
export const allows = (topic: string): JournalFact => ({
  kind: 'verdict',
  topic,
  verdict: 'allow',
});
export const books = [
  allows('booking'),
  asks('book', { opening, customerName, customerPhone }),
  answers('book', 'committed', { booking }),
];
export const names = (name: { first?: string; last?: string }) =>
  event('caller.gave', { values: { name }, unsure: {} });
export const booksUnder = (customerName: string) =>
  asks('book', { opening, customerName, customerPhone });
export const tells = [say('booked', { booking }), said('u2', 'booked'), heard('u2')];

/** A journal from facts; a number is so many milliseconds in which nothing happens. */
export function evidenceOf(
  facts: (JournalFact | number)[],
  more: Partial<Evidence> = {},
): Evidence {
  let atMs = 0;
  const entries: JournalEntry[] = [];
  for (const fact of facts) {
    if (typeof fact === 'number') atMs += fact;
    else entries.push({ callId: 'call', seq: entries.length + 1, atMs, ...fact });
  }
  return {
    callId: 'call',
    entries,
    appointments: [{ ...booking, status: 'booked', key: 'call/1' }],
    messages: [],
    house: null,
    businessName: 'Bright Smile',
    otherNames: ['Stride Shoes'],
    limits: { deadAirMsMax: 8_000, waitingMsMax: 31_000, rewordingsMax: 3, silencesMax: 3 },
    broken: [],
    ...more,
  };
}

export function breaches(facts: (JournalFact | number)[], more: Partial<Evidence> = {}): string[] {
  return judge(evidenceOf(facts, more)).breaches.map(({ what }) => what);
}
