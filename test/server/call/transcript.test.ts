/** The page's transcript and view, folded from journals as a real call would write them. */
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../machines/ports.ts';
import { type CallView, foldEntry, nothingYet } from '../../../server/call/page/call-view.ts';
import { type AgentLine, heardAndCut } from '../../../server/call/page/transcript-lines.ts';
import type { JournalFact } from '../../../services/store/journal-entry.ts';

function viewOf(...facts: JournalFact[]): CallView {
  return facts.reduce<CallView>(
    (view, fact, index) =>
      foldEntry(view, { callId: 'c1', seq: index + 1, atMs: index * 100, ...fact }),
    nothingYet,
  );
}

function said(utterance: string, text: string): JournalFact {
  return { kind: 'said', utterance, sentence: 's', text, state: 'greeting' };
}

function words(text: string, final: boolean): JournalFact {
  return { kind: 'caller-words', text, final };
}

const booking: Booking = {
  id: 'b1',
  start: '2026-11-24T15:30',
  end: '2026-11-24T16:15',
  serviceId: 'cleaning',
  staffId: 'dr-chen',
  locationId: 'elm-street',
  customerName: 'Ada Moreno',
  customerPhone: '+15550100123',
};

function answered(effect: string, outcome: string, made?: Booking): JournalFact {
  const answer = { outcome, ...(made && { booking: made }) };
  return { kind: 'effect-answered', key: 'k', effect, answer, tookMs: 5 };
}

describe('the transcript', () => {
  it('lets a growing sentence of the caller become the final one in its place', () => {
    const { lines } = viewOf(
      words('I need', false),
      words('I need a', false),
      words('I need a cleaning', true),
    );
    expect(lines).toEqual([
      { who: 'caller', key: 'caller 1', text: 'I need a cleaning', final: true },
    ]);
  });

  it('shows a sentence as said until it is known what was heard of it', () => {
    const { lines } = viewOf(said('u1', 'When would you like to come in?'));
    expect(heardAndCut(lines[0] as AgentLine)).toEqual({
      heard: 'When would you like to come in?',
      cut: '',
    });
  });

  it('parts a sentence where the caller cut it off', () => {
    const { lines } = viewOf(
      said('u1', 'When would you like to come in?'),
      { kind: 'interrupted', utterance: 'u1' },
      { kind: 'heard', utterance: 'u1', text: 'When would', complete: false },
    );
    expect(heardAndCut(lines[0] as AgentLine)).toEqual({
      heard: 'When would',
      cut: ' you like to come in?',
    });
  });

  it('shows a sentence of which nothing was heard as cut off whole', () => {
    const { lines } = viewOf(said('u1', 'Goodbye.'), { kind: 'interrupted', utterance: 'u1' });
    expect(heardAndCut(lines[0] as AgentLine)).toEqual({ heard: '', cut: 'Goodbye.' });
  });

  it('never shows as heard what differs from what was said', () => {
    const { lines } = viewOf(said('u1', 'At three thirty.'), {
      kind: 'heard',
      utterance: 'u1',
      text: 'At four',
      complete: false,
    });
    expect(heardAndCut(lines[0] as AgentLine)).toEqual({ heard: 'At ', cut: 'three thirty.' });
  });

  it('puts the gap on the first sentence of the answer, not on the last', () => {
    const { lines, gaps } = viewOf(
      said('u1', 'Hello.'),
      words('a cleaning', true),
      said('u2', 'A cleaning.'),
      said('u3', 'When?'),
      { kind: 'gap', ms: 212, parts: { voice: 30 } },
    );
    const gapOf = lines.map((line) => (line.who === 'agent' ? line.gapMs : undefined));
    expect(gapOf).toEqual([undefined, undefined, 212, undefined]);
    expect(gaps).toEqual([{ ms: 212, parts: { voice: 30 } }]);
  });

  it('says under a sentence what it was understood as', () => {
    const reading = {
      commands: [
        { command: 'start-flow', value: 'my-booking' },
        { command: 'set', slot: 'when', heard: 'Tuesday' },
      ],
      signals: {},
      confidence: 1,
    } as const;
    const { lines } = viewOf(words('my booking on Tuesday', true), {
      kind: 'understood',
      text: 'my booking on Tuesday',
      state: 's',
      maker: 'local',
      reading: { ...reading, commands: [...reading.commands] },
      tookMs: 1,
    });
    expect(lines[0]).toMatchObject({ understood: ['start flow: my booking', 'set when: Tuesday'] });
  });
});

describe('what the page shows of a call', () => {
  it('marks only the slot that changed as new', () => {
    const slots = (when: string): JournalFact => ({
      kind: 'slots',
      slots: {
        service: { value: 'cleaning', spoken: 'a cleaning' },
        when: { value: { date: when }, spoken: when },
      },
    });
    const view = viewOf(slots('2026-11-24'), slots('2026-11-25'));
    expect(view.slots.map(({ name, changedAt }) => [name, changedAt])).toEqual([
      ['service', 1],
      ['when', 2],
    ]);
  });

  it('shows an appointment only when the database has committed it', () => {
    expect(viewOf(answered('book', 'taken', booking)).bookings).toEqual([]);
    expect(viewOf(answered('book', 'committed', booking)).bookings).toEqual([booking]);
  });

  it('moves a rescheduled appointment and takes a cancelled one away', () => {
    const moved = { ...booking, start: '2026-11-25T09:00', end: '2026-11-25T09:45' };
    const facts = [
      answered('book', 'committed', booking),
      answered('reschedule', 'committed', moved),
    ];
    expect(viewOf(...facts).bookings).toEqual([moved]);
    const view = viewOf(...facts, answered('cancel', 'committed', moved));
    expect(view.bookings).toEqual([]);
    expect(view.cancelled).toEqual(['b1']);
  });

  it('keeps the way that the call has taken, bounded', () => {
    const step: JournalFact = { kind: 'transition', from: ['a'], to: ['b'], edge: 'e' };
    const view = viewOf(...Array.from({ length: 400 }, () => step));
    expect(view.active).toEqual(['b']);
    expect(view.way).toHaveLength(300);
  });

  it('says what led to each step in the words of its edge', () => {
    const edges = [
      'call.greeting: the caller hung up',
      'a: caller.wanted-person',
      'a: xstate.after.8',
    ];
    const view = viewOf(
      ...edges.map((edge): JournalFact => ({ kind: 'transition', from: ['a'], to: ['b'], edge })),
    );
    expect(view.way.map((step) => step.why)).toEqual([
      'the caller hung up',
      'wanted person',
      'after a while',
    ]);
  });

  it('ends with the outcome of the call', () => {
    const view = viewOf({ kind: 'call-ended', outcome: 'booked', booking });
    expect(view.outcome).toBe('booked');
    expect(view.bookings).toEqual([booking]);
  });
});
