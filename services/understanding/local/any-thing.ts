/** "Anyone", "wherever": the caller leaves the choice of a person or place to us. */
import { rangeOf, type Sentence, type Span, spanOf } from './sentence.ts';
import type { ThingKind } from './thing-index.ts';

const anyOf: Record<ThingKind, RegExp> = {
  staff:
    /\b(?:anyone|anybody|whoever|who ever|any(?: (?:of (?:them|the \w+)|one|doctor|dentist|provider|stylist|person|available))|first available|next available|no(?: particular)? (?:preference|one in particular)|no one (?:in particular|specific)|nobody in particular|(?:doesn't|don't|does not) (?:matter|care|mind|have a preference)|(?:not|nothing) (?:fussy|picky|particular)|either(?: one| of them| is fine)?|whichever|who'?s (?:available|free))\b/,
  service: /(?!)/,
  location:
    /\b(?:any(?:where| (?:of them|location|office|one|of the \w+))|whichever(?: is (?:closest|nearest))?|no preference|either(?: one| is fine)?|(?:doesn't|don't|does not) (?:matter|care|mind))\b/,
};

/** "Anyone" for staff and "wherever" for a location, where the caller was asked for one. */
export function findAny(kind: ThingKind, sentence: Sentence, asked: boolean): Span | undefined {
  const pattern = asked ? anyOf[kind] : kind === 'staff' ? anyStaff : undefined;
  const match = pattern?.exec(sentence.plain);
  return match ? spanOf(sentence, rangeOf(sentence, match.index, match[0].length)) : undefined;
}

/** "Anyone" said of the staff without being asked: only the plainest wordings. */
const anyStaff =
  /\b(?:with )?(?:anyone|anybody|any (?:doctor|dentist|provider|stylist|hygienist|therapist))(?: (?:is|that's|who's|at all|will|would))? (?:fine|okay|good|available|free|do|works)\b|\bwith (?:anyone|anybody|whoever)\b|\bfirst available\b/;
