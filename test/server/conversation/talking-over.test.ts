import { describe, expect, it } from 'vitest';
import { shippedDefinition } from '../../support/chart-call.ts';
import { burst, vowel } from '../../support/phone-sounds.ts';
import { virtualCall } from '../../support/virtual-call.ts';

const { timing } = shippedDefinition('bright-smile');

/** A long answer is being given: long enough to be talked over. */
async function whileAnswering() {
  const call = await virtualCall();
  await call.listens();
  await call.says('what are your hours');
  await call.passes(1_500);
  expect(call.said()).toContain('question-hours');
  return call;
}

describe('A caller who talks over the agent', () => {
  it('silences it within 200 ms of their first sound', async () => {
    const call = await whileAnswering();
    call.sounds(vowel(2_000));
    await call.passes(200);
    expect(call.cleared()).toBe(1);
    call.end();
  });

  it('is answered, and the rest of what was being said is not said', async () => {
    const call = await whileAnswering();
    await call.says("I'd like to book a cleaning", 1_200);
    await call.listens();
    expect(call.said().at(-1)).toBe('ask-when');
    expect(call.heard()).not.toContain('question-hours');
    call.end();
  });
});

describe('A caller who talks over what must be heard', () => {
  it('hears that an AI answers to the end, and is answered then', async () => {
    const call = await virtualCall();
    await call.passes(500);
    await call.says("I'd like to book a cleaning", 1_200);
    await call.passes(1_000);
    expect(call.cleared()).toBe(0);
    await call.passes(2_000);
    await call.listens();
    expect(call.heard()).toContain('greeting');
    expect(call.said().at(-1)).toBe('ask-when');
    call.end();
  });

  it('hears a sentence that operations marked to the end, and is answered then', async () => {
    const call = await virtualCall({ mustBeHeard: ['question-hours'] });
    await call.listens();
    await call.says('what are your hours');
    await call.passes(1_500);
    await call.says("I'd like to book a cleaning", 1_200);
    await call.listens();
    await call.listens();
    expect(call.heard()).toContain('question-hours');
    expect(call.said().at(-1)).toBe('ask-when');
    call.end();
  });
});

describe('A sound that is no turn', () => {
  it('stops nothing when it is a cough', async () => {
    const call = await whileAnswering();
    call.sounds(burst(340));
    await call.listens();
    expect(call.cleared()).toBe(0);
    expect(call.heard()).toContain('question-hours');
    call.end();
  });

  it('stops the agent for a moment when it is a voice, and the sentence is heard to its end', async () => {
    const call = await whileAnswering();
    call.sounds(vowel(500));
    await call.listens();
    expect(call.cleared()).toBe(1);
    expect(call.heard()).toEqual(call.said());
    expect(call.entries('understood')).toHaveLength(1);
    call.end();
  });

  it('is no turn as "mm-hm" either, and the sentence is heard to its end', async () => {
    const call = await whileAnswering();
    await call.says('mm-hm', 300);
    await call.listens();
    expect(call.heard()).toEqual(call.said());
    expect(call.entries('understood')).toHaveLength(1);
    call.end();
  });

  it('hides no answer: what is said after it counts', async () => {
    const call = await whileAnswering();
    call.sounds(vowel(500));
    await call.passes(700);
    await call.says("I'd like to book a cleaning", 1_200);
    await call.listens();
    expect(call.said().at(-1)).toBe('ask-when');
    call.end();
  });
});

describe('Others who talk in the same room', () => {
  it('stop nothing, and take nobody’s turn', async () => {
    const call = await whileAnswering();
    for (let sentence = 0; sentence < 4; sentence += 1) {
      call.sounds(vowel(1_700, 0.05));
      await call.passes(900);
    }
    await call.listens();
    expect(call.cleared()).toBe(0);
    expect(call.heard()).toEqual(call.said());
    expect(call.entries('understood')).toHaveLength(1);
    await call.says("I'd like to book a cleaning");
    await call.listens();
    expect(call.said().at(-1)).toBe('ask-when');
    call.end();
  });
});

describe('Music on the line', () => {
  it('keeps nobody from being heard to the end, nor silence from being noticed', async () => {
    const call = await whileAnswering();
    call.sounds(vowel(60_000));
    await call.listens();
    expect(call.heard()).toEqual(call.said());
    await call.passes(timing.silence * 2 + 8_000);
    expect(call.said()).toContain('still-there');
    call.end();
  });
});

describe('A dead line', () => {
  it('is asked after, and then let go', async () => {
    const call = await virtualCall({ silent: true });
    await call.passes(60_000);
    expect(call.said()).toContain('still-there');
    expect(call.entries('call-ended')).toMatchObject([{ outcome: 'abandoned' }]);
  });
});

describe('A calendar that takes its time', () => {
  it('is excused once, however long it takes', async () => {
    const call = await virtualCall({
      effect: ({ effect }) =>
        effect === 'find-times'
          ? { answer: { outcome: 'none', why: 'taken' }, tookMs: timing['effect-max'] - 500 }
          : undefined,
    });
    await call.listens();
    await call.says("I'd like to book a cleaning");
    await call.listens();
    await call.says('Tuesday at 9');
    await call.passes(timing['effect-max']);
    expect(call.said().filter((sentence) => sentence === 'checking-calendar')).toHaveLength(1);
    call.end();
  });
});
