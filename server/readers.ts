/** Who understands the callers of each business: the local reader, with a model above it if there is one. */
import type { Definition } from '../machines/policy/definition.ts';
import type { Clock } from '../services/clock.ts';
import type { Health } from '../services/health/health.ts';
import { createCascade } from '../services/understanding/cascade.ts';
import { createLocalReader } from '../services/understanding/local-reader.ts';
import { createMeanings } from '../services/understanding/openai/meanings.ts';
import {
  createOpenaiReader,
  type OpenaiServer,
  openaiClient,
} from '../services/understanding/openai-reader.ts';
import type { UnderstandingMaker } from '../services/understanding/understanding.ts';

export interface ReadersDeps {
  /** Absent: nothing leaves this machine. */
  openai?: OpenaiServer;
  clock: Clock;
  health?: Health;
}

/** A call keeps the reader of the definition it started with. */
export type ReaderOf = (definition: Definition) => UnderstandingMaker;

export function createReaders({ openai, clock, health }: ReadersDeps): ReaderOf {
  const local = createLocalReader();
  if (openai === undefined) return () => local;
  const client = openaiClient(openai);
  const meanings = createMeanings(client, clock);
  const readers = new Map<string, UnderstandingMaker>();
  return ({ version, understanding: policy }) => {
    const known = readers.get(version);
    if (known) return known;
    const model = createOpenaiReader({ client, model: openai.model, policy, clock, meanings });
    const reader = createCascade({
      local,
      model,
      policy,
      clock,
      ...(health ? { health } : {}),
    });
    readers.set(version, reader);
    return reader;
  };
}
