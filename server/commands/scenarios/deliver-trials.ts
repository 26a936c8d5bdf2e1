/** What becomes of trials that were made: printed as JSON, kept for the Coverage page, put into a report. */
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { keptRuns } from '../../scenarios/kept-runs.ts';
import type { TrialDocument, TrialHead } from '../../scenarios/trials/trial.ts';
import { writeReport } from '../../scenarios/write-report.ts';

export interface Delivery {
  dataFolder: string;
  report?: string | undefined;
  json: boolean;
  /** A part of a trial is printed, and kept nowhere. */
  whole: boolean;
}

export async function deliverTrials(
  trials: readonly TrialDocument[],
  { dataFolder, report, json, whole }: Delivery,
): Promise<void> {
  if (whole) await keptRuns(dataFolder).keep([], trials);
  if (report !== undefined) {
    await writeReport(report, [], trials);
    process.stderr.write(`${report}/index.html written: open it in a browser\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(trials)}\n`);
}

/** What a trial that began then, and is over now, says of itself. */
export function trialHead(
  { definition, seed }: { definition: Definition; seed: number },
  beganMs: number,
): TrialHead {
  const { business, version } = definition;
  const nowMs = systemClock.now();
  return {
    business: business.id,
    name: business.name,
    version,
    seed,
    at: new Date(nowMs).toISOString(),
    seconds: (nowMs - beganMs) / 1_000,
  };
}
