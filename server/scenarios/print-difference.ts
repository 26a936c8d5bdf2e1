/** The difference of two runs as a terminal shows it: what fails anew first. */
import type { ChangedDialogue, RunDifference } from './compare-runs.ts';

const shownMax = 10;

export function printDifference(difference: RunDifference): string {
  const { business, versions, failing, mended, coverage, dialogues, added, gone } = difference;
  const [before, after] = versions;
  const lines = [
    `${business}: ${before === after ? `version ${after} both times` : `${before} → ${after}`}`,
  ];
  // The shortest tells it best, and calls that were shrunk to the same one tell no more than one.
  const telling = [...new Map(failing.map((each) => [each.rule + each.replay, each])).values()];
  telling.sort((one, other) => one.replay.length - other.replay.length);
  lines.push(
    ...section('fails now and did not before', telling, ({ rule, what, replay }) => [
      `  ${rule}: ${what}`,
      `    again: ${replay}`,
    ]),
    ...section('mended', mended, ({ rule, what }) => [`  ${rule}: ${what}`]),
  );
  for (const { kind, gained, lost } of coverage) {
    lines.push(...section(`${kind}: no longer covered`, lost, (item) => [`  - ${item}`]));
    lines.push(...section(`${kind}: covered now`, gained, (item) => [`  + ${item}`]));
  }
  lines.push(...section('said or done otherwise', dialogues, dialogueLines));
  if (added + gone > 0) lines.push(`calls: ${added} new, ${gone} no longer made`);
  if (lines.length === 1) lines.push('no difference');
  // The generated world decides in place of rules and opening hours, so these can change unseen.
  if (before !== after) {
    lines.push(
      `rules, hours and facts are compared by: npm run flows -- diff --business ${business}`,
    );
  }
  return lines.join('\n');
}

function section<Item>(
  heading: string,
  items: readonly Item[],
  print: (item: Item) => string[],
): string[] {
  if (items.length === 0) return [];
  const more = items.length - shownMax;
  return [
    `${heading} (${items.length})`,
    ...items.slice(0, shownMax).flatMap(print),
    ...(more > 0 ? [`  and ${more} more (--json has them all)`] : []),
  ];
}

function dialogueLines({ was, is, calls }: ChangedDialogue): string[] {
  const number = calls.length === 1 ? '1 call' : `${calls.length} calls`;
  return [`  in ${number}, first ${calls[0]}`, `    was ${was}`, `    is  ${is}`];
}
