import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { turnChart } from '../../../machines/turn/build-turn-chart.ts';
import type { TurnDecision, TurnEvent } from '../../../machines/turn/turn-types.ts';
import { type Expectation, expectNothing } from '../../../machines/vocabulary.ts';
import { xstateClock } from '../../../server/conversation/xstate-clock.ts';
import { shippedDefinition } from '../../support/chart-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const { timing } = shippedDefinition('bright-smile');

function startFloor(expectation: Partial<Expectation> = {}) {
  const clock = createManualClock();
  const decisions: TurnDecision[] = [];
  const actor = createActor(turnChart, { input: { timing }, clock: xstateClock(clock) } as never);
  actor.on('*' as never, (decision: TurnDecision) => decisions.push(decision));
  actor.start();
  type Bare = TurnEvent extends infer Each
    ? Each extends { atMs: number }
      ? Omit<Each, 'atMs'>
      : Each
    : never;
  const floor = {
    decisions,
    tell(event: Bare) {
      actor.send({ ...event, atMs: clock.now() } as TurnEvent);
    },
    says(text: string, how: { final?: boolean; turnOver?: boolean } = {}) {
      const { final = true, turnOver = false } = how;
      floor.tell({ type: 'caller.words', text, final, turnOver });
    },
    tellAt: (event: TurnEvent) => actor.send(event),
    now: () => clock.now(),
    wait: (ms: number) => clock.advance(ms),
    types: () => decisions.map(({ type }) => type),
  };
  floor.tell({
    type: 'chart.expects',
    expectation: { ...expectNothing, ...expectation },
    silence: true,
  });
  return floor;
}

const asksPhone: Partial<Expectation> = { asks: [{ slot: 'phone', kind: 'phone' }] };

describe('A turn of which the recogniser owes words', () => {
  it('is not over before they have come, though the voice has stopped or goes on', async () => {
    for (const stops of [true, false]) {
      const floor = startFloor();
      floor.tell({ type: 'caller.started' });
      floor.says("I'm Tom", { final: false });
      floor.tell({ type: 'words.due', due: true });
      if (stops) floor.tell({ type: 'caller.stopped' });
      await floor.wait(5_000);
      expect(floor.types()).toEqual([]);
      floor.says("I'm Tom Ford and I'd like a cleaning", { turnOver: true });
      floor.tell({ type: 'words.due', due: false });
      await floor.wait(5_000);
      expect(floor.decisions).toMatchObject([{ text: "I'm Tom Ford and I'd like a cleaning" }]);
    }
  });

  it('is over with the words there are when it turns out that no more were said', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    floor.says('a cleaning please', { final: false });
    floor.tell({ type: 'caller.stopped' });
    floor.tell({ type: 'words.due', due: true });
    await floor.wait(3_000);
    expect(floor.types()).toEqual([]);
    floor.tell({ type: 'words.due', due: false });
    await floor.wait(timing['patience-open']);
    expect(floor.decisions).toMatchObject([{ type: 'turn.over', text: 'a cleaning please' }]);
  });

  it('is no silence: nobody is asked whether they are still there', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    floor.tell({ type: 'caller.stopped' });
    floor.tell({ type: 'words.due', due: true });
    await floor.wait(timing.silence + 1_000);
    expect(floor.types()).toEqual([]);
  });

  it('is silence from its end on when the sound turns out to have been no word', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    floor.tell({ type: 'words.due', due: true });
    floor.tell({ type: 'caller.stopped' });
    const owedMs = 4_000;
    await floor.wait(owedMs);
    floor.tell({ type: 'words.due', due: false });
    await floor.wait(timing.silence - owedMs - 1);
    expect(floor.types()).toEqual([]);
    await floor.wait(1 + timing['patience-open']);
    expect(floor.types()).toEqual(['turn.silent']);
    await floor.wait(timing.silence - timing['patience-open'] - 1);
    expect(floor.types()).toEqual(['turn.silent']);
  });
});

describe('The end of a turn', () => {
  it('comes at once when the recogniser knows that it is over', () => {
    const floor = startFloor();
    floor.says('a cleaning please', { turnOver: true });
    expect(floor.decisions).toMatchObject([{ type: 'turn.over', text: 'a cleaning please' }]);
  });

  it('waits a little after words that could be all', async () => {
    const floor = startFloor();
    floor.says('a cleaning please');
    await floor.wait(timing['patience-open'] - 1);
    expect(floor.types()).toEqual([]);
    await floor.wait(1);
    expect(floor.types()).toEqual(['turn.over']);
  });

  it('waits longer after words that are plainly cut in the middle', async () => {
    const floor = startFloor();
    floor.says('on the');
    await floor.wait(timing['patience-open'] + 1);
    expect(floor.types()).toEqual([]);
    floor.says('seventeenth');
    await floor.wait(timing['patience-open']);
    expect(floor.decisions).toMatchObject([{ text: 'on the seventeenth' }]);
  });

  it('comes early after a plain yes to a yes-or-no question', async () => {
    const floor = startFloor({ yesNo: true });
    floor.says('yes');
    await floor.wait(timing['patience-complete']);
    expect(floor.types()).toEqual(['turn.over']);
  });

  it('does not come in the middle of a telephone number', async () => {
    const floor = startFloor(asksPhone);
    floor.says('614 555');
    await floor.wait(timing['patience-open'] + 1);
    expect(floor.types()).toEqual([]);
    floor.says('0142');
    await floor.wait(timing['patience-complete']);
    expect(floor.decisions).toMatchObject([{ text: '614 555 0142' }]);
  });

  it('does not come while the caller is still speaking', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    floor.says('well I think');
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual([]);
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual(['turn.over']);
  });
});

describe('The end of a turn, with a recogniser that goes by silence', () => {
  it('does not come when the caller has gone on before the recogniser says so', async () => {
    const floor = startFloor({ asks: [{ slot: 'when', kind: 'when' }] });
    floor.tell({ type: 'caller.started' });
    await floor.wait(600);
    floor.says('Friday', { final: false });
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(400);
    floor.tell({ type: 'caller.started' });
    await floor.wait(50);
    floor.tell({ type: 'caller.words', text: 'Friday', final: true, turnOver: true, sure: false });
    floor.says('at nine', { final: false });
    floor.tell({ type: 'words.understood', text: 'Friday at nine', answer: 'whole' });
    await floor.wait(timing['patience-partial']);
    expect(floor.types()).toEqual([]);
    floor.tell({ type: 'caller.stopped' });
    floor.says('at nine in the morning', { final: false });
    await floor.wait(timing['patience-open']);
    expect(floor.decisions).toMatchObject([{ text: 'Friday at nine in the morning' }]);
  });

  it('comes over a noise that sounds like a voice', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    await floor.wait(1_500);
    floor.says('a cleaning please', { turnOver: true });
    expect(floor.types()).toEqual(['turn.over']);
  });
});

describe('Words that cannot be all', () => {
  const goingOn: [string, Partial<Expectation>][] = [
    ['yes, can you tell me', {}],
    ['yes can you', {}],
    ['can you tell me where', {}],
    ['no thank', { yesNo: true }],
    ['my name is', { asks: [{ slot: 'name', kind: 'name' }] }],
    ["I'd like to", {}],
    ["I'd like to book a", {}],
    ['I need', {}],
    ['a cleaning on Tuesday, November', {}],
    ['on the, uh', { asks: [{ slot: 'when', kind: 'when' }] }],
    ['five five five', asksPhone],
    ['what time are', {}],
    ['is there', {}],
  ];
  it.each(goingOn)('are waited for: "%s …"', async (text, expectation) => {
    const floor = startFloor(expectation);
    floor.says(text);
    await floor.wait(timing['patience-unfinished'] - 1);
    expect(floor.types()).toEqual([]);
  });

  const whole: [string, Partial<Expectation>][] = [
    ['no thank you', {}],
    ['on the 24th at 10 am', {}],
    ['some time in November', {}],
    ['yes it is', { yesNo: true }],
    ['what time are you open until', {}],
    ['can you tell me what your hours are', {}],
    ['how are you', {}],
    ['why', {}],
    ["I'd like that", {}],
  ];
  it.each(whole)('and those that can are not: "%s"', async (text, expectation) => {
    const floor = startFloor(expectation);
    floor.says(text);
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual(['turn.over']);
  });
});

describe('A yes or a no to a question that invites more', () => {
  const inviting: Partial<Expectation> = { yesNo: true, invites: true };

  it('is given the time to become a wish', async () => {
    const floor = startFloor(inviting);
    floor.says('yes');
    floor.tell({ type: 'words.understood', text: 'yes', answer: 'open' });
    await floor.wait(timing['patience-open'] - 1);
    expect(floor.types()).toEqual([]);
  });

  it('is given the time to become a farewell', async () => {
    const floor = startFloor(inviting);
    floor.says('no thank you');
    floor.tell({ type: 'words.understood', text: 'no thank you', answer: 'likely' });
    await floor.wait(timing['patience-likely'] - 1);
    expect(floor.types()).toEqual([]);
    await floor.wait(1);
    expect(floor.types()).toEqual(['turn.over']);
  });
});

describe('Patience', () => {
  it('ends at once when what was understood answers the question whole', async () => {
    const floor = startFloor({ asks: [{ slot: 'service', kind: 'service' }] });
    floor.says('the cleaning');
    await floor.wait(timing['patience-complete']);
    floor.tell({ type: 'words.understood', text: 'the cleaning', answer: 'whole' });
    await floor.wait(1);
    expect(floor.types()).toEqual(['turn.over']);
  });

  it('is not shortened by the reading of words that have gone on since', async () => {
    const floor = startFloor();
    floor.says('the cleaning');
    floor.says('or maybe the filling');
    floor.tell({ type: 'words.understood', text: 'the cleaning', answer: 'whole' });
    await floor.wait(timing['patience-complete']);
    expect(floor.types()).toEqual([]);
  });

  it('grows for a caller who went on after a pause', async () => {
    const floor = startFloor();
    floor.says('I would say Tuesday');
    const pauseMs = timing['patience-open'] - 10;
    await floor.wait(pauseMs);
    floor.tell({ type: 'caller.started' });
    floor.says('or Wednesday');
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual([]);
    await floor.wait(pauseMs * 0.2 + 1);
    expect(floor.decisions).toMatchObject([{ text: 'I would say Tuesday or Wednesday' }]);
  });

  it('grows for a caller who went on after their turn was taken for over', async () => {
    const floor = startFloor();
    floor.says('I would say Tuesday');
    await floor.wait(timing['patience-open']);
    floor.tell({ type: 'agent.started', interruptible: true });
    const pauseMs = timing['patience-open'] + 200;
    await floor.wait(200);
    floor.tell({ type: 'caller.started' });
    floor.says('or Wednesday');
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(pauseMs);
    expect(floor.types()).toEqual(['turn.over', 'turn.interrupts']);
    await floor.wait(pauseMs * 0.2 + 1);
    expect(floor.types()).toEqual(['turn.over', 'turn.interrupts', 'turn.over']);
  });

  it('counts from the moment of silence, not from when the silence was noticed', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    floor.says('a cleaning please');
    const silentSinceMs = floor.now();
    await floor.wait(120);
    floor.tellAt({ type: 'caller.stopped', atMs: silentSinceMs, knownAtMs: floor.now() });
    await floor.wait(timing['patience-open'] - 120);
    expect(floor.types()).toEqual(['turn.over']);
  });
});

describe('Words that come after the voice', () => {
  /** A voice that fell silent now, noticed 120 ms later. */
  async function fallSilent(floor: ReturnType<typeof startFloor>) {
    const silentSinceMs = floor.now();
    await floor.wait(120);
    floor.tellAt({ type: 'caller.stopped', atMs: silentSinceMs, knownAtMs: floor.now() });
    return silentSinceMs;
  }

  it('are waited for, however whole those before them were', async () => {
    const floor = startFloor({ yesNo: true });
    floor.tell({ type: 'caller.started' });
    floor.says('no', { final: false });
    floor.tell({ type: 'words.understood', text: 'no', answer: 'whole' });
    await floor.wait(600);
    await fallSilent(floor);
    await floor.wait(60);
    expect(floor.types()).toEqual([]);
    floor.says('no Wednesday', { final: false });
    await floor.wait(timing['patience-open']);
    expect(floor.decisions).toMatchObject([{ text: 'no Wednesday' }]);
  });

  it('are of a turn that ended with the voice', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    const silentSinceMs = await fallSilent(floor);
    await floor.wait(60);
    floor.says('a cleaning please', { final: false });
    await floor.wait(timing['patience-open'] - 180);
    expect(floor.decisions).toMatchObject([{ type: 'turn.over', endedAtMs: silentSinceMs }]);
  });

  it('are waited for as long as this call has shown to be needed', async () => {
    const floor = startFloor({ yesNo: true });
    const took: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      floor.tell({ type: 'caller.started' });
      const silentSinceMs = await fallSilent(floor);
      await floor.wait(30);
      floor.says('yes', { final: false });
      while (floor.decisions.length === turn) await floor.wait(1);
      took.push(floor.now() - silentSinceMs);
    }
    expect(took[0]).toBeGreaterThan(took[3] ?? 0);
    expect(took[3]).toBeGreaterThan(150);
    expect(took[3]).toBeLessThan(210);
  });
});

describe('Words that come after their turn is over', () => {
  async function saysYes() {
    const floor = startFloor({ yesNo: true });
    floor.tell({ type: 'caller.started' });
    await floor.wait(600);
    floor.tell({ type: 'caller.stopped' });
    floor.says('yes');
    await floor.wait(timing['patience-complete']);
    expect(floor.types()).toEqual(['turn.over']);
    return floor;
  }

  it('change nothing when they are a courtesy', async () => {
    const floor = await saysYes();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.says('please', { final: false });
    floor.says('please');
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual(['turn.over']);
  });

  it('count when they say more', async () => {
    const floor = await saysYes();
    floor.says('but on Wednesday');
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual(['turn.over', 'turn.over']);
  });

  it('are a turn of their own when the caller has spoken again', async () => {
    const floor = await saysYes();
    floor.tell({ type: 'caller.started' });
    floor.says('yes');
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(timing['patience-complete']);
    expect(floor.types()).toEqual(['turn.over', 'turn.over']);
  });
});

describe('Speaking over the agent', () => {
  it('stops it as soon as there are words', () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.says('wait I need', { final: false });
    expect(floor.types()).toEqual(['turn.interrupts']);
  });

  it('stops it after a moment of voice without words', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.started' });
    floor.tell({ type: 'caller.voiced' });
    await floor.wait(timing['interrupt-after']);
    expect(floor.types()).toEqual(['turn.interrupts']);
  });

  it('stops it that long after the voice began, not after it was noticed', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    const beganAtMs = floor.now();
    await floor.wait(80);
    floor.tellAt({ type: 'caller.started', atMs: beganAtMs, knownAtMs: floor.now() });
    floor.tell({ type: 'caller.voiced' });
    await floor.wait(timing['interrupt-after'] - 80);
    expect(floor.types()).toEqual(['turn.interrupts']);
  });

  it('with "mm-hm" stops it for a moment at most', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.started' });
    floor.tell({ type: 'caller.voiced' });
    await floor.wait(timing['interrupt-after']);
    floor.tell({ type: 'agent.quiet' });
    floor.tell({ type: 'caller.stopped' });
    floor.says('mm-hm');
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual(['turn.interrupts', 'turn.resumes']);
  });

  it('with "okay" answers no question that has not begun to sound', async () => {
    const floor = startFloor({ yesNo: true });
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.words', text: 'okay', final: true, turnOver: false, asked: false });
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual([]);
  });

  it('stops it not before it is certain that it is a voice', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.started' });
    await floor.wait(timing['interrupt-after'] * 2);
    expect(floor.types()).toEqual([]);
    floor.tell({ type: 'caller.voiced' });
    expect(floor.types()).toEqual(['turn.interrupts']);
  });

  it('does not stop it with a cough', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.started' });
    await floor.wait(timing['interrupt-after'] - 20);
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual([]);
  });

  it('lets it go on when the noise that stopped it held no words', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.started' });
    floor.tell({ type: 'caller.voiced' });
    await floor.wait(timing['interrupt-after']);
    floor.tell({ type: 'agent.quiet' });
    floor.tell({ type: 'caller.stopped' });
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual(['turn.interrupts', 'turn.resumes']);
  });

  it('with "mm-hm" is only humming along', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.says('mm-hm');
    await floor.wait(timing['patience-open']);
    expect(floor.types()).toEqual([]);
  });

  it('with "yeah" is an answer where a yes was asked for', async () => {
    const floor = startFloor({ yesNo: true });
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.says('yeah');
    await floor.wait(timing['patience-complete']);
    expect(floor.types()).toEqual(['turn.interrupts', 'turn.over']);
  });

  it('cannot stop what must be heard, yet is kept and answered after it', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: false });
    floor.says('I need a cleaning', { turnOver: true });
    await floor.wait(5_000);
    expect(floor.types()).toEqual([]);
    floor.tell({ type: 'agent.interruptible' });
    expect(floor.decisions).toMatchObject([{ type: 'turn.over', text: 'I need a cleaning' }]);
  });
});

describe('A noise that sounds like a voice and never ends', () => {
  it('stops the agent for a moment only', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.tell({ type: 'caller.started' });
    floor.tell({ type: 'caller.voiced' });
    await floor.wait(2_000);
    expect(floor.types()).toEqual(['turn.interrupts', 'turn.resumes']);
    floor.tell({ type: 'agent.started', interruptible: true });
    await floor.wait(20_000);
    expect(floor.types()).toEqual(['turn.interrupts', 'turn.resumes']);
  });

  it('is silence to somebody who waits for words', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    await floor.wait(timing.silence + 2_000);
    expect(floor.types()).toEqual(['turn.silent']);
  });

  it('keeps no words from being answered', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    await floor.wait(800);
    floor.says('a cleaning please');
    await floor.wait(2_000);
    expect(floor.decisions).toMatchObject([{ type: 'turn.over', text: 'a cleaning please' }]);
  });

  it('hides no caller: words over it stop the agent', async () => {
    const floor = startFloor();
    floor.tell({ type: 'caller.started' });
    await floor.wait(3_000);
    floor.tell({ type: 'agent.started', interruptible: true });
    floor.says('wait a second', { final: false });
    expect(floor.types()).toEqual(['turn.interrupts']);
  });
});

describe('Silence', () => {
  it('is counted, and any word starts the count anew', async () => {
    const floor = startFloor();
    await floor.wait(timing.silence * 2);
    expect(floor.decisions).toEqual([
      { type: 'turn.silent', nth: 1 },
      { type: 'turn.silent', nth: 2 },
    ]);
    floor.says('hello', { turnOver: true });
    await floor.wait(timing.silence);
    expect(floor.decisions.at(-1)).toEqual({ type: 'turn.silent', nth: 1 });
  });

  it('is not counted while the agent speaks', async () => {
    const floor = startFloor();
    floor.tell({ type: 'agent.started', interruptible: true });
    await floor.wait(timing.silence * 2);
    expect(floor.types()).toEqual([]);
    floor.tell({ type: 'agent.quiet' });
    await floor.wait(timing.silence);
    expect(floor.types()).toEqual(['turn.silent']);
  });

  it('may last longer after "hold on"', async () => {
    const floor = startFloor();
    floor.tell({ type: 'chart.waits' });
    await floor.wait(timing['wait-for-caller'] - 1);
    expect(floor.types()).toEqual([]);
    await floor.wait(1);
    expect(floor.types()).toEqual(['turn.silent']);
  });

  it('is not counted where nobody is waited for', async () => {
    const floor = startFloor();
    floor.tell({ type: 'chart.expects', expectation: expectNothing, silence: false });
    await floor.wait(timing.silence * 2);
    expect(floor.types()).toEqual([]);
  });
});
