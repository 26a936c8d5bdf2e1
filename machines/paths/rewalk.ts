/** A list of moves walked anew: where each leads now, or that one of them cannot be made any more. */
import { buildCallChart } from '../call/build-call-chart.ts';
import type { Definition } from '../policy/definition.ts';
import type { Start } from './moves.ts';
import type { ExampleDays } from './slot-values.ts';
import type { GeneratedPath } from './suite.ts';
import { surroundings } from './surroundings.ts';
import { textHash } from './text-hash.ts';

export interface Rewalk {
  /** By the moves' keys; null when the world cannot make one of them there. */
  walk(start: Start, keys: readonly string[]): GeneratedPath | null;
  /** The verdicts that a walk stops short of: the rules answer at once, so no call rests there. */
  verdictsAfter(start: Start, keys: readonly string[]): string[];
}

export function createRewalk(definition: Definition, days: ExampleDays): Rewalk {
  const machine = buildCallChart(definition) as never;
  const around = surroundings({ definition, machine, days });
  return {
    verdictsAfter(start, keys) {
      let moment = around.begin(start);
      for (const key of keys) {
        const move = around.moves(moment).find((each) => each.key === key);
        if (move === undefined) return [];
        moment = around.make(moment, move);
      }
      return around
        .moves(moment)
        .filter((move) => move.kind === 'answer' && move.effect === 'check-policy')
        .map(({ key }) => key);
    },
    walk(start, keys) {
      let moment = around.begin(start);
      const moves = [];
      const leaves = [];
      for (const key of keys) {
        const move = around.moves(moment).find((each) => each.key === key);
        if (move === undefined) return null;
        moment = around.make(moment, move);
        moves.push(move);
        leaves.push(moment.leaf);
      }
      const id = textHash(`${start.name}\n${keys.join('\n')}`);
      const output = moment.snapshot.output as { outcome: string } | undefined;
      return {
        id,
        start,
        moves,
        leaves,
        target: 'shrunk',
        items: [],
        outcome: output?.outcome ?? null,
      };
    },
  };
}
