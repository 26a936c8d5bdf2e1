/** `scenarios -- --written`: plays the hand-written scenarios, and says which came out otherwise. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../services/clock.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { printFinding } from '../../../services/definitions/finding.ts';
import { readConfig } from '../../config.ts';
import { printDialogue } from '../../scenarios/dialogue.ts';
import { withThrowawayStore } from '../../scenarios/throwaway-store.ts';
import { makeWrittenTrial, type WrittenCalls } from '../../scenarios/trials/make-trials.ts';
import type { TrialDocument } from '../../scenarios/trials/trial.ts';
import { printPlayed } from '../../scenarios/written/play-all.ts';
import type { PlayedScenario } from '../../scenarios/written/play-scenario.ts';
import {
  scenariosFolder as folder,
  readScenarios,
} from '../../scenarios/written/read-scenarios.ts';
import { scenarioJsonSchema } from '../../scenarios/written/scenario.ts';
import { deliverTrials } from './deliver-trials.ts';
import { progressBar } from './progress-bar.ts';
import { reportCanBeWritten } from './report-folder.ts';

export const writtenUsage = `npm run scenarios -- --written [--business <folder>]
  [--only <folder/name, or the beginning of it>]... [--show] [--report <folder>] [--json] [--schema]
  plays the scenarios that are written in scenarios/; --show prints every call, not only those that
  fail; --schema writes the schema that editors complete by; exits 1 when one fails
`;

/** As people write it: from the folder they are in. */
function here(path: string): string {
  return relative(process.cwd(), path) || path;
}

export async function runWritten(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      written: { type: 'boolean' },
      business: { type: 'string' },
      only: { type: 'string', multiple: true },
      show: { type: 'boolean', default: false },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
      schema: { type: 'boolean', default: false },
    },
  });
  const { business, only = [], show, report, json, schema } = values;
  if (schema) {
    const file = join(folder, 'schemas', 'scenario.schema.json');
    writeFileSync(file, scenarioJsonSchema());
    process.stdout.write(`${here(file)} written\n`);
    return true;
  }
  if (!reportCanBeWritten(report)) return false;
  const { policiesFolder, dataFolder } = readConfig();
  const { definitions } = loadDefinitions(policiesFolder);
  const read = readScenarios(
    here(folder),
    definitions.map((definition) => definition.business.id),
  );
  const chosen = read.scenarios.filter(
    ({ id, scenario }) =>
      (business === undefined || scenario.business === business) &&
      (only.length === 0 || only.some((start) => id.startsWith(start))),
  );
  for (const finding of read.findings) process.stderr.write(`${printFinding(finding)}\n`);
  if (chosen.length === 0) {
    const which = [...(business === undefined ? [] : [`for ${business}`]), ...only].join(', ');
    process.stderr.write(`no scenario ${which} can be played: look in scenarios/\n`);
    return false;
  }
  const { trials, played } = await withThrowawayStore((store) =>
    playEach({ ...read, scenarios: chosen, definitions, store }),
  );
  process.stdout.write(json ? `${JSON.stringify(played)}\n` : printed(played, show));
  // A part of them is looked at, and stands for nothing.
  await deliverTrials(trials, { dataFolder, report, json: false, whole: only.length === 0 });
  const unread = new Set(read.findings.map(({ file }) => file)).size;
  if (unread > 0) process.stderr.write(`not played, because of what is wrong above: ${unread}\n`);
  return read.findings.length === 0 && played.every(({ passed }) => passed);
}

/** One business after the other: each has its own trial. */
async function playEach(calls: WrittenCalls) {
  const trials: TrialDocument[] = [];
  const all: PlayedScenario[] = [];
  for (const definition of calls.definitions) {
    const { id } = definition.business;
    const scenarios = calls.scenarios.filter(({ scenario }) => scenario.business === id);
    if (scenarios.length === 0) continue;
    const inputs = { definition, clock: systemClock, progress: progressBar(id, 'calls') };
    const { trial, played } = await makeWrittenTrial(inputs, { ...calls, scenarios });
    trials.push(trial);
    all.push(...played);
  }
  return { trials, played: all };
}

function printed(played: readonly PlayedScenario[], show: boolean): string {
  const shown = played
    .filter(({ passed }) => show && passed)
    .map(({ id, why, dialogue }) => `${id}: ${why}\n${printDialogue(dialogue)}\n\n`);
  return `${shown.join('')}${printPlayed(played)}\n`;
}
