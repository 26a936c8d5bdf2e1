/**
 * The generated calls by telephone: signed webhook, media socket, mu-law audio, and every provider
 * behind its own SDK; the same paths and the same rules as over text, few enough for real time.
 */
import { generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { practiceDays as days } from '../../server/scenarios/practice-days.ts';
import { openStore } from '../../services/store/pool.ts';
import { openVoiceDesk } from '../server/voice-desk.ts';
import { crossings, isWriting } from './crossings.ts';
import { type MakeOptions, makeTelephoneCall, type WireResult } from './make-telephone-call.ts';
import { type PatientPath, patientPaths } from './patient-paths.ts';
import { createFaultyModel, type ProviderFault } from './provider-faults.ts';
import { createWorlds } from './worlds.ts';

export interface WireOptions extends Pick<MakeOptions, 'definition' | 'otherNames' | 'phrases'> {
  databaseUrl: string;
  seed: number;
  /** Calls at the same time. */
  together: number;
  /** Only calls for these targets; without it, all. */
  only?: readonly string[];
  faults: 'none' | 'single' | 'all';
  done?(count: number, all: number): void;
}

/** One call, and what a provider does wrong in it. */
export interface Crossing {
  path: PatientPath;
  fault: ProviderFault | null;
}

/** A model that failed three times rests for half a minute, and is asked nothing: then once more. */
const modelRestsMs = 31_000;
const againMax = 3;

export function wirePaths(definition: Definition, seed: number): PatientPath[] {
  const suite = generateSuite(definition, { seed, cover: 'transitions', days });
  return patientPaths(definition, suite, days);
}

export async function runOverWire(options: WireOptions): Promise<WireResult[]> {
  const { definition, seed, only, together, faults, done } = options;
  const paths = wirePaths(definition, seed).filter(
    ({ target }) => only === undefined || only.includes(target),
  );
  const planned = crossings(definition, paths, faults);
  const worlds = createWorlds(definition.business);
  const model = createFaultyModel();
  // Asked for every sentence, the model fails in every call that it is to fail in.
  const desk = await openVoiceDesk(options.databaseUrl, model.answer, {
    world: worlds.around,
    asksModel: 'always',
    business: definition.business.id,
  });
  const voiceFaults: MakeOptions['voiceFaults'] = [];
  desk.google.behave({ textFaults: voiceFaults });
  const store = await openStore({ url: options.databaseUrl, connectionsMax: 4 });
  const results: WireResult[] = [];
  let nth = 0;
  const pause = (ms: number) => new Promise<void>((resolve) => desk.clock.after(ms, resolve));
  const room = { ...options, desk, store, worlds, model, voiceFaults };
  const make = (crossing: Crossing) => {
    nth += 1;
    return makeTelephoneCall(crossing, { ...room, nth });
  };
  const finish = (result: WireResult) => {
    results.push(result);
    done?.(results.length, planned.length);
  };
  const lane = async (queue: Crossing[]) => {
    for (let next = queue.shift(); next; next = queue.shift()) finish(await make(next));
  };
  /** After each failure a call in which the model works, as long as there is one: so it never rests. */
  const failingLane = async (queue: Crossing[], between: Crossing[]) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      let result = await make(next);
      const missed = () => !result.struck && result.breaches.length === 0;
      for (let again = 0; missed() && again < againMax; again += 1) {
        await pause(modelRestsMs);
        result = await make(next);
      }
      finish(result);
      const other = between.shift();
      if (other !== undefined) finish(await make(other));
    }
  };
  try {
    const {
      writing = [],
      model: failing = [],
      others = [],
    } = Object.groupBy(planned, ({ path, fault }) => {
      if (fault?.at === 'model') return 'model';
      return isWriting(path) ? 'writing' : 'others';
    });
    await Promise.all([
      lane(writing),
      failingLane(failing, others),
      ...Array.from({ length: Math.max(1, together - 2) }, () => lane(others)),
    ]);
  } finally {
    await store.close();
    await desk.close();
  }
  return results;
}
