/** Who comes, told one by one: "two adults and a child", "my husband, myself and two kids". */
import { readNumber } from './digit-words.ts';

const lead =
  /^(?:(?:it's|it'll be|it will be|there'll be|there will be|there are|for|just|only|um|so|we're|we are|with|all of us|yes|yeah|okay|well) )+/;
const oneself = /^(?:me|myself|i|just me|us)$/;
const someone =
  /^(?:my|our|a|an|one|the) (?:(?:little|older|younger) )?(?:wife|husband|partner|spouse|girlfriend|boyfriend|fiance|fiancee|son|daughter|mother|father|mom|mum|dad|brother|sister|friend|colleague|boss|kid|child|baby|toddler|infant|adult|guest|person|teenager|grandma|grandpa|grandson|granddaughter)$/;
const several =
  /^(?:(?:my|our|the) )?(?:people|persons?|adults?|guests?|kids?|children|friends|sons|daughters|boys|girls|babies|toddlers|infants|seniors|teenagers|grown ?ups|colleagues|parents|brothers|sisters|others)$/;

/** The sum, when everything said is somebody; at least two parts, or it is a plain number. */
export function readParty(plain: string): number | undefined {
  const parts = plain
    .replace(lead, '')
    .split(/,| and | plus | with /)
    .map((part) => part.trim().replace(lead, ''))
    .filter((part) => part !== '' && part !== 'please');
  if (parts.length < 2) return undefined;
  let sum = 0;
  for (const part of parts) {
    const count = countOf(part);
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum;
}

function countOf(part: string): number | undefined {
  if (oneself.test(part) || someone.test(part)) return 1;
  const words = part.split(' ');
  const at = words[0] === 'my' || words[0] === 'our' || words[0] === 'the' ? 1 : 0;
  const number = readNumber(words, at);
  if (number === undefined) return undefined;
  return several.test(words.slice(at + number.size).join(' ')) ? number.value : undefined;
}
