/**
 * Few calls that cover every item found: the deepest item nobody has covered yet is gone for, then
 * the call goes on from there as long as something new is near, and ends.
 */
import type { Items } from './items.ts';
import { kindOf, leafOf } from './items.ts';
import type { LeafMap } from './leaf-map.ts';
import type { Move, Start } from './moves.ts';
import type { Found } from './search.ts';
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
  /** Which state each move was seen to lead to: tells where something new may be near. */
  map: LeafMap;
  /** Items to cover; the others are counted when a call passes them. */
  wanted: (item: string) => boolean;
  seed: number;
  /** A call longer than this is hard to read; a new one begins instead. */
  movesMax?: number;
}

const defaultMovesMax = 24;
/** Moves tried in earnest, of those that may lead to something new, before a call is ended. */
const triesMax = 12;
/** Something new further away than this is gone for in a call of its own. */
const nearMax = 4;

/** These end a call or take long: only when nothing else is left to try there. */
const lastResorts = new Set<Move['kind']>(['hang-up', 'outlast', 'break']);

/** One move and what it led to. */
interface Step {
  made: Move;
  after: Moment;
}

export function coverAll(options: CoverOptions): Walk[] {
  const { around, items, witnesses, map, wanted, seed, movesMax = defaultMovesMax } = options;
  const open = new Set([...witnesses.keys()].filter(wanted));
  const openCells = new Set([...witnesses.keys()].filter((item) => kindOf(item) === 'cells'));
  const deepestFirst = [...open].sort(
    (one, other) => depthOf(other) - depthOf(one) || (one < other ? -1 : 1),
  );
  const walks: Walk[] = [];
  map.openAll([...openCells].map(leafOf));

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
    let moment = walked(walk, from);
    moment = take(walk, moment, move);
    while (walk.moves.length < movesMax) {
      const onwards = nextNew(moment);
      if (onwards.length === 0 || walk.moves.length + onwards.length > movesMax) break;
      for (const { made, after } of onwards) moment = note(walk, moment, made, after);
    }
    return finish(walk, moment);
  }

  /** The way to a found moment, which holds what each move led to. */
  function walked(walk: Walk, { moment, before, move }: Found): Moment {
    if (before === null || move === null) return moment;
    return note(walk, walked(walk, before), move, moment);
  }

  function take(walk: Walk, moment: Moment, move: Move): Moment {
    return note(walk, moment, move, around.make(moment, move));
  }

  function note(walk: Walk, moment: Moment, move: Move, after: Moment): Moment {
    walk.moves.push(move);
    walk.leaves.push(after.leaf);
    for (const item of items.of(moment, move, after)) {
      walk.items.push(item);
      open.delete(item);
      if (openCells.delete(item)) map.close(moment.leaf);
    }
    return after;
  }

  function newMove(moment: Moment): Move | undefined {
    if (!map.isOpen(moment.leaf)) return undefined;
    const fresh = around.moves(moment).filter((move) => openCells.has(items.cell(moment, move)));
    const ordinary = fresh.filter(({ kind }) => !lastResorts.has(kind));
    const from = ordinary.length > 0 ? ordinary : fresh;
    return from[(seed + moment.leaf.length) % Math.max(from.length, 1)];
  }

  /** The moves to a cell near by that is not covered, with what each led to; or none. */
  function nextNew(moment: Moment): Step[] {
    const steps: Step[] = [];
    let at = moment;
    for (let length = 0; length <= nearMax; length += 1) {
      const here = newMove(at);
      if (here !== undefined) {
        return [...steps, { made: here, after: around.make(at, here) }];
      }
      const nearer = stepNearer(at);
      if (nearer === undefined) return [];
      steps.push(nearer);
      at = nearer.after;
    }
    return [];
  }

  /** The move that was seen to lead nearest to something new. */
  function stepNearer(moment: Moment): Step | undefined {
    const here = map.distance(moment.leaf, nearMax);
    const ways = around
      .moves(moment)
      .filter(({ kind }) => !lastResorts.has(kind))
      .map((made) => ({ made, left: map.distanceAfter(moment.leaf, made.key, nearMax) }))
      .filter(({ left }) => left <= Math.max(here - 1, 1))
      .sort((one, other) => one.left - other.left)
      .slice(0, triesMax);
    for (const { made, left } of ways) {
      const after = around.make(moment, made);
      const got = map.distance(after.leaf, nearMax);
      if (got <= left && (got > 0 || newMove(after) !== undefined)) return { made, after };
    }
    return undefined;
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
