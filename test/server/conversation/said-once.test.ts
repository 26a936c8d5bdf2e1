import { expect, it } from 'vitest';
import type { Say } from '../../../server/conversation/answer-plan.ts';
import { saidOnce } from '../../../server/conversation/said-once.ts';
import { createWords } from '../../../services/words/template-words.ts';
import { laterOpening, opening, shippedDefinition } from '../../support/chart-call.ts';

const definition = shippedDefinition('bright-smile');
const words = createWords({ definition, now: () => '2026-11-20T15:00' });
const say = (sentence: string, role: Say['role'], values: Say['values'] = {}): Say => ({
  type: 'say',
  sentence,
  values,
  role,
  attempt: 0,
  interruptible: true,
});
const readBack = say('read-back-move', 'question', { opening });
const saidOf = (...says: Say[]) => saidOnce(says, words).map(({ sentence }) => sentence);

it('an answer leaves out what its question says again, and keeps what is about another time', () => {
  const free = say('time-is-free', 'statement', { opening });
  const other = say('time-is-free', 'statement', { opening: laterOpening });
  expect(saidOf(free, readBack)).toEqual(['read-back-move']);
  expect(saidOf(other, readBack)).toEqual(['time-is-free', 'read-back-move']);
});

it('an answer keeps what speaks of nothing that could be said again', () => {
  expect(saidOf(say('just-taken', 'statement'), readBack)).toEqual([
    'just-taken',
    'read-back-move',
  ]);
});
