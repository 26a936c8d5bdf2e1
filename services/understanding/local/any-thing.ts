/** "Anyone", "wherever": the caller leaves the choice of a person or place to us. */
import { rangeOf, type Sentence, type Span, spanOf } from './sentence.ts';
import type { ThingKind } from './thing-index.ts';
import { patternOf } from './wordings.ts';

const lists = {
  any: ['(anyone|anybody|whoever|who ever)'],
  helper: ['(doctor|dentist|provider|stylist|hygienist|therapist)'],
};
const noMatter = [
  "(doesn't|don't|does not) (matter|care|mind|have a preference)",
  'no [particular] (preference|one in particular)',
];
const either = ['either [{helper}|one|of them|is fine]', 'whichever'];

const anyOf: Partial<Record<ThingKind, RegExp>> = {
  staff: patternOf(
    [
      '{any}',
      'any (one|{helper}|person|available|of (them|the _))',
      '(first|next) available',
      '(no one|nobody) (in particular|specific)',
      '(not|nothing) (fussy|picky|particular)',
      "(who's|who is|who) (available|free)",
      ...either,
      ...noMatter,
    ],
    lists,
  ),
  location: patternOf(
    ['anywhere', 'any (location|office|one|of (them|the _))', ...either, ...noMatter],
    lists,
  ),
};

/** "Anyone" said of the staff without being asked: only the plainest wordings. */
const anyStaff = [
  '[with] {anybody} [{is}] (fine|okay|good|available|free|do|works)',
  'with (anyone|anybody|whoever)',
];
const unasked = {
  ...lists,
  anybody: ['(anyone|anybody)', 'any {helper}'],
  is: ["(is|that's|who's|at all|will|would)"],
};
const anyStaffUnasked = patternOf([...anyStaff, 'first available'], unasked);
/** Asked when, "first available" is a time. */
const anyStaffAskedWhen = patternOf(anyStaff, unasked);

export interface AnyContext {
  /** This kind of thing was asked for. */
  asked: boolean;
  /** A time was asked for. */
  when: boolean;
}

/** "Anyone" for staff and "wherever" for a location, where the caller was asked for one. */
export function findAny(
  kind: ThingKind,
  sentence: Sentence,
  context: AnyContext,
): Span | undefined {
  const plainest = context.when ? anyStaffAskedWhen : anyStaffUnasked;
  const pattern = context.asked ? anyOf[kind] : kind === 'staff' ? plainest : undefined;
  const match = pattern?.exec(sentence.plain);
  return match ? spanOf(sentence, rangeOf(sentence, match.index, match[0].length)) : undefined;
}
