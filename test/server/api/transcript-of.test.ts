/** A call to read is what its journal says, whatever order the world answered in. */
import { describe, expect, it } from 'vitest';
import type { EffectAnswer, EffectName, EffectRequest } from '../../../machines/ports.ts';
import { transcriptOf } from '../../../server/api/transcript-of.ts';
import type { JournalFact } from '../../../services/store/journal-entry.ts';

const startMs = 1_000;

/** Each fact a second after the one before. */
function read(facts: JournalFact[]) {
  return transcriptOf(
    facts.map((fact, index) => ({
      callId: 'CA1',
      seq: index + 1,
      atMs: startMs * (index + 1),
      ...fact,
    })),
  );
}

const booking = {
  id: 'b1',
  start: '2026-12-01T15:30',
  end: '2026-12-01T16:00',
  serviceId: 'cleaning',
  staffId: 'chen',
  locationId: 'main',
  customerName: 'Ann Lee',
  customerPhone: '+12025550123',
};

function asked(effect: EffectName, key: string): JournalFact {
  return { kind: 'effect-asked', request: { effect, key, input: { key } } as EffectRequest };
}

function answered(effect: EffectName, key: string, answer: EffectAnswer): JournalFact {
  return { kind: 'effect-answered', effect, key, answer, tookMs: 7 };
}

describe('a call to read', () => {
  it('of which nothing is written yet is empty', () => {
    expect(read([])).toEqual({ turns: [], states: [], slots: {}, effects: [], bookings: [] });
  });

  it('has its version from the start and its outcome from the end', () => {
    const started: JournalFact = {
      kind: 'call-started',
      from: '+12025550123',
      to: '+12025550100',
      vouched: true,
      business: 'clinic',
      businessName: 'Clinic',
      location: 'main',
      version: 'v1',
    };
    expect(read([started])).toMatchObject({ version: 'v1', vouched: true, location: 'main' });
    expect(read([started])).not.toHaveProperty('outcome');
    expect(read([started, { kind: 'call-ended', outcome: 'answered' }]).outcome).toBe('answered');
  });

  it('tells each turn with its time, and how much of it was heard', () => {
    const reading = { commands: [], signals: {}, confidence: 1 };
    const { turns } = read([
      { kind: 'said', utterance: 'u1', sentence: 'hello', text: 'Hello there.', state: 'greeting' },
      { kind: 'interrupted', utterance: 'u1' },
      { kind: 'heard', utterance: 'u1', text: 'Hello', complete: false },
      { kind: 'understood', text: 'hi', state: 'greeting', maker: 'local', reading, tookMs: 1 },
      { kind: 'said', utterance: 'u2', sentence: 'ask', text: 'Yes?', state: 'asking' },
      { kind: 'gap', ms: 210, parts: { patience: 200, deciding: 10 } },
    ]);
    expect(turns).toEqual([
      { who: 'agent', text: 'Hello there.', heardText: 'Hello', state: 'greeting', atMs: 1_000 },
      { who: 'caller', text: 'hi', state: 'greeting', atMs: 4_000 },
      {
        who: 'agent',
        text: 'Yes?',
        gapMs: 210,
        gapParts: { patience: 200, deciding: 10 },
        state: 'asking',
        atMs: 5_000,
      },
    ]);
  });

  it('tells keys in a row as one turn, and not again when they were read as a number', () => {
    const reading = { commands: [], signals: {}, confidence: 1 };
    const key = (pressed: string): JournalFact => ({ kind: 'key-pressed', key: pressed });
    const { turns } = read([
      { kind: 'transition', from: ['asking'], to: ['asking.phone'], edge: 'e' },
      key('4'),
      key('2'),
      { kind: 'understood', text: '42', state: 'asking.phone', maker: 'local', reading, tookMs: 1 },
      { kind: 'said', utterance: 'u1', sentence: 'right', text: 'Right?', state: 'asking.yes' },
      key('1'),
    ]);
    expect(turns.map(({ who, text, state }) => [who, text, state])).toEqual([
      ['caller', '#42', 'asking.phone'],
      ['agent', 'Right?', 'asking.yes'],
      ['caller', '#1', 'asking.phone'],
    ]);
  });

  it('keeps the last value of each slot when its flow has forgotten it', () => {
    const slot = (value: string) => ({ value, spoken: value });
    const { slots } = read([
      { kind: 'slots', slots: { name: slot('Ann'), service: slot('cleaning') } },
      { kind: 'slots', slots: { name: slot('Anna') } },
    ]);
    expect(slots).toEqual({ name: slot('Anna'), service: slot('cleaning') });
  });

  it('tells effects of one decision apart although they share its key', () => {
    const { effects, bookings } = read([
      asked('find-times', 'k'),
      answered('find-times', 'k', { outcome: 'alternatives', why: 'taken' }),
      asked('check-policy', 'k'),
      answered('check-policy', 'k', { outcome: 'refuse', rule: 'no-walk-ins' }),
      asked('transfer', 'k'),
    ]);
    expect(effects).toEqual([
      {
        effect: 'find-times',
        key: 'k',
        askedAtMs: 1_000,
        outcome: 'alternatives',
        why: 'taken',
        tookMs: 7,
      },
      {
        effect: 'check-policy',
        key: 'k',
        askedAtMs: 3_000,
        outcome: 'refuse',
        rule: 'no-walk-ins',
        tookMs: 7,
      },
      { effect: 'transfer', key: 'k', askedAtMs: 5_000 },
    ]);
    expect(bookings).toEqual([]);
  });

  it('gives each of two equal questions its own answer', () => {
    const { effects } = read([
      asked('find-times', 'k'),
      answered('find-times', 'k', { outcome: 'none', why: 'holiday' }),
      asked('find-times', 'k'),
      answered('find-times', 'k', { outcome: 'free' }),
    ]);
    expect(effects.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['none', 'holiday'],
      ['free', undefined],
    ]);
  });

  it('counts a write whose answer was lost from when the database told of it, and once', () => {
    const { bookings } = read([
      asked('book', 'k'),
      answered('book', 'k', { outcome: 'unknown' }),
      asked('settle', 'k'),
      answered('settle', 'k', { outcome: 'committed', booking }),
      asked('settle', 'k'),
      answered('settle', 'k', { outcome: 'committed', booking }),
    ]);
    expect(bookings).toEqual([{ ...booking, change: 'booked', atMs: 4_000 }]);
  });

  it('tells what became of each appointment, and of none that was only looked up', () => {
    const { bookings } = read([
      asked('find-bookings', 'k/0'),
      answered('find-bookings', 'k/0', { outcome: 'one', bookings: [booking], booking }),
      asked('reschedule', 'k/1'),
      answered('reschedule', 'k/1', { outcome: 'committed', booking }),
      asked('cancel', 'k/2'),
      answered('cancel', 'k/2', { outcome: 'gone', booking }),
      asked('cancel', 'k/3'),
      answered('cancel', 'k/3', { outcome: 'committed', booking }),
    ]);
    expect(bookings.map(({ change }) => change)).toEqual(['rescheduled', 'cancelled']);
  });
});
