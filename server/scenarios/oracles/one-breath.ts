/** One answer, said in one breath: in the order in which it was decided on, and nothing left out. */
import type { JournalEntry } from '../../../services/store/journal-entry.ts';
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

/** `look` sees an answer after each of its sentences. */
function answering({ entries }: Evidence, look: (breath: Breath) => string[]): string[] {
  let breath: Breath = { answer: [], said: [], question: undefined };
  const begun = ({ question, ...before }: Breath): Breath =>
    before.said.length > 0 ? { answer: [], said: [], question } : { ...before, question };
  return entries.flatMap((entry: JournalEntry) => {
    if (entry.kind === 'command') {
      const { command } = entry;
      if (command.type === 'say') {
        const { answer, said, question } = begun(breath);
        const asked = command.role === 'question' ? command : question;
        breath = { answer: [...answer, command], said, question: asked };
      } else if (repeats.has(command.type)) breath = begun(breath);
    }
    if (entry.kind !== 'said') return [];
    breath = { ...breath, said: [...breath.said, entry.sentence] };
    return look(breath);
  });
}

/** The last of them, though it was decided on before one that was said already; nothing otherwise. */
function isLate(answer: readonly Say[], said: readonly string[]): boolean {
  let at = -1;
  for (const sentence of said) {
    const next = answer.findIndex((say, place) => place > at && say.sentence === sentence);
    const before = answer.slice(0, Math.max(at, 0)).findLast((say) => say.sentence === sentence);
    // Decided on in the middle and said at the end, a question is in its place.
    if (next < 0 && sentence === said.at(-1)) return before?.role === 'statement';
    at = Math.max(at, next);
  }
  return false;
}

const inItsOrder: Oracle = {
  rule: 'an answer is said in the order in which it was decided on',
  armed: (evidence) => entriesOf(evidence, 'said').length > 1,
  judge: (evidence) =>
    answering(evidence, ({ answer, said }) =>
      isLate(answer, said) ? [`${said.at(-1)} came after ${said.at(-2)}`] : [],
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
    return answering(evidence, ({ answer, said, question }) => {
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
