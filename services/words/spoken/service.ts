/** A service with its article: `a cleaning`, `an exam`, `X-rays`. */
import type { Service } from '../../../machines/policy/business.ts';

const determiner = /^(a|an|the|your|our|some)\s/i;
const soundsLikeVowel = /^(?:[aeio]|u(?!ni|s[ei])|hour|honest|x-?ray|mri\b)/i;
const soundsLikeConsonant = /^(?:eu|one|once)/i;

export function indefiniteArticle(noun: string): 'a' | 'an' {
  return soundsLikeVowel.test(noun) && !soundsLikeConsonant.test(noun) ? 'an' : 'a';
}

/** The article that operations wrote, or the one that belongs there; plurals have none. */
export function spokenService({ spoken }: Pick<Service, 'spoken'>): string {
  const plural = /[^s'’]s$/i.test(spoken);
  return determiner.test(spoken) || plural ? spoken : `${indefiniteArticle(spoken)} ${spoken}`;
}
