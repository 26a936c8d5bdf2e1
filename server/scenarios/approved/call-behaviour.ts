/** What a version does on its generated calls, as plain data that can be kept and compared. */

import type { Start } from '../../../machines/paths/moves.ts';
import { createRewalk } from '../../../machines/paths/rewalk.ts';
import type { GeneratedPath, Suite } from '../../../machines/paths/suite.ts';
import { generateSuite } from '../../../machines/paths/suite.ts';
import type { Definition } from '../../../machines/policy/definition.ts';
import { settle } from '../../../services/virtual-clock.ts';
import { createMemoryBooks } from '../simulation/memory-calendar.ts';
import { openRehearsals } from '../simulation/open-rehearsals.ts';
import { walkMoves } from '../simulation/walk-moves.ts';

/** One call: what was done to the line, and what it did. */
export interface CallBehaviour {
  start: Start;
  moves: string[];
  /** What followed each move, until it could not be made any more. */
  steps: BehaviourStep[];
  rows: string[];
  outcome: string;
}

export interface BehaviourStep {
  state: string;
  said: string[];
}

export interface BehaviourOptions {
  days: { first: string; second: string };
  startMs: number;
}

/** Every generated call of the version, lived and written down. */
export async function approvedBehaviour(
  definition: Definition,
  options: BehaviourOptions & { seed: number; cover: Suite['cover'] },
): Promise<CallBehaviour[]> {
  const { seed, cover, days } = options;
  const { paths } = generateSuite(definition, { seed, cover, days });
  return behavioursOf(definition, paths, options);
}

/** The same calls on another version; each goes on as far as its moves can be made there. */
export async function behaviourOn(
  definition: Definition,
  approved: readonly CallBehaviour[],
  options: BehaviourOptions,
): Promise<CallBehaviour[]> {
  const rewalk = createRewalk(definition, options.days);
  const paths = approved.map(({ start, moves }): GeneratedPath => {
    for (let count = moves.length; count > 0; count -= 1) {
      const path = rewalk.walk(start, moves.slice(0, count));
      if (path !== null) return path;
    }
    return { id: '', start, moves: [], leaves: [], target: '', items: [], outcome: null };
  });
  return behavioursOf(definition, paths, options);
}

/** What the version does on these calls. */
export async function behavioursOf(
  definition: Definition,
  paths: readonly GeneratedPath[],
  { days, startMs }: BehaviourOptions,
): Promise<CallBehaviour[]> {
  const rehearse = openRehearsals({
    definition,
    startMs,
    books: () => createMemoryBooks(definition.business, days),
    verdicts: 'of-the-path',
  });
  const lived: CallBehaviour[] = [];
  for (const path of paths) {
    const { call, books, world, rules } = rehearse('call', path.start);
    await settle();
    const steps: BehaviourStep[] = [];
    let from = 0;
    const after = () => {
      const news = call.journal.entries().slice(from);
      from += news.length;
      const said = news.flatMap((entry) => (entry.kind === 'said' ? [entry.text] : []));
      steps.push({ state: call.state, said });
    };
    await walkMoves(path, path.moves.length, { call, world, definition, rules, after });
    const end = call.journal.entries().find(({ kind }) => kind === 'call-ended');
    lived.push({
      start: path.start,
      moves: path.moves.map(({ key }) => key),
      steps,
      rows: books.rows.map(
        ({ status, serviceId, start, staffId, customerName }) =>
          `${status} ${serviceId} ${start} ${staffId} ${customerName}`,
      ),
      outcome: end?.kind === 'call-ended' ? end.outcome : 'open',
    });
  }
  return lived;
}
