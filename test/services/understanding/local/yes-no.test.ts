import { describe, expect, it } from 'vitest';
import { inShort, understood } from './practice.ts';

const open = { expecting: ['yes-no'] };

describe('an answer to a yes-no question', () => {
  it.each([
    'yes',
    'yeah',
    'mm-hm',
    'uh-huh',
    'sure',
    'perfect',
    'sounds good',
    'that works',
    'that works for me',
    'no problem',
    "yeah no that's fine",
    "no, that's right",
    "I don't mind",
    'why not',
    'go ahead',
    'yep, that is correct',
    'okay',
    'um yeah I think so',
    'the blue one, yeah',
    'Yes, that is my number.',
    'absolutely correct',
    "oh no wait yes that's fine",
    'that is exactly what I wanted',
  ])('agrees with "%s"', (text) => {
    expect(inShort(text, open)).toEqual(['affirm']);
  });

  it.each([
    'no',
    'nope',
    'not really',
    "I don't think so",
    "no, that's fine",
    "that doesn't work for me",
    "that's not right",
    'that is wrong',
    "I'd rather not",
    'yeah no',
    'sure, no',
    "yeah, that's not right",
    'actually no',
    'know',
    "I don't want that",
    'no, definitely',
    'absolutely not',
    'oh, no',
    'please, no',
    'wait no',
    "didn't",
    'what you just said is wrong',
  ])('refuses with "%s"', (text) => {
    expect(inShort(text, open)).toEqual(['deny']);
  });

  it.each(["I'm not sure", 'maybe', 'I have no idea', 'it depends', 'who knows'])(
    'cannot be told with "%s"',
    (text) => {
      expect(inShort(text, open)).toEqual(['unclear unsure']);
    },
  );

  it('is no agreement while a condition hangs on it', () => {
    expect(inShort("sure, unless it's expensive", open)).toEqual(['unclear condition']);
    expect(inShort('yes but make it Monday', open)).toEqual(['correct when']);
  });

  it('is a correction when a refusal brings what is wanted instead', () => {
    expect(inShort('no, Tuesday', open)).toEqual(['correct when']);
    expect(
      inShort('no make it three thirty', {
        expectation: { yesNo: true, accepts: [{ slot: 'day', kind: 'when' }] },
      }),
    ).toEqual(['correct day']);
    expect(inShort('can we do four instead', open)).toEqual(['correct when']);
  });

  it('agrees and gives a value in one breath', () => {
    expect(inShort('yes please, on Tuesday at three', open)).toEqual(['affirm', 'set when']);
  });

  it('keeps the thanks and the goodbye that come with it', () => {
    expect(inShort('that works, thanks, bye', open)).toEqual(['affirm', 'thanks', 'goodbye']);
  });

  it('is not read out of a complaint, a question or a nod before something else', () => {
    for (const text of [
      'the wifi is not working',
      'is that right?',
      'okay, where can I park',
      'great, can I speak to a person',
    ]) {
      const commands = inShort(text, open);
      expect(commands, text).not.toContain('affirm');
      expect(commands, text).not.toContain('deny');
    }
  });

  it('fills the slot where a slot of its own was asked for', () => {
    const expectation = { asks: [{ slot: 'reminder', kind: 'yes-no' as const }] };
    expect(understood('yes please', { expectation }).commands[0]).toMatchObject({
      command: 'set',
      slot: 'reminder',
      value: true,
    });
    expect(understood('no thanks', { expectation }).commands[0]).toMatchObject({
      slot: 'reminder',
      value: false,
    });
  });
});
