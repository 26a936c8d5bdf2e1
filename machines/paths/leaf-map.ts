/** States and the moves seen between them: how far it is from each to one with something new. */

export interface LeafMap {
  /** A move was seen to lead from one state to another. */
  seen(from: string, key: string, to: string): void;
  /** What is left to try, as the state of each thing; what was left before is forgotten. */
  openAll(leaves: readonly string[]): void;
  close(leaf: string): void;
  isOpen(leaf: string): boolean;
  /** Moves from the state to the nearest one with something left to try; infinite beyond `most`. */
  distance(leaf: string, most: number): number;
  /** The same from where the move was seen to lead. */
  distanceAfter(leaf: string, key: string, most: number): number;
}

export function createLeafMap(): LeafMap {
  const leadsTo = new Map<string, Map<string, Set<string>>>();
  const before = new Map<string, Set<string>>();
  const left = new Map<string, number>();
  /** Measured anew only when a state has nothing left: more of it elsewhere only brings it nearer. */
  let distances: Map<string, number> | null = null;

  function measured(most: number): Map<string, number> {
    if (distances !== null) return distances;
    distances = new Map();
    let edge = [...left].flatMap(([leaf, count]) => (count > 0 ? [leaf] : []));
    for (const leaf of edge) distances.set(leaf, 0);
    for (let away = 1; away <= most; away += 1) {
      const next: string[] = [];
      for (const leaf of edge.flatMap((to) => [...(before.get(to) ?? [])])) {
        if (distances.has(leaf)) continue;
        distances.set(leaf, away);
        next.push(leaf);
      }
      edge = next;
    }
    return distances;
  }

  const distance = (leaf: string, most: number) =>
    measured(most).get(leaf) ?? Number.POSITIVE_INFINITY;

  return {
    seen(from, key, to) {
      const moves = leadsTo.get(from) ?? new Map<string, Set<string>>();
      leadsTo.set(from, moves);
      moves.set(key, (moves.get(key) ?? new Set()).add(to));
      if (from !== to) before.set(to, (before.get(to) ?? new Set()).add(from));
    },
    openAll(leaves) {
      left.clear();
      for (const leaf of leaves) left.set(leaf, (left.get(leaf) ?? 0) + 1);
      distances = null;
    },
    close(leaf) {
      const count = (left.get(leaf) ?? 0) - 1;
      left.set(leaf, count);
      if (count <= 0) distances = null;
    },
    isOpen: (leaf) => (left.get(leaf) ?? 0) > 0,
    distance,
    distanceAfter(leaf, key, most) {
      const ends = leadsTo.get(leaf)?.get(key) ?? new Set<string>();
      return Math.min(Number.POSITIVE_INFINITY, ...[...ends].map((end) => distance(end, most)));
    },
  };
}
