/** Whether the caller wants another language, asked for by name or by speaking it. */
import { languageNames, smallWords, tellingWords } from './language-words.ts';
import type { Sentence } from './sentence.ts';

/** The code for "another language, not said which" (ISO 639-2). */
const unnamedLanguage = 'und';

const wordsByLanguage = new Map(
  Object.entries(smallWords).map(([code, words]) => [code, new Set(words)] as const),
);
const englishWords = new Set(
  'the and is are you to of for my have do can what i it that with on at this in need want book appointment please how when where would like a yes no not me be'.split(
    ' ',
  ),
);
const scripts: [RegExp, string][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
];

const names = Object.keys(languageNames).join('|');
const asked = new RegExp(
  `\\b(?:speak|speaks|speaking|talk|talking|communicat\\w+|understand|answer|respond|reply|converse|continue|language|languages|switch|change|set|use|translate|hear|in|make|converse|interpreter|prefer|let's|try|go|using|know|changing|switching|speaks)\\b(?: (?:[a-z']+))*? (?:${names})\\b|^(?:${names})(?: please)?$|\\b(?:${names}) (?:speaking|speaker|language|please|interpreter|instead|version|as (?:your|the|my) language)\\b|\\b(?:only|no|any) (?:speak )?(?:${names})\\b`,
  'u',
);
const aboutLanguage =
  /\b(?:(?:change|switch|set|use|alter|adjust|select|choose|pick|swap|different|another|other|what|which|new) (?:to )?(?:your |the |my |of |a |an |another |different |other |output |primary |native |preferred |response |spoken |to )*languages?|language (?:setting|preference|option)s?|speak (?:any )?(?:other|another|different|a different) languages?|languages (?:do|can|are|that|you|besides)|(?:multi|bi)lingual)\b/;
/** Who calls for somebody speaks it. */
const ofAnother =
  /\b(?:she|he|they|(?:my|our|the) \w+(?: \w+)?) (?:only )?(?:doesn't|does not|don't|do not|can't|cannot|barely|hardly|speaks?|understands?) /;
const stays = /^(?:i |we )(?:am|'m|was|have|had|got|teach|study)\b/;

/** The language's code, or undefined when the caller is content with ours. */
export function readLanguage(sentence: Sentence): string | undefined {
  for (const [script, code] of scripts) if (script.test(sentence.text)) return code;
  const spoken = spokenLanguage(sentence);
  if (spoken !== undefined) return spoken;
  const { plain } = sentence;
  if (asked.test(plain) && !stays.test(plain)) {
    const named = namedLast(sentence);
    return named === 'en' && ofAnother.test(plain) ? undefined : named;
  }
  return aboutLanguage.test(plain) ? unnamedLanguage : undefined;
}

/** The language named as the goal: "switch from English to French" is French. */
function namedLast(sentence: Sentence): string | undefined {
  const said = sentence.words.map((word) => word.text);
  const named = said.flatMap((word, at) => {
    const code = Object.hasOwn(languageNames, word) ? languageNames[word] : undefined;
    return code === undefined ? [] : [{ code, before: said[at - 1] ?? '' }];
  });
  const goals = named.filter(({ before }) => !/^(?:from|not|than|of|no)$/.test(before));
  const goal = goals.find(({ before }) => /^(?:to|in|into|speak)$/.test(before)) ?? goals[0];
  return goal?.code;
}

function spokenLanguage(sentence: Sentence): string | undefined {
  const words = sentence.words.map((word) => word.text);
  const english = words.filter((word) => englishWords.has(word)).length;
  let best: { code: string; hits: number } | undefined;
  for (const [code, known] of wordsByLanguage) {
    const hits = words.filter((word) => known.has(word)).length;
    if (hits > (best?.hits ?? 0)) best = { code, hits };
  }
  const telling = words
    .map((word) => (Object.hasOwn(tellingWords, word) ? tellingWords[word] : undefined))
    .find((code) => code !== undefined);
  if (telling !== undefined && english <= 1) return telling;
  if (best && best.hits >= 3 && best.hits > english) return best.code;
  return best && best.hits === 2 && english === 0 && words.length <= 4 ? best.code : undefined;
}
