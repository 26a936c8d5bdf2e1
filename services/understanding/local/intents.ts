/** The closed commands without a value: what the caller says about the call rather than in it. */
import type { CommandName } from '../../../machines/vocabulary.ts';
import { intentPatterns } from './intent-patterns.ts';
import { matches, type Sentence, type WordRange } from './sentence.ts';

export interface FoundIntent {
  command: CommandName;
  range: WordRange;
}

/** Every steering command in the sentence, each at most once; later ones never share words. */
export function readIntents(sentence: Sentence): FoundIntent[] {
  const found: FoundIntent[] = [];
  for (const { command, pattern } of intentPatterns) {
    for (const range of matches(sentence, pattern)) {
      const used = found.some(
        (other) => range.first < other.range.end && other.range.first < range.end,
      );
      if (used) continue;
      if (isDenied(sentence, command, range)) continue;
      found.push({ command, range });
    }
  }
  return found.filter((intent, position) => !isOnlyPassing(sentence, intent, found, position));
}

/** "I don't want to speak to a manager" is no wish for one; "don't hang up" is no goodbye. */
function isDenied(sentence: Sentence, command: CommandName, range: WordRange): boolean {
  if (command !== 'human' && command !== 'goodbye' && command !== 'wait') return false;
  const phrase = sentence.words
    .slice(range.first, range.end)
    .map((word) => word.text)
    .join(' ');
  if (/^don't/.test(phrase)) return false;
  const before = sentence.words
    .slice(Math.max(0, range.first - 3), range.first)
    .map((word) => word.text)
    .join(' ');
  return /\b(?:don't|do not|not|never)(?: (?:want|need|like|have|going))?(?: to)?(?: be)?$/.test(
    before,
  );
}

/** A hold-up in a sentence that goes on with something else asks for no wait. */
function isOnlyPassing(
  sentence: Sentence,
  intent: FoundIntent,
  all: FoundIntent[],
  position: number,
): boolean {
  if (all.findIndex((other) => other.command === intent.command) !== position) return true;
  if (intent.command !== 'wait') return false;
  const rest = sentence.words.length - (intent.range.end - intent.range.first);
  const looksUp = /\b(?:let me|hold on|hang on|bear with)\b/.test(sentence.plain);
  return rest > (looksUp ? 10 : 4);
}
