import { describe, expect, it } from 'vitest';
import { answerSoFar } from '../../../machines/turn/answer-so-far.ts';
import { type Command, type Expectation, expectNothing } from '../../../machines/vocabulary.ts';

const read = (commands: Command[], confidence = 1) => ({ commands, signals: {}, confidence });
const asking = (...kinds: ('when' | 'name' | 'service' | 'text')[]): Expectation => ({
  ...expectNothing,
  asks: kinds.map((kind) => ({ slot: kind, kind })),
});

describe('An answer is whole', () => {
  it.each<[string, Command[], Expectation]>([
    ['a yes to a yes-or-no question', [{ command: 'affirm' }], { ...expectNothing, yesNo: true }],
    [
      'a choice among the offers',
      [{ command: 'choose', value: '0' }],
      {
        ...expectNothing,
        choices: [{ id: '0', words: [] }],
      },
    ],
    [
      'the service that was asked for',
      [{ command: 'set', slot: 'service', value: 'exam' }],
      asking('service'),
    ],
    [
      'a day with a time',
      [{ command: 'set', slot: 'when', value: { date: '2026-11-24', time: '10:00' } }],
      asking('when'),
    ],
    [
      'a first and a last name',
      [{ command: 'set', slot: 'name', value: { first: 'A', last: 'B' } }],
      asking('name'),
    ],
    [
      'a question, whatever was asked',
      [{ command: 'affirm' }, { command: 'ask', value: 'parking' }],
      { ...expectNothing, yesNo: true },
    ],
    ['a wish for a person', [{ command: 'human' }], asking('when')],
    [
      'a wish that says for what',
      [
        { command: 'start-flow', value: 'book' },
        { command: 'set', slot: 'service', value: 'cleaning' },
      ],
      expectNothing,
    ],
  ])('%s', (_, commands, expectation) => {
    expect(answerSoFar(read(commands), expectation)).toBe('whole');
  });
});

describe('More may come', () => {
  it.each<[string, Command[], Expectation]>([
    [
      'after a wish that begins to tell what: "can you hold the brown"',
      [
        { command: 'start-flow', value: 'hold' },
        { command: 'set', slot: 'text', value: 'brown' },
      ],
      { ...expectNothing, accepts: [{ slot: 'text', kind: 'text' }] },
    ],
    [
      'after a day without a time',
      [{ command: 'set', slot: 'when', value: { date: '2026-11-24' } }],
      asking('when'),
    ],
    [
      'after a first name alone',
      [{ command: 'set', slot: 'name', value: { first: 'Ann' } }],
      asking('name'),
    ],
    [
      'after a value that was not asked for',
      [{ command: 'set', slot: 'service', value: 'exam' }],
      asking('when'),
    ],
    [
      'after a yes that holds more',
      [{ command: 'affirm' }, { command: 'set', slot: 'when', value: { time: '10:00' } }],
      { ...expectNothing, yesNo: true },
    ],
    ['after a bare wish', [{ command: 'start-flow', value: 'book' }], expectNothing],
    [
      'in a message',
      [{ command: 'set', slot: 'text', value: 'call me' }],
      { ...asking('text'), dictation: true },
    ],
  ])('%s', (_, commands, expectation) => {
    expect(answerSoFar(read(commands), expectation)).not.toBe('whole');
  });

  it('after a yes or a no where more was invited', () => {
    const inviting = { ...expectNothing, yesNo: true, invites: true };
    expect(answerSoFar(read([{ command: 'affirm' }]), inviting)).toBe('open');
    expect(answerSoFar(read([{ command: 'deny' }]), inviting)).toBe('likely');
  });

  it('after a no to what was read back: "no, size ten"', () => {
    const readBack: Expectation = {
      ...expectNothing,
      yesNo: true,
      accepts: [{ slot: 'size', kind: 'text' }],
    };
    expect(answerSoFar(read([{ command: 'deny' }]), readBack)).toBe('likely');
    expect(answerSoFar(read([{ command: 'affirm' }]), readBack)).toBe('whole');
  });

  it('after words that were hardly understood', () => {
    expect(answerSoFar(read([{ command: 'affirm' }], 0.4), { ...expectNothing, yesNo: true })).toBe(
      'open',
    );
  });
});
