/** `npm run understand -- --journal`: reads the callers' turns of past calls again. */
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import { listCalls } from '../../../services/store/call-list.ts';
import { startEmbeddedPostgres } from '../../../services/store/embedded-postgres.ts';
import { readEntries } from '../../../services/store/journal-rows.ts';
import { openStore, type Store } from '../../../services/store/pool.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';
import type { Config } from '../../config.ts';
import type { PickedReader } from './pick-reader.ts';
import { type RereadDesk, rereadCall, rereadLines } from './reread.ts';

const callsAtOnce = 200;

export interface JournalRun {
  calls: number;
  turns: number;
  different: number;
}

/** Opens the configured database, or the embedded one, which no other Frontdesk may be using. */
export async function withStore<Result>(
  config: Config,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({ folder: config.dataFolder, clock: systemClock })
      : undefined;
  try {
    const store = await openStore({ url: config.databaseUrl ?? embedded?.url ?? '' });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  } finally {
    await embedded?.stop();
  }
}

/** `wanted` is a call's id, or `all`. Each difference goes to `print` as it is found. */
export async function runJournal(
  store: Store,
  definitions: Definition[],
  reader: PickedReader,
  wanted: string,
  print: (line: string) => void,
): Promise<JournalRun> {
  const run: JournalRun = { calls: 0, turns: 0, different: 0 };
  for (const definition of definitions) {
    const businessId = definition.business.id;
    const desk = deskOf(definition, reader);
    const ids = wanted === 'all' ? callIds(store, businessId) : [wanted];
    for await (const callId of ids) {
      const entries = await readEntries(store, businessId, callId);
      if (entries.length === 0) continue;
      const { turns, different } = await rereadCall(entries, desk);
      run.calls += 1;
      run.turns += turns;
      run.different += different.length;
      for (const turn of different) rereadLines(turn).forEach(print);
    }
  }
  return run;
}

async function* callIds(store: Store, businessId: string): AsyncGenerator<string> {
  let beforeMs: number | undefined;
  for (;;) {
    const page = await listCalls(store, businessId, {
      most: callsAtOnce,
      ...(beforeMs === undefined ? {} : { beforeMs }),
    });
    for (const { callId } of page) yield callId;
    if (page.length < callsAtOnce) return;
    beforeMs = page.at(-1)?.startedAtMs;
  }
}

function deskOf(definition: Definition, reader: PickedReader): RereadDesk {
  const vocabularies = new Map<string, Vocabulary>();
  return {
    maker: reader.of(definition),
    timeZone: definition.business.timeZone,
    vocabulary(locationId) {
      const key = locationId ?? '';
      const known = vocabularies.get(key) ?? vocabularyOf(definition, locationId);
      vocabularies.set(key, known);
      return known;
    },
  };
}
