/** `npm run understand -- --journal`: reads the callers' turns of past calls again. */
import type { Definition } from '../../../machines/policy/definition.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import { listCalls } from '../../../services/store/call-list.ts';
import { readEntries } from '../../../services/store/journal-rows.ts';
import type { Store } from '../../../services/store/pool.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';
import type { PickedReader } from './pick-reader.ts';
import { changeOf, type RereadDesk, rereadCall, rereadLines } from './reread.ts';

const callsAtOnce = 200;

export interface JournalRun {
  calls: number;
  turns: number;
  different: number;
  /** How often what was read then is read as what now: "set when read as unclear". */
  drift: Map<string, number>;
}

export interface WantedCalls {
  /** One call, or every call. */
  callId: string | 'all';
  /** Calls that started earlier are left out. */
  sinceMs?: number;
}

/** Each difference goes to `print` as it is found. */
export async function runJournal(
  store: Store,
  definitions: Definition[],
  reader: PickedReader,
  wanted: WantedCalls,
  print: (line: string) => void,
): Promise<JournalRun> {
  const run: JournalRun = { calls: 0, turns: 0, different: 0, drift: new Map() };
  for (const definition of definitions) {
    const businessId = definition.business.id;
    const desk = deskOf(definition, reader);
    const { callId: one, sinceMs = 0 } = wanted;
    const ids = one === 'all' ? callIds(store, businessId, sinceMs) : [one];
    for await (const callId of ids) {
      const entries = await readEntries(store, businessId, callId);
      if (entries.length === 0) continue;
      const { turns, different } = await rereadCall(entries, desk);
      run.calls += 1;
      run.turns += turns;
      run.different += different.length;
      for (const turn of different) {
        rereadLines(turn).forEach(print);
        const change = changeOf(turn);
        run.drift.set(change, (run.drift.get(change) ?? 0) + 1);
      }
    }
  }
  return run;
}

/** Newest first; calls of one millisecond are not lost between two pages. */
async function* callIds(store: Store, businessId: string, sinceMs: number): AsyncGenerator<string> {
  let last: { beforeMs: number; afterCallId: string } | undefined;
  for (;;) {
    const page = await listCalls(store, businessId, {
      most: callsAtOnce,
      ...last,
    });
    for (const { callId, startedAtMs } of page) {
      if (startedAtMs < sinceMs) return;
      yield callId;
      last = { beforeMs: startedAtMs, afterCallId: callId };
    }
    if (page.length < callsAtOnce) return;
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
