/** From a definition to its suite: the same definition and seed give the same suite, byte for byte. */
import { buildCallChart } from '../call/build-call-chart.ts';
import type { Definition } from '../policy/definition.ts';
import { brokenChecks } from './checks/chart-checks.ts';
import { coverAll, type Walk, type Witness } from './cover.ts';
import { type Declared, declaredBy } from './declared.ts';
import { type ItemKind, itemsOf, kindOf } from './items.ts';
import { createLeafMap } from './leaf-map.ts';
import type { Move, Start } from './moves.ts';
import { type SearchResult, search } from './search.ts';
import { startsOf } from './starts.ts';
import { surroundings } from './surroundings.ts';
import { textHash } from './text-hash.ts';

export const coverLevels = ['states', 'transitions', 'pairs'] as const;
export type CoverLevel = (typeof coverLevels)[number];

export interface GeneratedPath {
  /** Hash of what happens in it: the same call has the same id in every suite. */
  id: string;
  start: Start;
  moves: Move[];
  /** The state after each move, as the chart has it. */
  leaves: string[];
  /** The item it was made for. */
  target: string;
  items: string[];
  outcome: string | null;
}

/** The chart broke a promise, on a way through it or as it is drawn: a bug, found before any call. */
export interface ChartFault {
  leaf: string;
  move: string;
  message: string;
}

export interface Suite {
  business: string;
  version: string;
  seed: number;
  cover: CoverLevel;
  declared: Declared;
  paths: GeneratedPath[];
  /** Every item that some call can reach. */
  reachable: Set<string>;
  faults: ChartFault[];
  figures: { found: number; tried: number; cut: boolean };
}

export interface SuiteOptions {
  seed: number;
  cover: CoverLevel;
  /** Local dates, `YYYY-MM-DD`, of the values that callers name. */
  days: { first: string; second: string };
}

/** What a search found, from which suites of several levels can be taken. */
export interface FoundCalls {
  suite(wish: Pick<SuiteOptions, 'seed' | 'cover'>): Suite;
}

/**
 * Pairs are of edges found next to each other; everything else is covered at the lower level too. An
 * inherited edge is one edge: only the cells show that it was tried in each state.
 */
const covered: Record<CoverLevel, readonly ItemKind[]> = {
  states: ['states', 'outcomes'],
  transitions: ['states', 'outcomes', 'transitions', 'guards', 'cells'],
  pairs: ['states', 'outcomes', 'transitions', 'guards', 'cells', 'pairs'],
};

export function generateSuite(definition: Definition, options: SuiteOptions): Suite {
  return findCalls(definition, { days: options.days, pairs: options.cover === 'pairs' }).suite(
    options,
  );
}

/** The search takes most of a suite's time. Only one for pairs can give a suite of pairs. */
export function findCalls(
  definition: Definition,
  { days, pairs = false }: Pick<SuiteOptions, 'days'> & { pairs?: boolean },
): FoundCalls {
  const machine = buildCallChart(definition) as never;
  const declared = declaredBy(machine);
  const around = surroundings({ definition, machine, days });
  const items = itemsOf(declared, pairs);
  const witnesses = new Map<string, Witness>();
  const faults = new Map<string, ChartFault>();
  const drawn = brokenChecks(definition).map(({ check, where }): ChartFault => {
    return { leaf: where, move: 'as it is drawn', message: `it is not so that ${check}` };
  });
  const map = createLeafMap();
  const result: SearchResult = search({
    around,
    declared,
    starts: startsOf(definition),
    wide: pairs,
    visit(from, move, to) {
      map.seen(from.moment.leaf, move.key, to.leaf);
      for (const item of items.of(from.moment, move, to)) {
        if (!witnesses.has(item)) witnesses.set(item, { from, move });
      }
      if (to.crash !== null) {
        const fault = { leaf: from.moment.leaf, move: move.key, message: to.crash };
        faults.set(`${fault.leaf} ${fault.message}`, fault);
      }
    },
  });
  const reachable = new Set(witnesses.keys());
  return {
    suite({ seed, cover }) {
      const kinds = new Set(covered[cover]);
      const wanted = (item: string) => kinds.has(kindOf(item));
      const walks = coverAll({ around, items, witnesses, map, wanted, seed });
      return {
        business: definition.business.id,
        version: definition.version,
        seed,
        cover,
        declared,
        paths: walks.map(pathOf),
        reachable,
        faults: [...drawn, ...faults.values()],
        figures: { found: result.found.length, tried: result.tried, cut: result.cut },
      };
    },
  };
}

function pathOf({ start, moves, leaves, target, items, outcome }: Walk): GeneratedPath {
  const id = textHash(`${start.name}\n${moves.map(({ key }) => key).join('\n')}`);
  return { id, start, moves, leaves, target, items, outcome };
}
