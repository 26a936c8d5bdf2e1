/** What is wrong with a chart, level by level: rules over its calls, proofs, approved behaviour. */
import { buildCallChart } from '../../../machines/call/build-call-chart.ts';
import type { ChartState } from '../../../machines/call/chart-types.ts';
import { prove } from '../../../machines/flow/proofs/prove.ts';
import type { GeneratedPath, Suite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { limitsOf } from '../gather-evidence.ts';
import { answerOracles } from '../oracles/answers.ts';
import { judge, oracles } from '../oracles/judge.ts';
import { worldOracles } from '../oracles/world.ts';
import { createPaperCaller, insisting, type PaperCall, type PaperCaller } from './paper-call.ts';

export const levels = ['rules', 'proofs', 'approved behaviour'] as const;
export type Level = (typeof levels)[number];

export interface Caught {
  level: Level;
  /** The rule, the claim, or the call that differs. */
  by: string;
}

export interface ChartJudge {
  /** The first level that objects to the chart, or to the definition it is changed with. */
  judge(chart: ChartState, definition?: Definition): Caught | null;
}

export interface ChartJudgeDeps {
  /** The approved definition, and the suite that was made from it. */
  definition: Definition;
  suite: Suite;
  otherNames: string[];
  days: { first: string; second: string };
}

/** A whole call on paper says all that a rule may want to know. */
const rules = [...oracles, ...answerOracles, ...worldOracles];

/** The shortest beginning of a call for each state: where stubborn callers begin. */
function beginnings(paths: readonly GeneratedPath[]): { path: GeneratedPath; keys: string[] }[] {
  const seen = new Map<string, { path: GeneratedPath; keys: string[] }>();
  for (const path of paths) {
    for (const [at, leaf] of path.leaves.entries()) {
      const known = seen.get(leaf);
      if (leaf === 'ended' || (known !== undefined && known.keys.length <= at + 1)) continue;
      seen.set(leaf, { path, keys: keysOf(path).slice(0, at + 1) });
    }
  }
  return [...seen.values()];
}

const keysOf = ({ moves }: GeneratedPath) => moves.map(({ key }) => key);

export function createChartJudge(deps: ChartJudgeDeps): ChartJudge {
  const { definition: approved, suite, otherNames, days } = deps;
  const starts = beginnings(suite.paths);
  const callerOf = (chart: ChartState | undefined, definition: Definition) =>
    createPaperCaller({
      definition,
      machine: buildCallChart(definition, chart) as never,
      days,
    });
  const approvedCaller = callerOf(undefined, approved);
  const traces = suite.paths.map((path) => approvedCaller.walk(path.start, keysOf(path)).trace);

  function broken(call: PaperCall, definition: Definition, breaks: boolean): string | undefined {
    const { business } = definition;
    const named = business.numbers.some((each) => 'number' in each);
    const { breaches } = judge(
      {
        callId: 'call',
        entries: call.entries,
        appointments: call.rows,
        messages: 0,
        // What is approved to be said, not what the draft says of itself.
        businessName: named ? (approved.business.spoken ?? approved.business.name) : '',
        otherNames,
        limits: limitsOf(approved).limits,
        broken: breaks ? ['speech'] : [],
      },
      rules,
    );
    return breaches[0] && `${breaches[0].rule}: ${breaches[0].what}`;
  }

  function byRules(caller: PaperCaller, definition: Definition): string | undefined {
    for (const path of suite.paths) {
      const call = caller.walk(path.start, keysOf(path));
      const breaks = path.moves.some(({ kind }) => kind === 'break');
      const found = broken(call, definition, breaks);
      if (found !== undefined) return found;
    }
    for (const { path, keys } of starts) {
      for (const how of insisting) {
        const { call, ends } = caller.insist(path.start, keys, how);
        if (!ends) return `a call ends when ${how}: from ${path.leaves[keys.length - 1]} on`;
        const found = broken(call, definition, keys.includes('line.broke'));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  function byProofs(chart: ChartState, definition: Definition): string | undefined {
    const [first] = prove(definition, chart).filter(({ kept }) => !kept);
    return first?.claim;
  }

  function byApproved(caller: PaperCaller): string | undefined {
    const at = suite.paths.findIndex((path, nth) => {
      const { trace } = caller.walk(path.start, keysOf(path));
      return trace.join('\n') !== traces[nth]?.join('\n');
    });
    return suite.paths[at] && `call ${suite.paths[at].id} goes otherwise`;
  }

  return {
    judge(chart, definition = approved) {
      const caller = callerOf(chart, definition);
      const byRule = byRules(caller, definition);
      if (byRule !== undefined) return { level: 'rules', by: byRule };
      const byProof = byProofs(chart, definition);
      if (byProof !== undefined) return { level: 'proofs', by: byProof };
      const differs = byApproved(caller);
      return differs === undefined ? null : { level: 'approved behaviour', by: differs };
    },
  };
}
