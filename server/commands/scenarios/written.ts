/** `scenarios -- --written`: plays the hand-written scenarios, and says which came out otherwise. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { printFinding } from '../../../services/definitions/finding.ts';
import { readConfig } from '../../config.ts';
import { printDialogue } from '../../scenarios/dialogue.ts';
import { playAll, printPlayed } from '../../scenarios/written/play-all.ts';
import type { PlayedScenario } from '../../scenarios/written/play-scenario.ts';
import { readScenarios } from '../../scenarios/written/read-scenarios.ts';
import { scenarioJsonSchema } from '../../scenarios/written/scenario.ts';
import { progressBar } from './progress-bar.ts';
import { withThrowawayStore } from './throwaway-store.ts';

export const writtenUsage = `npm run scenarios -- --written [--business <folder>]
  [--only <folder/name, or the beginning of it>]... [--show] [--json] [--schema]
  plays the scenarios that are written in scenarios/; --show prints every call, not only those that
  fail; --schema writes the schema that editors complete by; exits 1 when one fails
`;

const folder = new URL('../../../scenarios', import.meta.url).pathname;

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
      json: { type: 'boolean', default: false },
      schema: { type: 'boolean', default: false },
    },
  });
  const { business, only = [], show, json, schema } = values;
  if (schema) {
    const file = join(folder, 'schemas', 'scenario.schema.json');
    writeFileSync(file, scenarioJsonSchema());
    process.stdout.write(`${here(file)} written\n`);
    return true;
  }
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
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
  const played = await withThrowawayStore((store) =>
    playAll(chosen, { store, definitions, progress: progressBar('scenarios') }),
  );
  process.stdout.write(json ? `${JSON.stringify(played)}\n` : printed(played, show));
  const unread = new Set(read.findings.map(({ file }) => file)).size;
  if (unread > 0) process.stderr.write(`not played, because of what is wrong above: ${unread}\n`);
  return read.findings.length === 0 && played.every(({ passed }) => passed);
}

function printed(played: readonly PlayedScenario[], show: boolean): string {
  const shown = played
    .filter(({ passed }) => show && passed)
    .map(({ id, why, dialogue }) => `${id}: ${why}\n${printDialogue(dialogue)}\n\n`);
  return `${shown.join('')}${printPlayed(played)}\n`;
}
