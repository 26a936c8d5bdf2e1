/** What shows danger, by how strongly: wordings that can be read aloud, one signal a file. */
import { patternOf, type WordLists } from '../wordings.ts';

export interface Signs {
  /** From 0 to 1: how surely these words alone show it. */
  strength: number;
  pattern: RegExp;
}

export function signs(strength: number, wordings: readonly string[], lists?: WordLists): Signs {
  return { strength, pattern: patternOf(wordings, lists) };
}
