/** One answer, said in one breath: in the order in which it was decided on, and nothing left out. */
import { type Evidence, entriesOf, type House, type Oracle } from './evidence.ts';
import type { Say } from './listener.ts';
import { blanksOf, wordingOf } from './wordings.ts';

/** What was decided on since something was said, what of it was said, and the question that stands. */
interface Breath {
  answer: readonly Say[];
  said: readonly string[];
  question: Say | undefined;
}

const repeats = new Set(['repeat-last', 'repeat-question']);

/** Both rules look at the same, in thousands of calls a second. */
const known = new WeakMap<Evidence['entries'], Breath[]>();

function breathsOf({ entries }: Evidence): Breath[] {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const breaths: Breath[] = [];
  known.set(entries, breaths);
  let answer: Say[] = [];
  let said: string[] = [];
  let question: Say | undefined;
  for (const entry of entries) {
    if (entry.kind === 'said') {
      said.push(entry.sentence);
      continue;
    }
    if (entry.kind !== 'command') continue;
    const { command } = entry;
    if (said.length > 0 && (command.type === 'say' || repeats.has(command.type))) {
      breaths.push({ answer, said, question });
      answer = [];
      said = [];
    }
    if (command.type !== 'say') continue;
    answer.push(command);
    if (command.role === 'question') question = command;
  }
  breaths.push({ answer, said, question });
  return breaths;
}

/** The sentences that were decided on before one that was said before them. */
function late({ answer, said }: Breath): string[] {
  if (said.length < 2) return [];
  let at = -1;
  return said.filter((sentence) => {
    const next = answer.findIndex((say, place) => place > at && say.sentence === sentence);
    const before = answer.slice(0, Math.max(at, 0)).findLast((say) => say.sentence === sentence);
    at = Math.max(at, next);
    // Decided on in the middle and said at the end, a question is in its place.
    return next < 0 && before?.role === 'statement';
  });
}

const inItsOrder: Oracle = {
  rule: 'an answer is said in the order in which it was decided on',
  armed: (evidence) => entriesOf(evidence, 'said').length > 1,
  judge: (evidence) =>
    breathsOf(evidence).flatMap((breath) =>
      late(breath).map((sentence) => `${sentence} came after what it came before`),
    ),
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What the question says with the same values in a moment need not be said before it. */
function isSaidBy(question: Say, say: Say, house: House): boolean {
  const wording = wordingOf(house, say);
  const names = blanksOf(wording);
  const asked = blanksOf(wordingOf(house, question));
  const again = names.every(
    (name) => asked.includes(name) && same(say.values[name], question.values[name]),
  );
  return wording === '' || (names.length > 0 && again);
}

const nothingLeftOut: Oracle = {
  rule: 'nothing that was decided on is left out of an answer, but what its question says again',
  armed: (evidence) => evidence.house !== null && entriesOf(evidence, 'said').length > 1,
  judge(evidence) {
    const { house } = evidence;
    if (house === null) return [];
    return breathsOf(evidence).flatMap(({ answer, said, question }) => {
      // The question is said last: then all that goes with it has been.
      if (question === undefined || said.at(-1) !== question.sentence) return [];
      return answer
        .filter((say) => say.role === 'statement' && !said.includes(say.sentence))
        .filter((say) => !isSaidBy(question, say, house))
        .map(({ sentence }) => `${sentence} was left out`);
    });
  },
};

export const breathOracles: Oracle[] = [inItsOrder, nothingLeftOut];
