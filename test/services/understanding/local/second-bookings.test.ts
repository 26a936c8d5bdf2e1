/** A second wish in the middle of the first, where its values would replace those of the first. */
import { describe, expect, it } from 'vitest';
import type { SlotRequest } from '../../../../machines/vocabulary.ts';
import { inShort } from './practice.ts';

const accepts: SlotRequest[] = [
  { slot: 'service', kind: 'service' },
  { slot: 'when', kind: 'when' },
  { slot: 'name', kind: 'name' },
];

describe('while a booking is read back', () => {
  const readBack = { expectation: { yesNo: true, accepts } };

  it.each([
    ['yes and can I also book a whitening on Tuesday', ['affirm']],
    ['yes please, and then one for my son', ['affirm']],
  ])('"%s" is the yes; the rest waits its turn', (text, expected) => {
    expect(inShort(text, readBack)).toEqual(expected);
  });

  it('"no, a whitening on Tuesday" still replaces what was read back', () => {
    expect(inShort('no, a whitening on Tuesday', readBack)).toEqual([
      'correct service',
      'correct when',
    ]);
  });

  it('"can we also make it Tuesday" still moves it', () => {
    expect(inShort('can we also make it Tuesday', readBack)).toContain('correct when');
  });
});

it('nothing under way, "I also need a cleaning" is the wish', () => {
  expect(inShort('I also need a cleaning', { expectation: { accepts } })).toEqual(['set service']);
});

it('asked what for, "a cleaning and also a whitening" names both', () => {
  const asks: SlotRequest[] = [{ slot: 'service', kind: 'service' }];
  expect(inShort('a cleaning, also a check-up', { expectation: { asks, accepts } })).toContain(
    'set service',
  );
});
