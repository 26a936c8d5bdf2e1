/** Free text that callers tell before they are asked, by the wordings its flow has for it. */
import { describe, expect, it } from 'vitest';
import type { SlotRequest } from '../../../../machines/vocabulary.ts';
import { heard, practice } from './practice.ts';

const item: SlotRequest = {
  slot: 'item',
  kind: 'text',
  saidAs: ['hold {item}', 'put {item} aside', 'looking for {item}'],
};
const size: SlotRequest = { slot: 'size', kind: 'text', saidAs: ['size {size}', 'in a {size}'] };
const location: SlotRequest = { slot: 'location', kind: 'location' };
const accepts = [item, size, location];
const hold = {
  id: 'hold',
  names: [
    'can you hold a pair of shoes',
    'hold them for me',
    'put a pair aside',
    'put my size aside',
  ],
};
const vocabulary = { ...practice, flows: [...practice.flows, hold] };

function told(text: string, asks: SlotRequest[] = []): string[] {
  return heard(text, { vocabulary, expectation: { asks, accepts } })
    .filter(({ command }) => command === 'set' || command === 'correct')
    .map(({ slot, value }) => `${slot}: ${String(value)}`);
}

describe('out of the blue', () => {
  it.each([
    ['can you hold the brown boots size nine', ['item: brown boots', 'size: nine']],
    ['could you put the black and white Nikes aside', ['item: black and white Nikes']],
    [
      "I'm looking for some blue sandals in a ten and a half, can you hold them",
      ['item: blue sandals', 'size: ten and a half'],
    ],
    ['hold the red ones at Riverside until tomorrow', ['item: red ones', 'location: riverside']],
  ])('"%s" tells %j', (text, expected) => {
    expect(told(text).filter((value) => !/^(?:when|name)/.test(value))).toEqual(expected);
  });

  it.each([
    "I'm looking for a job",
    'hold on',
    'can you hold an appointment',
    'please hold',
    'hold me for a visit',
  ])('"%s" tells nothing of what to hold', (text) => {
    expect(told(text).filter((value) => value.startsWith('item'))).toEqual([]);
  });
});

describe('asked which one', () => {
  it.each([
    [
      'the brown boots, size nine, at Riverside',
      ['item: the brown boots', 'size: nine', 'location: riverside'],
    ],
    ['the brown boots', ['item: the brown boots']],
    ['hold the brown ones please', ['item: brown ones']],
  ])('"%s" answers that and whatever else it tells', (text, expected) => {
    expect(told(text, [item, size])).toEqual(expected);
  });

  it('a size alone is no answer to it, and is kept', () => {
    expect(told('size nine', [item, size])).toEqual(['size: nine']);
  });
});

it('a size said again at the read-back replaces the first', () => {
  const commands = heard('no, size eleven', { expectation: { accepts, yesNo: true } });
  expect(commands).toContainEqual(
    expect.objectContaining({ command: 'correct', slot: 'size', value: 'eleven' }),
  );
});
