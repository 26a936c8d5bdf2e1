/** Sentences that move something from one time to another: "change it from Monday to Tuesday". */
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';

const moveVerbs = new Set(
  'move moving moved change changing switch reschedule push bump shift swap postpone'.split(' '),
);

/** "Move it from Monday to Tuesday" speaks of two times, not of a range. */
export function isMove(tokens: Token[], from: number): boolean {
  for (let at = from - 1; at >= 0; at -= 1) {
    if (moveVerbs.has(textAt(tokens, at))) return true;
  }
  return false;
}
