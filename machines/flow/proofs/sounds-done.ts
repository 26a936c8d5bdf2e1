/** Whether a wording tells the caller that something was done, whatever the sentence is called. */

const done = '(?:booked|confirmed|cancell?ed|moved|rescheduled|reserved|scheduled)';
const claims = [
  new RegExp(`\\byou(?:'re| are)(?: now| all)? (?:set|${done})\\b`, 'i'),
  new RegExp(`\\b(?:I|we)(?:'ve| have)(?: just| now)? ${done}\\b`, 'i'),
  new RegExp(
    `\\b(?:it|that|this|appointment|visit|booking|time)(?:'s| is| has been)(?: now| all)? ${done}\\b`,
    'i',
  ),
];
/** A condition, a question or a denial claims nothing. */
const open = /\b(?:not|no|nothing|never|cannot|if|once|when|until|before|after|would)\b|n't\b|\?/i;

export function soundsDone(wording: string): boolean {
  return wording
    .split(/(?<=[.!?])\s+/)
    .some((part) => !open.test(part) && claims.some((claim) => claim.test(part)));
}
