/** Somebody beside the caller, loud enough that a recogniser has their words as well. */
import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../../machines/vocabulary.ts';
import { openEar, timing } from './open-ear.ts';

const own = 4_000;
/** 14 dB lower. */
const low = 800;
const talk = 'turn that down will you';
const asksWhen: Partial<Expectation> = {
  asks: [{ slot: 'when', kind: 'when' }],
  accepts: [{ slot: 'when', kind: 'when' }],
};

/** Two turns have shown how loud the caller is. */
async function beside(expecting: Partial<Expectation> = asksWhen) {
  const ear = openEar(expecting);
  for (const answer of ['on Tuesday at ten please', 'no I mean on Wednesday at eleven']) {
    ear.says(answer, true, own);
    await ear.wait(timing['patience-unfinished']);
  }
  expect(ear.understood).toHaveLength(2);
  ear.read.length = ear.understood.length = 0;
  return ear;
}

const leftOut = (ear: Awaited<ReturnType<typeof beside>>) =>
  ear.noted.filter((fact) => fact.kind === 'line-oddity' && fact.what === 'others-words');

describe('Somebody who talks beside the caller', () => {
  it('makes no turn, what they stopped goes on, and the journal says why', async () => {
    const ear = await beside();
    ear.tell({ type: 'agent.started', interruptible: true, atMs: 0 });
    ear.speaks(true);
    await ear.wait(timing['interrupt-after']);
    ear.says('turn that', false, low);
    ear.speaks(false);
    ear.says(talk, true, low);
    await ear.wait(3_000);
    expect(ear.did).toEqual(['interrupt', 'resume']);
    expect(ear.understood).toEqual([]);
    expect(leftOut(ear)).toMatchObject([{ count: 5 }]);
  });

  it('adds nothing to what the caller says before and after', async () => {
    const ear = await beside();
    ear.says('on Friday', false, own);
    ear.says(`on Friday ${talk}`, false, own, own, low, low, low, low, low);
    ear.says(`on Friday ${talk} at noon`, true, own, own, low, low, low, low, low, own, own);
    await ear.wait(timing['patience-unfinished']);
    expect(ear.read.at(-1)).toBe('on Friday at noon');
    expect(ear.understood).toHaveLength(1);
  });

  it('is not known as somebody else before the caller’s own voice is', async () => {
    const ear = openEar(asksWhen);
    ear.says('on Tuesday at ten please', true, own);
    await ear.wait(timing['patience-unfinished']);
    ear.says(talk, true, low);
    await ear.wait(timing['patience-unfinished']);
    expect(ear.read.at(-1)).toBe(talk);
  });
});

describe('A caller who lowers their voice', () => {
  it('for one answer is heard', async () => {
    const ear = await beside();
    ear.says('on Friday at', false, low);
    ear.says('on Friday at noon', true, low);
    await ear.wait(timing['patience-unfinished']);
    expect(ear.understood).toMatchObject([{ events: [{ type: 'caller.gave' }] }]);
  });

  it('in the middle of an answer is heard', async () => {
    const ear = await beside();
    const levels = [own, own, own, low, low, low, low];
    ear.says('that would be on Friday at noon', true, ...levels);
    await ear.wait(timing['patience-unfinished']);
    expect(ear.read.at(-1)).toBe('that would be on Friday at noon');
  });

  it('to ask for a person is heard', async () => {
    const ear = await beside();
    ear.says('can I talk to a person', true, low);
    await ear.wait(timing['patience-unfinished']);
    expect(ear.understood).toMatchObject([{ events: [{ type: 'caller.wanted-person' }] }]);
  });

  it('while a message is taken down is heard, whatever they say', async () => {
    const ear = await beside({ ...asksWhen, dictation: true });
    ear.says(talk, true, low);
    await ear.wait(timing['patience-unfinished']);
    expect(ear.read.at(-1)).toBe(talk);
    expect(leftOut(ear)).toEqual([]);
  });

  it('for good is heard again after two turns, also when nothing in them is understood', async () => {
    const ear = await beside();
    for (const said of [talk, 'it is me still', 'are we getting anywhere']) {
      ear.says(said, true, low);
      await ear.wait(timing['patience-unfinished']);
    }
    expect(leftOut(ear)).toHaveLength(2);
    expect(ear.understood).toHaveLength(1);
  });
});
