/** What a folder of runs holds, as files that are read back: runs of generated calls, and trials. */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunDocument, readRunDocument } from './run-document.ts';
import { isTrialFile, readTrial, type TrialDocument, trialFileName } from './trials/trial.ts';

export interface RunsRead {
  runs: RunDocument[];
  trials: TrialDocument[];
}

/** A run is named like its business; a trial, or an earlier run, has another word between dots. */
export const isRunFile = (name: string) => /^[^.]+\.json$/.test(name);

/** What another program or version wrote is left out. */
export function readRunsFolder(folder: string): RunsRead {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const runs = names.filter(isRunFile).map((name) => readRunDocument(join(folder, name)));
  const trials = names.filter(isTrialFile).map((name) => readTrial(join(folder, name)));
  return {
    runs: runs.flatMap((read) => ('document' in read ? [read.document] : [])),
    trials: trials.filter((trial) => trial !== undefined),
  };
}

export function writeTrials(folder: string, trials: readonly TrialDocument[]): void {
  mkdirSync(folder, { recursive: true });
  for (const trial of trials) writeWhole(join(folder, trialFileName(trial)), JSON.stringify(trial));
}

/** Written aside and moved in: who reads meanwhile sees the one or the other. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
