/** What is said of runs: what they run, how they ended, and whether they speak for what answers now. */
import { when } from '../../console/page/when.ts';
import type { Answering } from '../../running/answering.ts';
import type { RunUnderWay } from '../../running/run-desk.ts';
import type { EndedRun } from '../../running/run-record.ts';
import { type RunKind, runKinds } from '../../running/run-work.ts';
import { progressWords } from '../../scenarios/progress-words.ts';
import type { RunHead } from '../../scenarios/run-heads.ts';

export const kindWords: Record<RunHead['kind'], string> = {
  generated: 'the generated calls',
  written: 'the written calls',
  faults: 'the generated calls with faults',
  simulation: 'callers made of chance',
  database: 'callers made of chance, on the database',
  proof: 'bugs put in on purpose',
  telephone: 'calls by telephone',
};
/** In the order in which they are offered; the others take long, and are asked for in a terminal. */
export const kindsOffered = runKinds;

type NameOf = (business: string) => string;

export function underWayWords(run: RunUnderWay, nameOf: NameOf, mine: boolean): string {
  const who = mine ? 'You began it' : `${run.who || 'Somebody'} began it`;
  return `Running ${whatOf(run, nameOf)}. ${who} ${when(run.beganAtMs)}.`;
}

function whatOf({ kind, businesses }: Pick<RunUnderWay, 'kind' | 'businesses'>, nameOf: NameOf) {
  const [one = ''] = businesses;
  return `${kindWords[kind]} of ${businesses.length === 1 ? nameOf(one) : 'every business'}`;
}

/** Where it is: the words of the terminal, once there is something to count. */
export function whereWords(run: RunUnderWay, nameOf: NameOf): string {
  if (run.stopping) return 'Stopping…';
  if (run.business === undefined) return 'Getting ready…';
  const place = run.businesses.indexOf(run.business) + 1;
  const which =
    run.businesses.length === 1
      ? ''
      : `${nameOf(run.business)}, ${place} of ${run.businesses.length}: `;
  if (run.progress === undefined) return `${which}${beginning(run.kind)}`;
  const { done, all } = run.progress;
  const then = done === all ? '; putting it on the page…' : '';
  return `${which}${progressWords(run.progress)}${then}`;
}

function beginning(kind: RunKind): string {
  return kind === 'generated' || kind === 'faults'
    ? 'making the calls from the chart…'
    : 'beginning…';
}

/** Of a run that did not come to its end; undefined for one that did. */
export function brokenWords(run: EndedRun, nameOf: NameOf): string | undefined {
  if (run.how === 'finished') return undefined;
  const what = whatOf(run, nameOf);
  const kept = run.kept.map(nameOf).join(', ');
  const left = kept === '' ? 'Nothing of it is kept.' : `Kept of it: ${kept}.`;
  const at = when(run.endedAtMs ?? run.beganAtMs);
  if (run.how === 'failed') return `Running ${what} failed ${at}. ${run.why ?? ''} ${left}`;
  if (run.how === 'stopped') {
    const by = run.stoppedBy === undefined ? '' : ` by ${run.stoppedBy}`;
    return `Running ${what} was stopped${by} ${at}. ${left}`;
  }
  return `Running ${what}, begun ${when(run.beganAtMs)}, was broken off: the server stopped. ${left}`;
}

export interface Standing {
  text: string;
  /** It does not speak for what callers are answered with. */
  outdated: boolean;
}

/** Of the run of a business that is shown, beside what answers callers. */
export function standingOf(
  shown: { version: string; at: string } | undefined,
  answering: Answering | undefined,
): Standing[] {
  if (answering === undefined) {
    return [{ text: 'No line answers for this business now: it cannot be run.', outdated: true }];
  }
  const { version, filesDiffer, id } = answering;
  const files = filesDiffer
    ? [
        {
          text: `The files in the policies folder differ from what answers callers. The button runs what answers; npm run scenarios -- --business ${id} runs the files.`,
          outdated: true,
        },
      ]
    : [];
  if (shown === undefined) {
    const text = `Version ${version} answers callers: its generated calls were not run here yet.`;
    return [{ text, outdated: false }, ...files];
  }
  const ran = when(Date.parse(shown.at));
  if (shown.version === version) {
    const text = `Run ${ran}, on version ${version}, which answers callers now.`;
    return [{ text, outdated: false }, ...files];
  }
  const text = `Run ${ran}, on version ${shown.version}. Callers are answered by another one now, version ${version}: run it again.`;
  return [{ text, outdated: true }, ...files];
}

export function verdictWords({ good }: Pick<RunHead, 'good'>): string {
  return good ? 'all is well' : 'something failed';
}
