/** The record of a call says what the journal says. */
import { describe, expect, it } from 'vitest';
import { createCallRecorder } from '../../../server/handset/call-record.ts';
import type { JournalFact } from '../../../services/store/journal-entry.ts';

function recorded(facts: JournalFact[]) {
  const recorder = createCallRecorder('CA1');
  for (const [index, fact] of facts.entries()) {
    recorder.take({ callId: 'CA1', seq: index + 1, atMs: index, ...fact });
  }
  return recorder;
}

const reading = { commands: [], signals: {}, confidence: 1 };

describe('the record of a call', () => {
  it('tells turns with what was heard and how long the answer took', () => {
    const { record } = recorded([
      { kind: 'said', utterance: 'u1', sentence: 'hello', text: 'Hello there.', state: 'greeting' },
      { kind: 'heard', utterance: 'u1', text: 'Hello', complete: false },
      { kind: 'understood', text: 'hi', state: 'greeting', maker: 'local', reading, tookMs: 1 },
      { kind: 'said', utterance: 'u2', sentence: 'ask', text: 'What can I do?', state: 'asking' },
      { kind: 'said', utterance: 'u3', sentence: 'more', text: 'Anything?', state: 'asking' },
      { kind: 'gap', ms: 210, parts: {} },
      { kind: 'heard', utterance: 'u2', text: 'What can I do?', complete: true },
    ]);
    expect(record.turns).toEqual([
      { who: 'agent', text: 'Hello there.', heardText: 'Hello', state: 'greeting' },
      { who: 'caller', text: 'hi', state: 'greeting' },
      {
        who: 'agent',
        text: 'What can I do?',
        heardText: 'What can I do?',
        gapMs: 210,
        state: 'asking',
      },
      { who: 'agent', text: 'Anything?', state: 'asking' },
    ]);
  });

  it('lists the states as they were walked, each stay once', () => {
    const { record } = recorded([
      { kind: 'transition', from: ['arriving'], to: ['greeting'], edge: 'a' },
      { kind: 'transition', from: ['greeting'], to: ['greeting'], edge: 'b' },
      { kind: 'transition', from: ['greeting'], to: ['asking', 'listening'], edge: 'c' },
      { kind: 'transition', from: ['asking'], to: ['greeting'], edge: 'd' },
    ]);
    expect(record.states).toEqual(['arriving', 'greeting', 'asking', 'listening', 'greeting']);
  });

  it('has no outcome before the end, and then the booking in its own words', () => {
    expect(recorded([]).record.outcome).toBeNull();
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
    const { record } = recorded([{ kind: 'call-ended', outcome: 'booked', booking }]);
    expect(record.outcome).toBe('booked');
    expect(record.booking).toEqual({
      id: 'b1',
      service: 'cleaning',
      start: '2026-12-01T15:30',
      person: 'chen',
      name: 'Ann Lee',
      phone: '+12025550123',
    });
  });

  it('knows what is still under way', () => {
    const request = { effect: 'settle' as const, key: 'k', input: { key: 'k' } };
    const recorder = recorded([
      { kind: 'effect-asked', request },
      { kind: 'said', utterance: 'u1', sentence: 'wait', text: 'One moment.', state: 'x' },
    ]);
    expect([recorder.openEffects, recorder.openUtterances]).toEqual([1, 1]);
    const answer = { outcome: 'committed' };
    const rest: JournalFact[] = [
      { kind: 'effect-answered', key: 'k', effect: 'settle', answer, tookMs: 1 },
      { kind: 'interrupted', utterance: 'u1' },
    ];
    for (const fact of rest) recorder.take({ callId: 'CA1', seq: 9, atMs: 9, ...fact });
    expect([recorder.openEffects, recorder.openUtterances]).toEqual([0, 0]);
  });
});
