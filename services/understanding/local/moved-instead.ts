/** Who cannot come, and asks for another time, moves an appointment, without a word that says so. */

import type { VocabularyIndex } from './vocabulary-index.ts';
import type { Wishes } from './wishes.ts';

const unable =
  /\b(?:can't|won't be able to|not able to|unable to|can no longer|won't|not going to be able to) (?:make|come|be there|attend|keep)\b/;

/** Another time is asked for, or named. */
const proposes =
  /\b(?:instead|(?:another|a different|a later|an earlier|some other) (?:day|time|date)|(?:can|could|may) (?:i|we) (?:please |maybe |possibly )?(?:come|do|get|have|make it|try|switch|take)|(?:is|would|are) .{0,24}\b(?:available|open|possible|free|work|okay|ok|fine|better)|(?:what|how) about|do you have|any(?:thing)? (?:on|for|open|later|earlier))\b/;

export function isMovedInstead(plain: string): boolean {
  const said = unable.exec(plain);
  if (said === null || /\bcancel/.test(plain)) return false;
  return proposes.test(plain.slice(said.index + said[0].length));
}

/** Whatever else it sounded like, it is that wish; a question beside it stays. */
export function asMove(wishes: Wishes, { flows }: VocabularyIndex, allowed: string[]): Wishes {
  const change = flows.byDeed.get('change');
  if (change === undefined || !allowed.includes(change)) return wishes;
  const others = wishes.commands.filter(({ command }) => command !== 'start-flow');
  return { ...wishes, commands: [...others, { command: 'start-flow', value: change }] };
}
