/** `scenarios -- --prove`: breaks each chart in many ways and says which level of the suite noticed. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { readConfig } from '../../config.ts';
import { levels } from '../../scenarios/proving/judge-chart.ts';
import { proveInThreads } from '../../scenarios/proving/prove-in-threads.ts';
import type { Judged, ProvenSuite } from '../../scenarios/proving/prove-suite.ts';
import { progressBar } from './progress-bar.ts';

export const proveUsage = `npm run scenarios -- --prove [--business <folder>]
  [--mutants <of each kind>] [--seed <number>] [--json]
  breaks each chart by program and by hand, and says which level of the suite notices; exits 1 when
  something that touches booking, disclosure, tenancy or hand-over is noticed by none
`;

/** The days that callers name; every generated call is on the Friday before. */
const days = { first: '2026-11-24', second: '2026-12-01' };
const eachOtherwise = 30;

export async function runProve(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      prove: { type: 'boolean' },
      business: { type: 'string' },
      mutants: { type: 'string', default: String(eachOtherwise) },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const { definitions } = loadDefinitions(readConfig().policiesFolder);
  const chosen = definitions.filter(
    ({ business: { id } }) => values.business === undefined || values.business === id,
  );
  const eachMax = Number(values.mutants);
  const seed = Number(values.seed);
  if (chosen.length === 0 || !Number.isSafeInteger(eachMax) || !Number.isSafeInteger(seed)) {
    process.stderr.write(proveUsage);
    return false;
  }
  const threads = availableParallelism();
  const proven: ProvenSuite[] = [];
  for (const definition of chosen) {
    const others = definitions.filter((other) => other !== definition);
    const otherNames = others.map(({ business }) => business.name);
    const progress = progressBar(definition.business.id);
    const options = { definition, otherNames, days, seed, eachMax, threads, progress };
    proven.push(await proveInThreads(options));
  }
  process.stdout.write(values.json ? `${JSON.stringify(proven)}\n` : proven.map(table).join('\n'));
  return proven.every(({ judged }) =>
    judged.every(({ caught, touches }) => caught.length > 0 || touches === 'conduct'),
  );
}

function share(judged: readonly Judged[], fits: (one: Judged) => boolean): string {
  if (judged.length === 0) return 'none';
  const number = judged.filter(fits).length;
  return `${number} of ${judged.length} (${((100 * number) / judged.length).toFixed(1)} %)`;
}

/** Levels that know nothing of how the published version behaves. */
const alone = ({ caught }: Judged) => caught.some(({ level }) => level !== 'approved behaviour');
const noticed = ({ caught }: Judged) => caught.length > 0;

function table({ business, judged, unreachable }: ProvenSuite): string {
  const kinds = Map.groupBy(judged, ({ kind }) => kind);
  const cells = (row: readonly (string | number)[]) =>
    row.map((cell) => String(cell).padEnd(20)).join('');
  const rows = [...kinds].map(([kind, of]) => {
    const numbers = levels.map(
      (wanted) => of.filter(({ caught }) => caught.some(({ level }) => level === wanted)).length,
    );
    return cells([kind, of.length, ...numbers, of.filter((one) => !noticed(one)).length]);
  });
  const mutants = judged.filter(({ kind }) => kind !== 'planted');
  const danger = judged.filter(({ touches }) => touches !== 'conduct');
  return [
    `${business}: ${judged.length} bugs (${unreachable} more that no call could show)`,
    cells(['', 'bugs', ...levels, 'survived']),
    ...rows,
    `mutants noticed by rules and checks alone: ${share(mutants, alone)}`,
    `mutants noticed with approved behaviour:   ${share(mutants, noticed)}`,
    `of booking, disclosure, tenancy, hand-over: ${share(danger, noticed)}, ${share(danger, alone)} of them by rules and checks`,
    ...judged.filter((one) => !noticed(one)).map(({ kind, what }) => `survived: ${kind}: ${what}`),
    ...judged
      .filter((one) => noticed(one) && !alone(one))
      .map(({ kind, what }) => `approved behaviour only: ${kind}: ${what}`),
    '',
  ].join('\n');
}
