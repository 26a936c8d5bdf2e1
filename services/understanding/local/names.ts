/** The caller's name: after "my name is", bare when asked for, spelled, or among known customers. */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { readLetterHint } from './letter-hints.ts';
import { same, title } from './name-spelling.ts';
import {
  alsoNames,
  nameLeads,
  nameParticles,
  nameTails,
  nonNameWords,
  openingParticles,
} from './name-words.ts';
import { rankNames } from './rank-names.ts';
import {
  matches,
  readSentence,
  type Sentence,
  type Span,
  spanOf,
  type WordRange,
} from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';
import { union, withSpelling } from './spelled-and-said.ts';
import { readSpelledName, type SpelledName } from './spelled-names.ts';
import { wholeName } from './whole-name.ts';

export interface FoundName extends Span {
  /** Best first: what was heard, then how else the recogniser heard or others spell it. */
  people: PersonValue[];
  /** Introduced as a name, rather than taken for one because a name was asked for. */
  sure: boolean;
}

export interface NameContext {
  /** A name was just asked for. */
  focused: boolean;
  /** A name fits here: it may correct the one that was read back. */
  welcome: boolean;
  nbest: string[];
  /** The agent's last sentence: it says whether the first or the last name was asked for. */
  asked: string;
  /** Words that belong to something else: a service, a date. */
  isTaken(range: WordRange, sentence: Sentence): boolean;
  /** Other spellings and known customers, best first. */
  alike(people: PersonValue[]): PersonValue[];
}

const nameWordsMax = 4;
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

export interface OneName {
  person: PersonValue;
  range: WordRange;
  sure: boolean;
}

function readOne(sentence: Sentence, context: NameContext, guard: boolean): OneName | undefined {
  const told = hinted(sentence, context);
  if (told) return told;
  const said =
    introduced(sentence, context, guard) ??
    (context.focused ? bare(sentence, context, guard) : undefined) ??
    (context.welcome ? saidWhole(sentence, context) : undefined);
  const spelled = readSpelledName(sentence, context.focused || said?.sure === true, context.asked);
  if (spelled) {
    const more = context.focused ? besideSpelling(sentence, spelled, context) : undefined;
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
  const range = wholeName(sentence);
  if (range === undefined || context.isTaken(range, sentence)) return undefined;
  return { person: personOf(sentence, range, context), range, sure: true };
}

const spelledLead =
  /(?:[\s,.;:-]*\b(?:(?:it's|that's|which is|that is|and is|is) )?(?:spelled|spelt|spelling|that's|it's|is|so))?[\s,.;:-]*$/i;

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
  const hint = context.focused ? readLetterHint(sentence.text) : undefined;
  if (hint === undefined) return undefined;
  const plain = readSentence(hint.text);
  const found = readOne(plain, context, false);
  if (found === undefined) return undefined;
  const { first, last } = found.person;
  const isFirst = first !== undefined && hint.after.toLowerCase().endsWith(first.toLowerCase());
  const person: PersonValue = { ...found.person };
  if (isFirst || last === undefined) person.first = hint.apply(first ?? '');
  else person.last = hint.apply(last);
  return { ...found, person, range: restFrom(sentence, plain, found.range) };
}

function introduced(sentence: Sentence, context: NameContext, guard: boolean): OneName | undefined {
  let person: PersonValue = {};
  let range: WordRange | undefined;
  for (const lead of nameLeads) {
    if (!lead.sure && (range || lead.part)) continue;
    for (const match of matches(sentence, lead.pattern)) {
      const name = wordsAt(sentence, afterTitle(sentence, match.end), context, guard);
      if (!name || (!lead.sure && !isLikely(sentence, name, context))) continue;
      // "My last name is Lee" was read by the longer lead: "name is" is no second name.
      if (range && name.first < range.end && range.first < name.end) continue;
      if (!lead.sure && !context.focused && !standsOut(sentence, match, name)) continue;
      const whole = lead.part
        ? { [lead.part]: join(sentence, name) }
        : personOf(sentence, name, context);
      person = { ...whole, ...person };
      range = union(name, range);
      break;
    }
  }
  const tail = range ? undefined : beforeTail(sentence, context, guard);
  if (tail) return tail;
  return range ? { person, range, sure: true } : undefined;
}

const addressed = /^(?:mister|mrs|ms|miss|doctor)$/;

/** "This is Mrs. O'Connor": the title is no name. */
function afterTitle(sentence: Sentence, first: number): number {
  let at = first;
  while (addressed.test(sentence.words[at]?.text ?? '')) at += 1;
  return at;
}

/** "I'm John" and "for Smith" introduce a name only when it looks like one. */
function isLikely(sentence: Sentence, range: WordRange, context: NameContext): boolean {
  if (context.focused) return true;
  const said = sentence.words.slice(range.first, range.end);
  const upper =
    sentence.text !== sentence.text.toLowerCase() && sentence.text !== sentence.text.toUpperCase();
  return upper ? said.every((word) => word.capital) : said.length === 2;
}

/** Without being asked, "this is …" and "I'm …" name the caller; "for …" and "it's …" rarely do. */
function standsOut(sentence: Sentence, lead: WordRange, name: WordRange): boolean {
  const words = sentence.words
    .slice(lead.first, lead.end)
    .map((word) => word.text)
    .join(' ');
  const ends =
    name.end === sentence.words.length ||
    (sentence.words[name.end]?.afterMark ?? false) ||
    /^(?:and|here|calling|speaking)$/.test(sentence.words[name.end]?.text ?? '');
  return /^(?:this is|i'm|i am)$/.test(words) && ends;
}

function beforeTail(sentence: Sentence, context: NameContext, guard: boolean): OneName | undefined {
  const tail = nameTails.exec(sentence.plain);
  if (!tail || tail.index === 0) return undefined;
  const end = sentence.starts.indexOf(tail.index);
  for (let size = Math.min(3, end); size >= 1; size--) {
    const range = wordsAt(sentence, end - size, context, guard);
    if (range?.end !== end) continue;
    const likely =
      isLikely(sentence, range, context) && (size > 1 || range.first === 0 || context.focused);
    if (likely || /name/.test(tail[0]))
      return { person: personOf(sentence, range, context), range, sure: true };
  }
  return undefined;
}

/** Asked for a name, the caller says just that, perhaps with a "yes, sure" around it. */
function bare(sentence: Sentence, context: NameContext, guard: boolean): OneName | undefined {
  const soft =
    /^(?:yes|yeah|yep|sure|okay|um|uh|so|well|oh|hi|hello|hey|please|thanks|thank|you|of|course|and|the|name|full|it's|is|that|that's|i|said|no|i'm|my|actually|sorry|right|as|mister|mrs|ms|miss|doctor|again)$/;
  let first = 0;
  while (first < sentence.words.length && soft.test(sentence.words[first]?.text ?? '')) first++;
  const range = wordsAt(sentence, first, context, guard);
  if (!range) return undefined;
  const turned = lastThenFirst(sentence, range, context, guard);
  if (turned) return turned;
  const rest = sentence.words.slice(range.end);
  const trails = rest.every((word) => soft.test(word.text) || nonNameWords.has(word.text));
  // Letters behind a name spell it.
  const spells = rest.length > 1 && rest.every(({ text }) => text.length === 1);
  if (!spells && (rest.length > 3 || !trails)) return undefined;
  return { person: personOf(sentence, range, context), range, sure: false };
}

/** "Smith, John". */
function lastThenFirst(
  sentence: Sentence,
  range: WordRange,
  context: NameContext,
  guard: boolean,
): OneName | undefined {
  if (range.end - range.first !== 1 || !sentence.words[range.end]?.afterMark) return undefined;
  const other = wordsAt(sentence, range.end, context, guard);
  if (other?.end !== sentence.words.length || other.end - other.first !== 1) return undefined;
  const [one, two] = [join(sentence, range), join(sentence, other)];
  const turned = isLastName(one) && !isFirstName(one) && isFirstName(two);
  const person = turned ? { first: two, last: one } : { first: one, last: two };
  return { person, range: { first: range.first, end: other.end }, sure: false };
}

/** The words from `first` on that can be a name. */
function wordsAt(
  sentence: Sentence,
  first: number,
  context: NameContext,
  guard: boolean,
): WordRange | undefined {
  let end = first;
  while (end < sentence.words.length && end - first < nameWordsMax) {
    const word = sentence.words[end];
    if (
      !word ||
      (word.afterMark && end > first && !/[.'’-]/.test(sentence.text[word.from - 1] ?? ''))
    )
      break;
    if (!canBeName(word.text) && !(context.focused && word.capital && alsoNames.has(word.text)))
      break;
    if (guard && context.isTaken({ first: end, end: end + 1 }, sentence)) break;
    end++;
  }
  // A last word of one letter is a start of spelling; "ten" and "la" end no name.
  while (end > first && !endsName(sentence.words[end - 1]?.text ?? '')) end--;
  return end > first ? { first, end } : undefined;
}

function endsName(word: string): boolean {
  return word.length > 1 && !nonNameWords.has(word);
}

function canBeName(word: string): boolean {
  if (!/^\p{L}[\p{L}'’]*$/u.test(word)) return false;
  return nameParticles.has(word) || !nonNameWords.has(word);
}

function personOf(sentence: Sentence, range: WordRange, context: NameContext): PersonValue {
  const count = range.end - range.first;
  if (count === 1) {
    const alone = join(sentence, range);
    const asked = context.asked.toLowerCase();
    const onlyLast = /\b(?:last|sur|family)[ -]?name\b/.test(asked) && !/first/.test(asked);
    const before = sentence.words[range.first - 1]?.text ?? '';
    return onlyLast || addressed.test(before) ? { last: alone } : { first: alone };
  }
  const opening = sentence.words[range.first]?.text ?? '';
  if (openingParticles.has(opening)) return { last: join(sentence, range) };
  const middle = sentence.words[range.first + 1]?.text ?? '';
  // "Mary Ann Johnson" and "John Q Public": what stands between belongs to the first name.
  const size = count > 2 && (middle.length === 1 || isFirstName(middle)) ? 2 : 1;
  const cut = range.first + size;
  return {
    first: join(sentence, { first: range.first, end: cut }),
    last: join(sentence, { first: cut, end: range.end }),
  };
}

function join(sentence: Sentence, range: WordRange): string {
  const { from, to } = spanOf(sentence, range);
  const written = sentence.text.slice(from, to).replace(/\b([oO])['’ ](?=\p{L}{3})/gu, "O'");
  return written.split(/\s+/).map(title).join(' ');
}
