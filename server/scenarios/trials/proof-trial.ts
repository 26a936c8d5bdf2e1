/** A suite put to the proof with bugs, as a trial that QA reads: what each level of it noticed. */
import { type Level, levels } from '../proving/judge-chart.ts';
import type { Judged, ProvenSuite } from '../proving/prove-suite.ts';
import type { TrialDocument, TrialHead, TrialTable } from './trial.ts';

/** Levels that know nothing of how the published version behaves. */
const alone = ({ caught }: Judged) => caught.some(({ level }) => level !== 'approved behaviour');
const noticed = ({ caught }: Judged) => caught.length > 0;
const isPlanted = ({ kind }: Judged) => kind === 'planted';

/** What the suite has to notice, of a hundred. */
const bars = { alone: 95, noticed: 99, danger: 100 };

export function proofTrial(
  head: TrialHead,
  { judged, unreachable }: ProvenSuite,
  mutantsOfEachKind: number,
): TrialDocument {
  const mutants = judged.filter((one) => !isPlanted(one));
  const planted = judged.filter(isPlanted);
  const danger = judged.filter(({ touches }) => touches !== 'conduct');
  const survivors = judged.filter((one) => !noticed(one));
  const good =
    share(mutants, alone) >= bars.alone &&
    share(mutants, noticed) >= bars.noticed &&
    share(danger, noticed) >= bars.danger;
  return {
    ...head,
    format: 1,
    kind: 'proof',
    good,
    what: `${judged.length} bugs: ${mutants.length} mutants made by program, ${planted.length} planted by hand`,
    figures: [
      `mutants noticed by rules and checks alone: ${told(mutants, alone)}; wanted: ${bars.alone} %`,
      `mutants noticed with approved behaviour: ${told(mutants, noticed)}; wanted: ${bars.noticed} %`,
      `what touches booking, disclosure, tenancy or hand-over: ${told(danger, noticed)}; wanted: ${bars.danger} %; by rules and checks alone ${told(danger, alone)}`,
      `planted by hand: ${told(planted, noticed)}`,
      `${unreachable} more mutants that no call could show were left out`,
    ],
    tables: [byLevel(judged), eachBug(judged)],
    cases: judged.map((one) => ({
      name: `${one.kind}: ${one.what}`,
      wrong: noticed(one) ? '' : 'no level of the suite noticed it',
    })),
    failures: survivors.map(({ kind, what }) => ({
      case: `${kind}: ${what}`,
      rule: 'a bug is noticed',
      what: `survived: ${kind}: ${what}`,
      dialogue: [],
      again: `npm run scenarios -- --prove --business ${head.business} --mutants ${mutantsOfEachKind} --seed ${head.seed}`,
    })),
  };
}

function share(judged: readonly Judged[], fits: (one: Judged) => boolean): number {
  return judged.length === 0 ? 100 : (100 * judged.filter(fits).length) / judged.length;
}

/** Never rounded up to everything. */
function told(judged: readonly Judged[], fits: (one: Judged) => boolean): string {
  const percent = Math.floor(10 * share(judged, fits)) / 10;
  return `${judged.filter(fits).length} of ${judged.length} (${percent} %)`;
}

const firstOf = ({ caught }: Judged): Level | undefined => caught[0]?.level;

function byLevel(judged: readonly Judged[]): TrialTable {
  const row = (name: string, of: readonly Judged[]) => {
    const survived = of.filter((one) => !noticed(one)).length;
    const cells = levels.map((wanted) => {
      const all = of.filter(({ caught }) => caught.some(({ level }) => level === wanted)).length;
      return `${all} (${of.filter((one) => firstOf(one) === wanted).length})`;
    });
    return { name, cells: [of.length, ...cells, survived], ...(survived > 0 ? { bad: true } : {}) };
  };
  return {
    // Pairs are only walked for what everything before them let through.
    title: 'Bugs that each level noticed (and was the first to; pairs are tried on the rest alone)',
    columns: ['bugs', ...levels, 'survived'],
    rows: [
      ...[...Map.groupBy(judged, ({ kind }) => kind)].map(([kind, of]) => row(kind, of)),
      row('together', judged),
    ],
  };
}

function eachBug(judged: readonly Judged[]): TrialTable {
  return {
    title: 'Every bug, and the level that first noticed it',
    columns: ['touches', 'first noticed by', 'what it said', 'also by'],
    rows: judged.map((one) => {
      const { kind, what, touches, caught } = one;
      const [first, ...others] = caught;
      const also = others.map(({ level }) => level).join(', ');
      return {
        name: `${kind}: ${what}`,
        cells: [touches, first?.level ?? 'nobody', first?.by ?? '', also],
        ...(noticed(one) ? {} : { bad: true }),
      };
    }),
    long: true,
  };
}
