import { describe, expect, it } from 'vitest';
import type { Saying } from '../../../machines/turn/echo.ts';
import { openEar, timing } from './open-ear.ts';

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
  const greeting: Saying = { text: 'Thanks for calling. I am the assistant here.', plain: true };
  const offer: Saying = { text: 'I have Tuesday at 9, 10, or 11.', plain: false };

  async function greetsOverSpeakerphone() {
    const ear = openEar({}, { saying: greeting });
    ear.tell({ type: 'agent.started', interruptible: true, atMs: 0 });
    ear.speaks(true);
    await ear.wait(timing['interrupt-after']);
    ear.says('Thanks for', false);
    ear.says('Thanks for calling', false);
    return ear;
  }

  it('is no turn of the caller, and what it stopped goes on', async () => {
    const ear = await greetsOverSpeakerphone();
    expect(ear.did).toEqual(['interrupt', 'resume']);
    ear.says('Thanks for calling');
    await ear.wait(5_000);
    expect(ear.did).toEqual(['interrupt', 'resume']);
    expect(ear.understood).toEqual([]);
  });

  it('stops nothing any more once the line is known to echo', async () => {
    const ear = await greetsOverSpeakerphone();
    ear.speaks(false);
    ear.tell({ type: 'agent.quiet', atMs: 0 });
    ear.saying = [offer];
    ear.tell({ type: 'agent.started', interruptible: true, atMs: 0 });
    ear.speaks(true);
    await ear.wait(timing['interrupt-after'] * 3);
    ear.says('I have Tuesday at 9', false);
    await ear.wait(2_000);
    expect(ear.did).toEqual(['interrupt', 'resume']);
  });

  it('is not a greeting that is returned', async () => {
    const ear = openEar({}, { saying: { text: 'Hello, how nice of you to call.', plain: true } });
    ear.says('hello');
    await ear.wait(timing['patience-open']);
    expect(ear.understood).toHaveLength(1);
  });

  it('hides no caller: their own words stop the agent all the same', async () => {
    const ear = await greetsOverSpeakerphone();
    ear.tell({ type: 'agent.started', interruptible: true, atMs: 0 });
    ear.says('I need a cleaning', false);
    expect(ear.did).toEqual(['interrupt', 'resume', 'interrupt']);
  });

  it('is not what a caller says who takes one of the times while they are read out', async () => {
    const ear = openEar({ flows: ['book'] }, { saying: offer });
    ear.tell({ type: 'agent.started', interruptible: true, atMs: 0 });
    ear.says('Tuesday at 9');
    await ear.wait(timing['patience-unfinished']);
    expect(ear.did).toEqual(['interrupt']);
    expect(ear.understood).toHaveLength(1);
  });
});
