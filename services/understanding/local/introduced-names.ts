/** Names by the words that introduce them: "my name is", "this is", "… speaking". */
import type { PersonValue } from '../../../machines/vocabulary.ts';
import { afterTitle, wordsAt } from './name-places.ts';
import { nameLeads, nameTails } from './name-words.ts';
import type { NameContext, OneName } from './one-name.ts';
import { join, personOf } from './person-of.ts';
import { matches, type Sentence, type WordRange } from './sentence.ts';
import { isFirstName, isLastName } from './similar-names.ts';
import { union } from './spelled-and-said.ts';

export function introduced(
  sentence: Sentence,
  context: NameContext,
  guard: boolean,
): OneName | undefined {
  let person: PersonValue = {};
  let range: WordRange | undefined;
  for (const lead of nameLeads) {
    if (!lead.sure && (range || lead.part)) continue;
    for (const match of matches(sentence, lead.pattern)) {
      const name = wordsAt(sentence, afterTitle(sentence, match.end), context, guard);
      if (!name || (!lead.sure && !isLikely(sentence, name, context))) continue;
      // "My last name is Lee" was read by the longer lead: "name is" is no second name.
      if (range && name.first < range.end && range.first < name.end) continue;
      const whole = lead.part
        ? { [lead.part]: join(sentence, name) }
        : personOf(sentence, name, context);
      if (!lead.sure && !context.focused && !standsOut(sentence, match, name, whole)) continue;
      person = { ...whole, ...person };
      range = union(name, range);
      break;
    }
  }
  const other = range
    ? undefined
    : (beforeTail(sentence, context, guard) ?? leading(sentence, context, guard));
  if (other) return other;
  return range ? { person, range, sure: true } : undefined;
}

/** "Tell them it is about payment plans for aligners" goes on too long to end in a name. */
const leadWordsMax = 5;

function isKnown({ words }: Sentence, { first, end }: WordRange): boolean {
  const said = words.slice(first, end).map(({ text }) => text);
  return said.some((text) => isFirstName(text) || isLastName(text));
}

/** "I'm John" and "for Smith" introduce a name only when it looks like one. */
function isLikely(sentence: Sentence, range: WordRange, context: NameContext): boolean {
  if (context.focused && (range.first <= leadWordsMax || isKnown(sentence, range))) return true;
  const said = sentence.words.slice(range.first, range.end);
  const upper =
    sentence.text !== sentence.text.toLowerCase() && sentence.text !== sentence.text.toUpperCase();
  return upper ? said.every((word) => word.capital) : said.length === 2;
}

/**
 * Without being asked, "this is …" and "I'm …" name the caller; "for …" does where both names are
 * known as names ("a cleaning for Ann Lee"), and "it's …" rarely.
 */
function standsOut(sentence: Sentence, lead: WordRange, name: WordRange, person: PersonValue) {
  const words = sentence.words
    .slice(lead.first, lead.end)
    .map((word) => word.text)
    .join(' ');
  const ends =
    name.end === sentence.words.length ||
    (sentence.words[name.end]?.afterMark ?? false) ||
    /^(?:and|here|calling|speaking)$/.test(sentence.words[name.end]?.text ?? '');
  const known = isFirstName(person.first ?? '') && isLastName(person.last ?? '');
  if (words === 'for') return known && (ends || goesOn.test(sentence.words[name.end]?.text ?? ''));
  return /^(?:this is|i'm|i am)$/.test(words) && ends;
}

const greets = /^(?:hi|hello|hey|yes|yeah|um|uh|good|morning|afternoon|evening|there)$/;

/** "Maria Lopez, I want to reschedule": a known first and last name, set apart before all else. */
function leading(sentence: Sentence, context: NameContext, guard: boolean): OneName | undefined {
  const first = sentence.words.findIndex(({ text }) => !greets.test(text));
  const range = first < 0 ? undefined : wordsAt(sentence, first, context, guard);
  if (range === undefined || range.end - range.first < 2) return undefined;
  if (!sentence.words[range.end]?.afterMark) return undefined;
  const person = personOf(sentence, range, context);
  const known = isFirstName(person.first ?? '') && isLastName(person.last ?? '');
  return known ? { person, range, sure: true } : undefined;
}

/** What may follow a name in one breath: a number, a day, a person to see. */
const goesOn = /^(?:\d+|on|at|with|this|next|tomorrow|today|my|his|her|please|number|phone)$/;

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
