/** Signs around a number that tell a time from a count, a price, an address or a choice. */
import type { Token } from '../tokens.ts';
import { textAt } from './match.ts';

/** Words that may follow a time; anything else after a bare number is what it counts. */
const followers = new Set(
  [
    'please or and but if on in for to would could can will works work is was are be s if i we you',
    'it my the a at by of until till til through thru today tomorrow tonight this next that then',
    'thanks thank thx with when because instead maybe okay ok sharp exactly ish so not no yes yeah',
    'as just also too either right good great fine perfect around about after before from since',
    'works sounds does do did should may might want sometime anytime any morning afternoon evening',
    'night noon midday early late later earlier onwards onward there here how what whichever under',
    'since sure actually rather than last coming following um uh er well has been being am pm p which',
    "that's it's i'm i'd i'll we're we'd there's if's isn't doesn't won't can't let's and/or",
    'leaving leave arriving arrive coming checking check starting start returning return due got',
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri',
    'sat sun january february march april june july august september october november december jan',
    'feb mar apr jun jul aug sep sept oct nov dec approximately roughly onto into during weekday',
    'book booking booked schedule cancel move change make have had were he she they them',
    'though tho although preferably ideally hopefully best only fits suits unless every alright',
  ]
    .join(' ')
    .split(' '),
);

/** Things that are counted: "2 people", "3 nights", "30 dollars". */
const counted = new Set(
  [
    'people persons person guests guest adults adult children child kids kid boys girls of nights',
    'night rooms room beds bed tickets ticket dollars bucks cents pounds euros percent years year',
    'months weeks days hours minutes seconds times friends players teeth tooth cats dogs items',
    'bags seats tables chairs others more less week month day hour minute or',
  ]
    .join(' ')
    .split(' '),
);
counted.delete('of');
counted.delete('or');
counted.delete('night');

const ofThem = new Set(['us', 'them', 'you', 'these', 'those']);

/** A time may end before the token at this place. */
export function endsMention(tokens: Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return true;
  if (token.kind === 'mark') return !'%$€£°#'.includes(token.text);
  return token.kind === 'word' && followers.has(token.text);
}

export function countsSomething(tokens: Token[], at: number): boolean {
  if (textAt(tokens, at) === 'of' && ofThem.has(textAt(tokens, at + 1))) return true;
  return counted.has(textAt(tokens, at)) || '%€£$'.includes(textAt(tokens, at) || ' ');
}

/** The text holds nothing else between the two tokens' outsides than fillers. */
export function isWholeText(tokens: Token[], from: number, to: number): boolean {
  return tokens.every(
    (token, index) =>
      (index >= from && index < to) || token.kind === 'mark' || fillers.has(token.text),
  );
}

const fillers = new Set(
  [
    'um uh er erm hmm mm well so like maybe perhaps probably say please thanks thank you okay ok',
    'yes yeah yep no sure let me see the at on a about around for just how what make it let us',
    "let's then would be is good great fine works that's it's that i think i'd prefer rather take",
    'say can do we sometime anytime any time ideally preferably actually possibly approximately',
  ]
    .join(' ')
    .split(' '),
);
