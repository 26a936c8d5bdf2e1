/** `scenarios -- --prove`: breaks each chart in many ways and says which level of the suite noticed. */
import { parseArgs } from 'node:util';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { readConfig } from '../../config.ts';
import { levels } from '../../scenarios/proving/judge-chart.ts';
import { type Judged, type ProvenSuite, proveSuite } from '../../scenarios/proving/prove-suite.ts';
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
  const proven = chosen.map((definition) => {
    const others = definitions.filter((other) => other !== definition);
    const otherNames = others.map(({ business }) => business.name);
    const progress = progressBar(definition.business.id);
    return proveSuite({ definition, otherNames, days, seed, eachMax, progress });
  });
  process.stdout.write(values.json ? `${JSON.stringify(proven)}\n` : proven.map(table).join('\n'));
  return proven.every(({ judged }) =>
    judged.every(({ caught, touches }) => caught !== null || touches === 'conduct'),
  );
}

function share(judged: readonly Judged[], fits: (one: Judged) => boolean): string {
  if (judged.length === 0) return 'none';
  const number = judged.filter(fits).length;
  return `${number} of ${judged.length} (${((100 * number) / judged.length).toFixed(1)} %)`;
}

function table({ business, judged, unreachable }: ProvenSuite): string {
  const kinds = Map.groupBy(judged, ({ kind }) => kind);
  const columns = ['', ...levels, 'survived'].map((name, at) => name.padEnd(at === 0 ? 20 : 20));
  const rows = [...kinds].map(([kind, of]) => {
    const numbers = [...levels, undefined].map(
      (level) => of.filter(({ caught }) => caught?.level === level).length,
    );
    return [kind, ...numbers].map((cell) => String(cell).padEnd(20)).join('');
  });
  const mutants = judged.filter(({ kind }) => kind !== 'planted');
  const danger = judged.filter(({ touches }) => touches !== 'conduct');
  const alone = ({ caught }: Judged) => caught !== null && caught.level !== 'approved behaviour';
  const survivors = judged.filter(({ caught }) => caught === null);
  return [
    `${business}: ${judged.length} bugs (${unreachable} more in places that no call comes to)`,
    columns.join(''),
    ...rows,
    `mutants noticed by rules and proofs alone: ${share(mutants, alone)}`,
    `mutants noticed with approved behaviour:   ${share(mutants, ({ caught }) => caught !== null)}`,
    `of booking, disclosure, tenancy, hand-over: ${share(danger, ({ caught }) => caught !== null)}`,
    ...survivors.map(({ kind, what }) => `survived: ${kind}: ${what}`),
    '',
  ].join('\n');
}
