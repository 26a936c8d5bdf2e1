/** Fits a value to the words around it: its article, its preposition, its capital. */
import { indefiniteArticle } from './spoken/service.ts';

const determinerBefore =
  /\b(?:a|an|the|your|this|that|our|my|each|every|any|per|another|next|new|first)\s$/i;
const startsSentence = /(?:^|[.!?…]["')]*\s+)$/;
const relativeDay = /^(?:today|tomorrow|yesterday|this|at|from|between|before|after|by|in|any)\b/i;
const timeAlone = /^(?:\d{1,2}(?::\d\d)?|noon|midnight)(?:$| o'clock| in the | at night)/;
const weekday = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i;

/**
 * The words right before a value, and the value, as they are said together. `said` is everything
 * before it, which tells whether a sentence begins here.
 */
export function fitValue(
  said: string,
  before: string,
  value: string,
): { before: string; value: string } {
  const bare = determinerBefore.test(before) ? value.replace(/^(?:an?|the)\s/i, '') : value;
  const fitted = fitPreposition(fitArticle(before, bare), bare);
  // "On today we" has lost its first word.
  const nowFirst = fitted !== before && startsSentence.test(fitted);
  const capital = startsSentence.test(said) || nowFirst;
  return { before: fitted, value: capital ? bare.charAt(0).toUpperCase() + bare.slice(1) : bare };
}

/** `a exam` becomes `an exam`. */
function fitArticle(before: string, value: string): string {
  const match = /\b(a)(n?)\s$/i.exec(before);
  if (match === null || !/^[a-z]/i.test(value)) return before;
  const ending = indefiniteArticle(value) === 'an' ? 'n ' : ' ';
  return `${before.slice(0, match.index)}${match[1]}${ending}`;
}

/** `on today` becomes `today`, `on 3:30` becomes `at 3:30`, `at Tuesday` becomes `on Tuesday`. */
function fitPreposition(before: string, value: string): string {
  if (/\bon\s$/i.test(before)) {
    if (timeAlone.test(value)) return before.replace(/on\s$/i, 'at ');
    return relativeDay.test(value) ? before.replace(/on\s$/i, '') : before;
  }
  if (!/\bat\s$/i.test(before)) return before;
  if (weekday.test(value)) return before.replace(/at\s$/i, 'on ');
  return relativeDay.test(value) ? before.replace(/at\s$/i, '') : before;
}
