/** What becomes of trials that were made: printed as JSON, kept for the Coverage page, put into a report. */
import { keptRuns } from '../../scenarios/kept-runs.ts';
import type { TrialDocument } from '../../scenarios/trials/trial.ts';
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
