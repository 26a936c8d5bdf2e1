/** A list of moves walked anew: where each leads now, or that one of them cannot be made any more. */
import { buildCallChart } from '../call/build-call-chart.ts';
import type { Definition } from '../policy/definition.ts';
import type { Move, Start } from './moves.ts';
import type { ExampleDays } from './slot-values.ts';
import type { GeneratedPath } from './suite.ts';
import { type Moment, surroundings } from './surroundings.ts';
import { textHash } from './text-hash.ts';

export interface Rewalk {
  /** By the moves' keys; null when the world cannot make one of them there. */
  walk(start: Start, keys: readonly string[]): GeneratedPath | null;
  /** The verdicts that a walk stops short of: the rules answer at once, so no call rests there. */
  verdictsAfter(start: Start, keys: readonly string[]): string[];
}

interface Step {
  move: Move;
  moment: Moment;
}

export function createRewalk(definition: Definition, days: ExampleDays): Rewalk {
  const machine = buildCallChart(definition) as never;
  const around = surroundings({ definition, machine, days });
  /** The last way that was walked: one that begins alike, as most do while shrinking, goes on from it. */
  let begun: { start: Start; first: Moment; steps: Step[] } | undefined;

  /** As far as the moves can be made. */
  function along(start: Start, keys: readonly string[]): { first: Moment; steps: Step[] } {
    const known = begun?.start === start ? begun : undefined;
    const first = known?.first ?? around.begin(start);
    const differs = keys.findIndex((key, at) => known?.steps[at]?.move.key !== key);
    const steps = known?.steps.slice(0, differs < 0 ? keys.length : differs) ?? [];
    for (const key of keys.slice(steps.length)) {
      const { moment } = steps.at(-1) ?? { moment: first };
      const move = around.moves(moment).find((each) => each.key === key);
      if (move === undefined) break;
      steps.push({ move, moment: around.make(moment, move) });
    }
    begun = { start, first, steps };
    return begun;
  }

  return {
    verdictsAfter(start, keys) {
      const { first, steps } = along(start, keys);
      if (steps.length < keys.length) return [];
      return around
        .moves(steps.at(-1)?.moment ?? first)
        .filter((move) => move.kind === 'answer' && move.effect === 'check-policy')
        .map(({ key }) => key);
    },
    walk(start, keys) {
      const { first, steps } = along(start, keys);
      if (steps.length < keys.length) return null;
      const last = steps.at(-1)?.moment ?? first;
      const output = last.snapshot.output as { outcome: string } | undefined;
      return {
        id: textHash(`${start.name}\n${keys.join('\n')}`),
        start,
        moves: steps.map(({ move }) => move),
        leaves: steps.map(({ moment }) => moment.leaf),
        target: 'shrunk',
        items: [],
        outcome: output?.outcome ?? null,
      };
    },
  };
}
