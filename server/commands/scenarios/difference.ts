/** `scenarios -- diff`: two runs beside each other. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import { compareRuns, type RunDifference } from '../../scenarios/compare-runs.ts';
import { keptRuns } from '../../scenarios/kept-runs.ts';
import { printDifference } from '../../scenarios/print-difference.ts';
import {
  type DocumentRead,
  type RunDocument,
  readRunDocument,
} from '../../scenarios/run-document.ts';
import { isRunFile } from '../../scenarios/runs-folder.ts';

export const differenceUsage = `npm run scenarios -- diff [<run> <run>] [--business <folder>]
  [--json]
  what is otherwise in the second run: newly failing, mended, coverage, dialogues; a run is a folder
  that --report wrote, or a file in it; without any, the last run and the one before it; exits 1
  when something fails that did not, or coverage was lost
`;

interface Runs {
  documents: RunDocument[];
  wrong: string[];
}

export async function runDifference(args: string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { business: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [, one, other, ...more] = positionals;
  if (more.length > 0 || (one === undefined) !== (other === undefined)) {
    process.stderr.write(differenceUsage);
    return false;
  }
  const { dataFolder } = readConfig();
  const [before, after] =
    one === undefined || other === undefined
      ? keptIn(dataFolder, values.business)
      : [runsIn(one), runsIn(other)];
  const wrong = [...before.wrong, ...after.wrong];
  for (const each of wrong) process.stderr.write(`${each}\n`);
  const differences = after.documents.flatMap((document): RunDifference[] => {
    const same = before.documents.find(({ business }) => business === document.business);
    const asked = values.business ?? document.business;
    return same === undefined || asked !== document.business ? [] : [compareRuns(same, document)];
  });
  if (differences.length === 0) {
    process.stderr.write('no business was run in both\n');
    return false;
  }
  const printed = differences.map(printDifference).join('\n\n');
  process.stdout.write(`${values.json ? JSON.stringify(differences) : printed}\n`);
  const worse = ({ failing, coverage }: RunDifference) =>
    failing.length > 0 || coverage.some(({ lost }) => lost.length > 0);
  return wrong.length === 0 && !differences.some(worse);
}

function runsIn(place: string): Runs {
  if (!existsSync(place)) return { documents: [], wrong: [`there is no ${place}`] };
  const files = statSync(place).isDirectory()
    ? readdirSync(place)
        .filter(isRunFile)
        .map((name) => join(place, name))
    : [place];
  return gathered(files.map(readRunDocument));
}

function keptIn(dataFolder: string, business: string | undefined): [Runs, Runs] {
  const kept = keptRuns(dataFolder);
  const asked = kept.businesses().filter((each) => business === undefined || each === business);
  const [twice, once] = [asked.filter(kept.ranTwice), asked.filter((each) => !kept.ranTwice(each))];
  // Nothing is wrong with the others because one was run only once.
  for (const each of once) {
    process.stderr.write(`${each} was run once: run it again, and the two can be compared\n`);
  }
  return [
    gathered(twice.map((each) => kept.before(each))),
    gathered(twice.map((each) => kept.last(each))),
  ];
}

function gathered(reads: readonly DocumentRead[]): Runs {
  return {
    documents: reads.flatMap((read) => ('document' in read ? [read.document] : [])),
    wrong: reads.flatMap((read) => ('wrong' in read ? [read.wrong] : [])),
  };
}
