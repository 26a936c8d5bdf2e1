/**
 * The generated calls by telephone: signed webhook, media socket, mu-law audio, and every provider
 * behind its own SDK; the same paths and the same rules as over text, few enough for real time.
 */
import { generateSuite } from '../../machines/paths/suite.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import { practiceDays as days } from '../../server/scenarios/practice-days.ts';
import { openStore } from '../../services/store/pool.ts';
import { openVoiceDesk } from '../server/voice-desk.ts';
import { crossings } from './crossings.ts';
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

/** Two that write at the same time would be rivals for the same place: those wait for one another. */
const isWriting = ({ path: { moves } }: Crossing) =>
  moves.some((move) => move.kind === 'answer' && ['book', 'reschedule'].includes(move.effect));

export function wirePaths(definition: Definition, seed: number): PatientPath[] {
  const suite = generateSuite(definition, { seed, cover: 'transitions', days });
  return patientPaths(definition, suite, days);
}

export async function runOverWire(options: WireOptions): Promise<WireResult[]> {
  const { definition, seed, only, together, faults, done } = options;
  const paths = wirePaths(definition, seed).filter(
    ({ target }) => only === undefined || only.includes(target),
  );
  const planned = crossings(paths, faults);
  const worlds = createWorlds(definition.business);
  const model = createFaultyModel();
  // Asked for every sentence, the model fails in every call that it is to fail in.
  const desk = await openVoiceDesk(options.databaseUrl, model.answer, {
    world: worlds.around,
    asksModel: 'always',
  });
  const voiceFaults: MakeOptions['voiceFaults'] = [];
  desk.google.behave({ textFaults: voiceFaults });
  const store = await openStore({ url: options.databaseUrl, connectionsMax: 4 });
  const results: WireResult[] = [];
  let nth = 0;
  const lane = async (queue: Crossing[]) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      nth += 1;
      const call = { ...options, desk, store, worlds, model, voiceFaults, nth };
      results.push(await makeTelephoneCall(next, call));
      done?.(results.length, planned.length);
    }
  };
  try {
    const [writing, others] = [
      planned.filter(isWriting),
      planned.filter((each) => !isWriting(each)),
    ];
    await Promise.all([
      lane(writing),
      ...Array.from({ length: Math.max(1, together - 1) }, () => lane(others)),
    ]);
  } finally {
    await store.close();
    await desk.close();
  }
  return results;
}
