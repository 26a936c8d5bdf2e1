/** Who understands the callers of each business: the local reader, with a model above it if there is one. */
import type { Definition } from '../machines/policy/definition.ts';
import type { UnderstandingPolicy } from '../machines/policy/understanding.ts';
import type { Clock } from '../services/clock.ts';
import type { Health } from '../services/health/health.ts';
import { createCascade } from '../services/understanding/cascade.ts';
import { createHeardReader } from '../services/understanding/heard-reader.ts';
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
  /** Some callers are heard by a model that labels what it hears. */
  labelled?: boolean;
  clock: Clock;
  health?: Health;
}

/** A call keeps the reader of the definition it started with. */
export type ReaderOf = (definition: Definition) => UnderstandingMaker;

export function createReaders(deps: ReadersDeps): ReaderOf {
  const { openai, labelled = false, clock, health } = deps;
  const local = createLocalReader();
  if (openai === undefined && !labelled) return () => local;
  const client = openai && openaiClient(openai);
  const meanings = client && createMeanings(client, clock);
  const modelOf = (policy: UnderstandingPolicy): UnderstandingMaker => {
    const asked =
      client && meanings && openai
        ? createOpenaiReader({ client, model: openai.model, policy, clock, meanings })
        : undefined;
    if (asked !== undefined && !labelled) return asked;
    return createHeardReader({ policy, ...(asked ? { otherwise: asked } : {}) });
  };
  const readers = new Map<string, UnderstandingMaker>();
  return ({ version, understanding: policy }) => {
    const known = readers.get(version);
    if (known) return known;
    const model = modelOf(policy);
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
