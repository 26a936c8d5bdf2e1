import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../machines/events.ts';
import type { TurnEvent } from '../../../machines/turn/turn-types.ts';
import { type Expectation, expectNothing, type Understood } from '../../../machines/vocabulary.ts';
import { createHearing } from '../../../server/conversation/hearing.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import type { TurnToRead } from '../../../services/understanding/understanding.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const definition = shippedDefinition('bright-smile');
const { timing } = definition;

function openEar(
  expecting: Partial<Expectation>,
  options: { saying?: string; takesMs?: number } = {},
) {
  const clock = createManualClock();
  const startMs = clock.now();
  const understood: { events: CallEvent[]; atMs: number }[] = [];
  const read: string[] = [];
  const local = createLocalReader();
  const expectation = { ...expectNothing, state: 'here', flows: ['book'], ...expecting };
  const hearing = createHearing({
    definition,
    vocabulary: vocabularyOf(definition),
    understanding: {
      name: 'counting',
      understand(turn: TurnToRead, signal: AbortSignal): Promise<Understood> {
        read.push(turn.text);
        if (options.takesMs === undefined) return local.understand(turn, signal);
        const { promise, resolve } = Promise.withResolvers<Understood>();
        clock.after(options.takesMs, () => resolve(local.understand(turn, signal)));
        return promise;
      },
    },
    clock,
    journal: { note: (fact: object) => fact, follow: () => () => {}, entries: () => [] } as never,
    expectation: () => expectation,
    questionHeard: () => true,
    questionBegun: () => true,
    lastText: () => 'Shall I book it?',
    localNow: () => '2026-11-20T15:00',
    interrupt: () => {},
    resume: () => {},
    sayingNow: () => options.saying ?? '',
    turnTaken: () => {},
    understood: (events) => understood.push({ events, atMs: clock.now() - startMs }),
    turnEnded: () => {},
    failed: (where, error) => {
      throw new Error(where, { cause: error });
    },
  });
  hearing.floor({ type: 'chart.expects', expectation, silence: true });
  return {
    understood,
    read,
    wait: (ms: number) => clock.advance(ms),
    tell: (event: TurnEvent) => hearing.floor(event),
    says(text: string, final = true) {
      hearing.floor({ type: 'caller.words', text, final, turnOver: false, atMs: clock.now() });
    },
    speaks(speaking: boolean) {
      const type = speaking ? 'caller.started' : 'caller.stopped';
      hearing.floor({ type, atMs: clock.now() });
    },
  };
}

describe('A whole answer', () => {
  it('is acted on long before the patience for open words is over', async () => {
    const ear = openEar({
      asks: [{ slot: 'service', kind: 'service' }],
      accepts: [{ slot: 'service', kind: 'service' }],
    });
    ear.says('the cleaning please');
    await ear.wait(timing['patience-open'] / 2);
    expect(ear.understood).toMatchObject([{ events: [{ type: 'caller.gave' }] }]);
  });

  it('is acted on early also when its words come while the voice is just falling silent', async () => {
    const ear = openEar({ yesNo: true });
    ear.speaks(true);
    await ear.wait(300);
    ear.speaks(false);
    await ear.wait(150);
    ear.says('yes please');
    await ear.wait(timing['patience-open'] / 2);
    expect(ear.understood).toMatchObject([{ events: [{ type: 'caller.affirmed' }] }]);
  });

  it('is acted on early when the recogniser has not closed its words yet', async () => {
    const ear = openEar({ yesNo: true });
    ear.speaks(true);
    await ear.wait(440);
    ear.speaks(false);
    await ear.wait(30);
    ear.says('yes', false);
    await ear.wait(timing['patience-open'] / 2);
    expect(ear.understood).toMatchObject([{ events: [{ type: 'caller.affirmed' }] }]);
  });

  it('is understood once: the reading made ahead is the one that counts', async () => {
    const ear = openEar({ yesNo: true });
    ear.says('yes please');
    await ear.wait(timing['patience-open']);
    expect(ear.read).toEqual(['yes please']);
  });
});

describe('Words that may go on', () => {
  it('are not acted on before the caller has had the usual patience', async () => {
    const ear = openEar({
      asks: [{ slot: 'when', kind: 'when' }],
      accepts: [{ slot: 'when', kind: 'when' }],
    });
    ear.says('on Tuesday');
    await ear.wait(timing['patience-partial'] - 1);
    expect(ear.understood).toEqual([]);
    await ear.wait(1);
    expect(ear.understood).toHaveLength(1);
  });

  it('and do go on are read anew, as one turn', async () => {
    const ear = openEar({
      asks: [{ slot: 'when', kind: 'when' }],
      accepts: [{ slot: 'when', kind: 'when' }],
    });
    ear.says('on Tuesday');
    await ear.wait(200);
    ear.says('at ten');
    await ear.wait(timing['patience-partial']);
    expect(ear.read.at(-1)).toBe('on Tuesday at ten');
    expect(ear.understood).toHaveLength(1);
  });

  it('have been understood when the patience is over, however slow the reader', async () => {
    const ear = openEar(
      { asks: [{ slot: 'when', kind: 'when' }], accepts: [{ slot: 'when', kind: 'when' }] },
      { takesMs: 300 },
    );
    ear.says('on Tuesday');
    await ear.wait(timing['patience-partial']);
    expect(ear.understood).toHaveLength(1);
  });
});

describe('The agent’s own voice from a speakerphone', () => {
  it('is no turn of the caller', async () => {
    const ear = openEar(
      { yesNo: true },
      { saying: 'That is a cleaning on Tuesday. Shall I book it?' },
    );
    ear.tell({ type: 'agent.started', interruptible: true, atMs: 0 });
    ear.says('a cleaning on Tuesday');
    await ear.wait(5_000);
    expect(ear.understood).toEqual([]);
  });
});
