/** Checks that no sentence and no answer holds what the business must never promise. */
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt, type Sourced } from './finding.ts';

export function checkPromises(draft: WholeDraft): Finding[] {
  const never = draft.business.value.neverSay.map((phrase) => ({ phrase, plain: plainOf(phrase) }));
  const check = (text: string, at: Sourced<unknown>, path: PropertyKey[]): Finding[] =>
    never
      .filter(({ plain }) => plainOf(text).includes(plain))
      .map(({ phrase }) => {
        const what = `this says "${phrase}", which business.yaml lists under neverSay`;
        return findingAt(at, path, what, 'say it in other words');
      });
  const words = [...draft.words.values()].flatMap((at) =>
    Array.isArray(at.value)
      ? at.value.flatMap((text, index) => check(text, at, [index]))
      : check(at.value, at, []),
  );
  const answers = draft.questions.flatMap((at) => [
    ...check(at.value.answer, at, ['answer']),
    ...check(at.value.otherwise ?? '', at, ['otherwise']),
  ]);
  return [...words, ...answers];
}

/** Whole words, however they are written: "Pain-free" is "pain free". */
function plainOf(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return ` ${words} `;
}
