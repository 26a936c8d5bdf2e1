/** Questions about a named thing: "how much is an emergency visit" asks what "how much is it" asks. */
import type { Command } from '../../../machines/vocabulary.ts';
import { asks } from './asking.ts';
import { findQuestion } from './questions.ts';
import { overlaps, type Sentence } from './sentence.ts';
import type { FoundValue } from './values.ts';
import type { VocabularyIndex } from './vocabulary-index.ts';
import type { Wishes } from './wishes.ts';
import { patternOf } from './wordings.ts';

/** Whether the sentence asks when somebody is in, and not for a time with them. */
const asksWhenIn = patternOf(
  [
    '(what|which) day(s) (does|do|is|are) ..4 (work|working|in|there|here|on)',
    '(when|what time(s)|what hours) (is|are|does|do|will) ..4 (in|there|here|work|working|be in)',
    '< [{so}]* (is|are|will) ..4 (in|there|here|working|be in|be there) =({day}|>)',
    '< [{so}]* (does|do) ..4 work =({day}|>)',
    'what (are|is) ..4 (hours|schedule)',
    '(if|whether|when|what day(s)) ..4 (is|are|will be) (in|there|here|working) =({day}|>)',
    '(if|whether|when|what day(s)) ..4 (works|will work) =({day}|>)',
  ],
  {
    so: ['(and|so|okay|hi|hello|but|or)'],
    day: [
      '(on|this|next|tomorrow|today|tonight|now|right now|at all|(in|at) the|every|weekend(s))',
      '(monday(s)|tuesday(s)|wednesday(s)|thursday(s)|friday(s)|saturday(s)|sunday(s))',
    ],
  },
);

/** "What days does Dr. Patel work" asks about her, and not when the door is open. */
export function withAskedOfStaff(
  wishes: Wishes,
  values: FoundValue[],
  { plain }: Sentence,
  { questions, flows }: VocabularyIndex,
): Wishes {
  const named = values.some(({ kind, strong }) => kind === 'staff' && strong);
  if (questions.ofStaff === undefined || !named || !asksWhenIn.test(plain)) return wishes;
  const others = wishes.commands.filter(
    ({ command, value }) => command !== 'ask' && value !== flows.byDeed.get('ask'),
  );
  const asked: Command = { command: 'ask', value: questions.ofStaff };
  return { ...wishes, commands: [...others, asked], unknown: [] };
}

/** The wishes with the questions that are known once the thing's own name is left out of them. */
export function withAskedOfThings(
  wishes: Wishes,
  values: FoundValue[],
  sentence: Sentence,
  index: VocabularyIndex,
): Wishes {
  const things = values.filter(({ kind, strong }) => kind === 'service' && strong);
  if (things.length === 0) return wishes;
  const found: Command[] = [];
  const unknown = wishes.unknown.filter((clause) => {
    const words = sentence.words.slice(clause.range.first, clause.range.end);
    const beside = words.filter((word) => !things.some((thing) => overlaps(word, thing)));
    if (beside.length === words.length || !asks(clause.plain)) return true;
    const plain = [...beside.map(({ text }) => text).filter((text) => !articles.has(text)), 'it'];
    const question = findQuestion(index.questions, plain, true);
    if (question === undefined) return true;
    found.push({ command: 'ask', value: question.id });
    return false;
  });
  return { ...wishes, commands: [...wishes.commands, ...found], unknown };
}

/** What is come in for, in front of its name. */
const comeInForEnd = patternOf(['(for|book|schedule|get|need|want|have) [a|an|my|some|the]* >']);

/**
 * "I'd like to book a root canal": where that is no service, but an answer is known to the bare words,
 * the caller hears it, rather than being asked what to come in for as if nothing had been named.
 */
export function withAskedInstead(
  wishes: Wishes,
  values: FoundValue[],
  { plain }: Sentence,
  { questions, flows }: VocabularyIndex,
  servicesAsked: boolean,
): Wishes {
  const book = flows.byDeed.get('book');
  const books = wishes.commands.some(({ value }) => book !== undefined && value === book);
  const asked = wishes.commands.some(({ command }) => command === 'ask');
  if (!(servicesAsked || books) || asked || values.some(({ kind }) => kind === 'service'))
    return wishes;
  const named = questions.bare.find(([wording]) => standsIn(plain, wording, servicesAsked));
  if (named === undefined) return wishes;
  return { ...wishes, commands: [...wishes.commands, { command: 'ask', value: named[1] }] };
}

function standsIn(plain: string, wording: string, alone: boolean): boolean {
  const from = ` ${plain} `.indexOf(` ${wording} `);
  if (from < 0) return false;
  const before = plain.slice(0, from).trim();
  return (alone && before === '') || comeInForEnd.test(before);
}

const articles = new Set(['a', 'an', 'the', 'your', 'my', 'for']);
