/** The written calls of a business, played, as a trial that QA reads. */
import { type Finding, printFinding } from '../../../services/definitions/finding.ts';
import type { PlayedScenario } from '../written/play-scenario.ts';
import type { TrialDocument, TrialHead } from './trial.ts';

/** `unread`: files that cannot be played; whose they are is written in them, so nobody's are well. */
export function writtenTrial(
  head: TrialHead,
  played: readonly PlayedScenario[],
  unread: readonly Finding[],
): TrialDocument {
  const passed = played.filter((each) => each.passed);
  const failed = played.filter((each) => !each.passed);
  return {
    ...head,
    format: 1,
    kind: 'written',
    good: failed.length === 0 && unread.length === 0,
    what: `${played.length} ${played.length === 1 ? 'call' : 'calls'} that people wrote`,
    figures: [
      `${passed.length} of ${played.length} go as they are written`,
      ...unread.map((finding) => `not played: ${printFinding(finding)}`),
    ],
    tables: [],
    cases: played.map((each) => ({ name: each.id, wrong: faultsOf(each).join('; ') })),
    failures: failed.map((each) => ({
      case: each.id,
      rule: 'a call goes as it is written',
      what: faultsOf(each).join('; '),
      dialogue: each.dialogue,
      again: `npm run scenarios -- --written --only ${each.id} --show`,
    })),
  };
}

function faultsOf({ misses, breaches }: PlayedScenario): string[] {
  return [
    ...misses.map(({ file, line, what }) => `${file}:${line}: ${what}`),
    ...breaches.map(({ rule, what }) => `rule broken: ${rule}: ${what}`),
  ];
}
