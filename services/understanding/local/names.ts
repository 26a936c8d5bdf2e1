/** The caller's name: after "my name is", bare when asked for, spelled, or among known customers. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { bare } from './bare-names.ts';
import { introduced } from './introduced-names.ts';
import { readLetterHint } from './letter-hints.ts';
import { same } from './name-spelling.ts';
import type { NameContext, OneName } from './one-name.ts';
import { personOf } from './person-of.ts';
import { rankNames } from './rank-names.ts';
import { readSentence, type Sentence, type Span, spanOf, type WordRange } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';
import { withSpelling } from './spelled-and-said.ts';
import { readSpelledName, type SpelledName } from './spelled-names.ts';
import { wholeName } from './whole-name.ts';

export interface FoundName extends Span {
  /** Best first: what was heard, then how else the recogniser heard or others spell it. */
  people: PersonValue[];
  /** Introduced as a name, rather than taken for one because a name was asked for. */
  sure: boolean;
}

const peopleMax = 20;
/** What was spelled has few readings: the recogniser's guesses of the same letters. */
const spelledMax = 3;

export function readName(sentence: Sentence, context: NameContext): FoundName | undefined {
  const own = readOne(sentence, context, true);
  const guesses = own ? [{ person: own.person, capital: isCapital(sentence, own.range) }] : [];
  if (context.focused) {
    for (const text of context.nbest.slice(0, 18)) {
      const guess = readSentence(text);
      const other = readOne(guess, context, false);
      if (!other || guesses.some(({ person }) => same(person, other.person))) continue;
      guesses.push({ person: other.person, capital: isCapital(guess, other.range) });
    }
  }
  const people = guesses.map(({ person }) => person);
  if (people.length === 0) return undefined;
  const range = own?.range ?? { first: 0, end: sentence.words.length };
  const spelled = people[0]?.spelled === true;
  return {
    people: spelled
      ? people.slice(0, spelledMax)
      : context.alike(rankNames(guesses)).slice(0, peopleMax),
    sure: own?.sure ?? false,
    ...spanOf(sentence, range),
  };
}

function isCapital(sentence: Sentence, range: WordRange): boolean {
  return sentence.words.slice(range.first, range.end).every(({ capital }) => capital);
}

function readOne(sentence: Sentence, context: NameContext, guard: boolean): OneName | undefined {
  const once = saidOnce(sentence.text);
  if (once !== undefined) {
    const plain = readSentence(once);
    const found = readOne(plain, context, guard);
    return found && { ...found, range: restFrom(sentence, plain, found.range) };
  }
  const told = hinted(sentence, context);
  if (told) return told;
  const said =
    introduced(sentence, context, guard) ??
    (context.focused ? bare(sentence, context, guard) : undefined) ??
    (context.welcome ? saidWhole(sentence, context) : undefined);
  const spelled = readSpelledName(sentence, context.focused || said?.sure === true, context.asked);
  if (spelled) {
    const beside = context.focused || context.welcome;
    const more = beside ? besideSpelling(sentence, spelled, context) : undefined;
    const whole = more?.person.last !== undefined && said?.person.last === undefined;
    return withSpelling(
      spelled,
      whole ? more : (said ?? more),
      `${context.asked} ${sentence.plain}`,
    );
  }
  return said ?? (context.focused ? cleared(sentence, context) : undefined);
}

/** The words before and after the letters: "John Smith, spelled S M Y T H E". */
function besideSpelling(
  sentence: Sentence,
  { range }: SpelledName,
  context: NameContext,
): OneName | undefined {
  const { from, to } = spanOf(sentence, range);
  const before = sentence.text.slice(0, from).replace(spelledLead, '');
  const after = sentence.text.slice(to).replace(/^[\s,.;:-]+/, '');
  const rest = readSentence(`${before} ${after}`.trim());
  const found = introduced(rest, context, false) ?? bare(rest, context, false);
  return found && { ...found, range: { first: range.first, end: range.first } };
}

function saidWhole(sentence: Sentence, context: NameContext): OneName | undefined {
  const others = sentence.words.filter((_, at) =>
    context.isTaken({ first: at, end: at + 1 }, sentence),
  );
  const range = wholeName(sentence, others);
  if (range === undefined || context.isTaken(range, sentence)) return undefined;
  return { person: personOf(sentence, range, context), range, sure: true };
}

const spelledLead =
  /(?:[\s,.;:-]*\b(?:(?:it's|that's|which is|that is|and is|is) )?(?:spelled|spelt|spelling|that's|it's|is|so))?[\s,.;:-]*$/i;

/** "It's Derek, Derek Holloway", "Bond, James Bond": one name, begun twice. */
function saidOnce(text: string): string | undefined {
  const once = text
    .replace(/(?<![\p{L}'-])(\p{L}[\p{L}'-]+)[,.]? \1(?= \p{L}{2})/iu, '$1')
    .replace(/(?<![\p{L}'-])(\p{L}[\p{L}'-]+)[,.] (\p{L}[\p{L}'-]+) \1(?![\p{L}'-])/iu, '$2 $1');
  return once === text ? undefined : once;
}

/** Once more without what hesitates, or what goes on about something else: "but call me Bob". */
function cleared(sentence: Sentence, context: NameContext): OneName | undefined {
  const text = sentence.text
    .replace(/\b(?:uh+|u[hm]+m|um+|erm?|hmm+|mm)\b[,.]?/gi, ' ')
    .replace(/,? \bbut\b.*$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '' || text === sentence.text) return undefined;
  const plain = readSentence(text);
  const found = introduced(plain, context, false) ?? bare(plain, context, false);
  return found && { ...found, range: restFrom(sentence, plain, found.range) };
}

/** From the word where the name begins, as it stands in the sentence that was said. */
function restFrom(sentence: Sentence, plain: Sentence, { first }: WordRange): WordRange {
  const { text } = plain.words[first] ?? {};
  const at = sentence.words.findIndex((word) => word.text === text);
  return { first: Math.max(0, at), end: sentence.words.length };
}

/** "Catherine with a C": the name alone, then its letter. */
function hinted(sentence: Sentence, context: NameContext): OneName | undefined {
  const hint = context.focused || context.welcome ? readLetterHint(sentence.text) : undefined;
  if (hint === undefined) return undefined;
  const plain = readSentence(hint.text);
  const found = readOne(plain, { ...context, focused: true }, false);
  if (found === undefined) return undefined;
  const { first, last } = found.person;
  if (!context.focused && hint.text !== hint.after) return undefined;
  // "No, it's Jon without an h", said to something else: only of what is known as a name.
  if (!context.focused && !isFirstName(first ?? '') && !isLastName(last ?? first ?? ''))
    return undefined;
  const isFirst = first !== undefined && hint.after.toLowerCase().endsWith(first.toLowerCase());
  const person: PersonValue = { ...found.person };
  if (isFirst || last === undefined) person.first = hint.apply(first ?? '');
  else person.last = hint.apply(last);
  return { ...found, person, range: restFrom(sentence, plain, found.range) };
}
