/** Keeps the reader's names of known customers fresh, so that a name half heard is recognised. */
import type { Clock } from '../services/clock.ts';
import type { Directory } from '../services/directory/directory.ts';
import type { Vocabulary } from '../services/understanding/vocabulary.ts';
import type { Line, Lines } from './lines.ts';

export interface KnownCustomersDeps {
  lines: Lines;
  directory: Pick<Directory, 'names'>;
  clock: Clock;
  /** Makes a new vocabulary ready for calls. */
  prepare(line: Line, vocabulary: Vocabulary): Promise<void>;
  failed(error: unknown): void;
}

export interface KnownCustomers {
  /** The names that are there at the start are known. */
  ready: Promise<void>;
  stop(): void;
}

/** Whoever books is called by their name today; the desk's next call is minutes away. */
const refreshMs = 10 * 60_000;

export function followCustomers(deps: KnownCustomersDeps): KnownCustomers {
  const { lines, directory, clock } = deps;
  const learnt = new WeakMap<Line, string>();
  let stopped = false;
  let cancel = () => {};

  async function learn(line: Line): Promise<void> {
    const names = await directory.names(line.definition.business.id);
    // No customer is ever forgotten: none at all means that the directory could not be asked.
    if (names.length === 0) return;
    const seen = JSON.stringify(names);
    if (learnt.get(line) === seen) return;
    await line.learnCustomers(names, async (vocabulary) => {
      // An index takes milliseconds: the audio of running calls goes first, between any two.
      await new Promise<void>((resolve) => clock.after(0, resolve));
      await deps.prepare(line, vocabulary);
    });
    learnt.set(line, seen);
  }

  async function refresh(): Promise<void> {
    for (const line of lines.all()) {
      if (stopped) return;
      await learn(line).catch(deps.failed);
    }
    if (!stopped) cancel = clock.after(refreshMs, () => void refresh());
  }

  return {
    ready: refresh(),
    stop() {
      stopped = true;
      cancel();
    },
  };
}
