/** Repairs what recognisers and typing do to the words of dates: "to morrow", "wensday", "today's". */
import { distance } from 'fastest-levenshtein';
import type { Token } from '../tokens.ts';
import { misspeltWords, splitWords } from './calendar-words.ts';

/** One wrong letter in four is still the same word; shorter words are too close to others. */
const lettersPerError = 4;
const lettersMin = 6;
const possessive = /'s$/;
/** Here it is short for "is". */
const contracted = new Set(["that's", "it's", "how's", "what's", "let's", "there's", "here's"]);

/** The repaired word keeps its place in the text, so that spans stay true. */
export function repairSpelling(tokens: Token[]): Token[] {
  const repaired: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    if (token.kind === 'word' && next?.kind === 'word' && splitWords.has(token.text + next.text)) {
      repaired.push({ ...token, text: token.text + next.text, to: next.to });
      at += 1;
      continue;
    }
    const heard = soundsLikeHour(tokens, at) ?? token.text;
    const text = token.kind === 'word' ? repairWord(heard) : heard;
    repaired.push(text === token.text ? token : { ...token, text });
  }
  return repaired;
}

/** What a recogniser makes of an hour behind "at", where nothing else fits. */
const hourHomophones = new Map([
  ['too', 'two'],
  ['to', 'two'],
  ['for', 'four'],
  ['ate', 'eight'],
  ['won', 'one'],
  ['tree', 'three'],
]);
const afterHour = new Set(['am', 'pm', 'please', 'thirty', 'fifteen', "o'clock", 'tomorrow', 'on']);

function soundsLikeHour(tokens: Token[], at: number): string | undefined {
  const next = tokens[at + 1];
  const ends = next === undefined || next.kind === 'mark' || afterHour.has(next.text);
  if (tokens[at - 1]?.text !== 'at' || !ends) return undefined;
  return hourHomophones.get(tokens[at]?.text ?? '');
}

function repairWord(word: string): string {
  if (word === 'todays' || word === 'tomorrows') return word.slice(0, -1);
  if (contracted.has(word)) return word;
  const bare = word.replace(possessive, '');
  if (bare.length < lettersMin || misspeltWords.includes(bare)) return bare;
  // A plural is not a mistake: "Mondays" speaks of every Monday, not of one.
  if (bare.endsWith('s') && misspeltWords.includes(bare.slice(0, -1))) return bare;
  for (const known of misspeltWords) {
    if (known[0] !== bare[0] || Math.abs(known.length - bare.length) > 2) continue;
    if (distance(known, bare) <= Math.floor(known.length / lettersPerError)) return known;
  }
  return bare;
}
