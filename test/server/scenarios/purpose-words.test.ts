import { expect, it } from 'vitest';
import { buildCallChart } from '../../../machines/call/build-call-chart.ts';
import { declaredBy } from '../../../machines/paths/declared.ts';
import { purposeWords } from '../../../server/scenarios/purpose-words.ts';
import { shippedDefinition } from '../../support/chart-call.ts';

const place = { id: 'book.who caller.denied 0', path: 'serving.book.who.phone', event: '' };
const edges = [
  { ...place, event: 'caller.denied', targets: [], description: 'ask in other words' },
  { ...place, id: 'waiting', event: 'xstate.after.600.call.serving', targets: ['serving.back'] },
];

it.each([
  ['states serving.book.who.phone', 'it comes to book › who › phone'],
  ['outcomes message-taken', 'it ends as message taken'],
  ['cells asking-intent × caller.was-silent 3', 'asking intent: the caller is silent, time 3'],
  [
    'cells serving.message.keep.waiting × caller.gave service+when while waiting',
    'message › keep › waiting: the caller gives service and when, while an answer is waited for',
  ],
  [
    'cells x × check-policy refuse by nobody-there',
    'x: check policy answers: refuse by nobody there',
  ],
  ['cells x × deadline 6000', 'x: 6 s pass'],
  [
    'guards book.who caller.denied 0 false',
    'book › who › phone: the caller says no, and it does not come to “ask in other words”',
  ],
  ['transitions waiting', 'book › who › phone: 0.6 s pass, and it comes to “back”'],
  [
    'pairs waiting > waiting',
    'book › who › phone: 0.6 s pass, and it comes to “back”; then book › who › phone: 0.6 s pass, and it comes to “back”',
  ],
])('"%s" is said as people say it', (target, words) => {
  expect(purposeWords(target, { edges })).toBe(words);
});

it('no way through a shipped chart is left with the names that only the program knows', () => {
  const chart = buildCallChart(shippedDefinition('unlisted'));
  const edges = declaredBy(chart as never).edges.map(({ id, path, event, targets }) => {
    return { id, path, event, targets };
  });
  const words = edges.map(({ id }) => purposeWords(`transitions ${id}`, { edges }));
  expect(words.length).toBeGreaterThan(100);
  expect(words.filter((each) => /caller\.|agent\.|xstate|undefined/.test(each))).toEqual([]);
});
