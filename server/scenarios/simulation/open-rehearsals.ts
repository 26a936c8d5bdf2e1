/** Calls of one line, one after the other, each in a world of its own that answers on cue. */
import type { Start } from '../../../machines/paths/moves.ts';
import type { Definition, Rule } from '../../../machines/policy/definition.ts';
import { createLines } from '../../lines.ts';
import { type ForcedWorld, forceWorld } from '../forced-world.ts';
import { type BareCall, startBareCall } from './bare-call.ts';
import { createMemoryBooks, type MemoryBooks } from './memory-calendar.ts';
import { createSteadyWords } from './steady-words.ts';

export interface Rehearsal {
  call: BareCall;
  books: MemoryBooks;
  world: ForcedWorld;
  /** The rules of the verdicts to come; the published ones where there are none. */
  rules: Rule[][];
}

export interface RehearsalOptions {
  definition: Definition;
  days: { first: string; second: string };
  startMs: number;
  /** Whether a path says what the rules answer, or the rules themselves do. */
  verdicts: 'of-the-path' | 'published';
}

export function openRehearsals({ definition, days, startMs, verdicts }: RehearsalOptions) {
  const { business } = definition;
  const [line] = createLines([definition]).all();
  if (line === undefined) throw new Error(`no line for ${business.id}`);
  const serviceIds = business.services.map(({ id }) => id);
  const words = createSteadyWords(definition, startMs);
  return (callId: string, start: Start): Rehearsal => {
    const books = createMemoryBooks(business, days);
    const world = forceWorld({ ...books, businessId: business.id, serviceIds });
    const rules: Rule[][] = [];
    const call = startBareCall({
      callId,
      line,
      words: words.of,
      start,
      startMs,
      localNow: words.localNow,
      calendar: () => world.calendar,
      messages: () => world.messages,
      ...(verdicts === 'published' ? {} : { rules: () => rules.shift() }),
    });
    return { call, books, world, rules };
  };
}
