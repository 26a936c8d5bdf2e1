/**
 * Few calls that cover every item found: the deepest item nobody has covered yet is gone for, then
 * the call goes on from there as long as something new is near, and ends.
 */
import type { Items } from './items.ts';
import { kindOf } from './items.ts';
import type { Move, Start } from './moves.ts';
import { type Found, wayTo } from './search.ts';
import type { Moment, Surroundings } from './surroundings.ts';

export interface Walk {
  start: Start;
  moves: Move[];
  /** The state after each move. */
  leaves: string[];
  /** What this call is for: the item it was begun for. */
  target: string;
  items: string[];
  outcome: string | null;
}

/** Where an item was first seen. */
export interface Witness {
  from: Found;
  move: Move;
}

export interface CoverOptions {
  around: Surroundings;
  items: Items;
  witnesses: Map<string, Witness>;
  /** Items to cover; the others are counted when a call passes them. */
  wanted: (item: string) => boolean;
  seed: number;
  /** A call longer than this is hard to read; a new one begins instead. */
  movesMax?: number;
}

const defaultMovesMax = 24;
/** Moments looked at for something new near by, before a call is ended. */
const lookAroundMax = 6;

/** These end a call or take long: only when nothing else is left to try there. */
const lastResorts = new Set<Move['kind']>(['hang-up', 'outlast', 'break']);

export function coverAll(options: CoverOptions): Walk[] {
  const { around, items, witnesses, wanted, seed, movesMax = defaultMovesMax } = options;
  const open = new Set([...witnesses.keys()].filter(wanted));
  const openCells = new Set([...witnesses.keys()].filter((item) => kindOf(item) === 'cells'));
  const deepestFirst = [...open].sort(
    (one, other) => depthOf(other) - depthOf(one) || (one < other ? -1 : 1),
  );
  const walks: Walk[] = [];

  function depthOf(item: string): number {
    return witnesses.get(item)?.from.depth ?? 0;
  }

  function walkFor(target: string, { from, move }: Witness): Walk {
    const walk: Walk = {
      start: from.start,
      moves: [],
      leaves: [],
      target,
      items: [],
      outcome: null,
    };
    let moment = around.begin(from.start);
    for (const each of [...wayTo(from), move]) moment = take(walk, moment, each);
    while (walk.moves.length < movesMax) {
      const onwards = nextNew(moment);
      if (onwards.length === 0 || walk.moves.length + onwards.length > movesMax) break;
      for (const each of onwards) moment = take(walk, moment, each);
    }
    return finish(walk, moment);
  }

  function take(walk: Walk, moment: Moment, move: Move): Moment {
    const after = around.make(moment, move);
    walk.moves.push(move);
    walk.leaves.push(after.leaf);
    for (const item of items.of(moment, move, after)) {
      walk.items.push(item);
      open.delete(item);
      openCells.delete(item);
    }
    return after;
  }

  function newMove(moment: Moment): Move | undefined {
    const fresh = around.moves(moment).filter((move) => openCells.has(items.cell(moment, move)));
    const ordinary = fresh.filter(({ kind }) => !lastResorts.has(kind));
    const from = ordinary.length > 0 ? ordinary : fresh;
    return from[(seed + moment.leaf.length) % Math.max(from.length, 1)];
  }

  /** The moves to the nearest cell that is not covered; none when there is none near. */
  function nextNew(moment: Moment): Move[] {
    const here = newMove(moment);
    if (here !== undefined) return [here];
    const queue: { at: Moment; way: Move[] }[] = [{ at: moment, way: [] }];
    for (let looked = 0; looked < lookAroundMax; looked += 1) {
      const next = queue.shift();
      if (next === undefined) return [];
      for (const move of around.moves(next.at)) {
        if (lastResorts.has(move.kind)) continue;
        const after = around.make(next.at, move);
        const way = [...next.way, move];
        const fresh = newMove(after);
        if (fresh !== undefined) return [...way, fresh];
        queue.push({ at: after, way });
      }
    }
    return [];
  }

  /** Every call has an end: a new one if there is one, otherwise the caller hangs up. */
  function finish(walk: Walk, moment: Moment): Walk {
    let last = moment;
    for (let left = endsWithin; left > 0 && last.snapshot.status === 'active'; left -= 1) {
      const moves = around.moves(last);
      const ending = moves.find(({ kind }) => kind === 'hang-up') ?? moves[0];
      if (ending === undefined || last.crash !== null) break;
      last = take(walk, last, ending);
    }
    const output = last.snapshot.output as { outcome: string } | undefined;
    return { ...walk, outcome: output?.outcome ?? null };
  }

  for (const target of deepestFirst) {
    const witness = witnesses.get(target);
    if (witness !== undefined && open.has(target)) walks.push(walkFor(target, witness));
  }
  return walks;
}

/** After a hang-up a write is still waited for, and a message kept. */
const endsWithin = 12;
