/** Time words that only make conversation: "good evening", "how are you today", "that's all for today". */
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';
import type { Placed } from './pieces.ts';

/** How many words back the polite phrase may have begun. */
const reachMax = 7;
const partsOfDay = new Set(['morning', 'afternoon', 'evening', 'night', 'day']);
const greeting = /(^| )good$/;
const wish =
  /(^|(?<!\b(?:you|i|we)) )(have|enjoy) (a|an|the|your)( (very|really|good|great|nice|lovely|wonderful|rest of the))*$/;
/** What stands before a "today" that is no wish for today. */
const farewells = [
  /(^| )how (are|is|was) (you|everyone|everything|it)( (all|guys|doing|going))?$/,
  /(^| )how's (everyone|everything|it)( going)?$/,
  /(^| )(that|this|it)('s| is| was|'ll be| will be| would be)? (all|it|everything)( i need(ed)?)?( for)?( me)?$/,
  /(^| )(i'm|i am|we're|we are) (okay|ok|good|fine|done|all set|all done)( for)?$/,
  /(^| )(help|helping|helped)( (me|us|out))?$/,
  /(^| )your (help|time|service|assistance)$/,
];

/** Whether the piece belongs to a greeting, a farewell or another polite phrase. */
export function isCourtesy(tokens: Token[], { from, to, piece }: Placed): boolean {
  if (piece.kind === 'clock' || piece.kind === 'moment') return false;
  const lead = tokens
    .slice(Math.max(0, from - reachMax), from)
    .flatMap((token) => (token.kind === 'mark' ? [] : [token.text]))
    .join(' ');
  const last = textAt(tokens, to - 1);
  if (partsOfDay.has(last) && to - from === 1 && greeting.test(lead)) return true;
  if (wish.test(lead)) return true;
  const sinceNow = textAt(tokens, from) === 'now' && textAt(tokens, to) === 'on';
  if (sinceNow && lead.endsWith('from')) return true;
  const isToday = last === 'today' || last === 'tonight';
  return isToday && farewells.some((pattern) => pattern.test(lead));
}
