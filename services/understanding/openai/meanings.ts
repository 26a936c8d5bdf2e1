/** What texts mean, as vectors made by the server: each wording once, and kept in memory. */
import type { OpenAI } from 'openai';
import type { Clock } from '../../clock.ts';

const model = 'text-embedding-3-small';
/** What one request may hold; a business has a few hundred wordings. */
const textsAtOnceMax = 2_000;
/** All wordings of some fifty businesses; beyond it the oldest are forgotten, and made again if asked for. */
const keptMax = 20_000;
/** After a failure the server is left alone for this long. */
const restMs = 60_000;
const makingMsMax = 15_000;

export interface Meanings {
  /** The vectors when all of them are there; else they are asked for, and this turn does without. */
  known(wordings: string[]): Float32Array[] | undefined;
  /** Rejects when the server fails or the signal aborts. */
  of(text: string, signal: AbortSignal): Promise<Float32Array>;
}

export function createMeanings(client: OpenAI, clock: Clock): Meanings {
  const kept = new Map<string, Float32Array>();
  let making = false;
  let restsUntilMs = 0;

  async function embed(texts: string[], signal: AbortSignal): Promise<Float32Array[]> {
    const { data } = await client.embeddings.create({ model, input: texts }, { signal });
    // Of length one, so that a product of two is their likeness.
    const vectors = data.map(({ embedding }) => ofLengthOne(embedding));
    if (vectors.length !== texts.length) throw new Error('fewer vectors than texts');
    return vectors;
  }

  async function make(texts: string[]): Promise<void> {
    const late = new AbortController();
    const cancel = clock.after(makingMsMax, () => late.abort());
    try {
      const vectors = await embed(texts.slice(0, textsAtOnceMax), late.signal);
      for (const [index, vector] of vectors.entries()) keep(texts[index] ?? '', vector);
    } finally {
      cancel();
    }
  }

  function keep(text: string, vector: Float32Array): void {
    const [oldest] = kept.keys();
    if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest);
    kept.set(text, vector);
  }

  return {
    known(wordings) {
      const missing = [...new Set(wordings)].filter((text) => !kept.has(text));
      if (missing.length === 0) return wordings.map((text) => kept.get(text) as Float32Array);
      if (!making && clock.now() >= restsUntilMs) {
        making = true;
        make(missing)
          .catch(() => {
            restsUntilMs = clock.now() + restMs;
          })
          .finally(() => {
            making = false;
          });
      }
      return undefined;
    },
    async of(text, signal) {
      const [vector] = await embed([text], signal);
      if (vector === undefined) throw new Error('no vector');
      return vector;
    },
  };
}

function ofLengthOne(numbers: number[]): Float32Array {
  const length = Math.hypot(...numbers) || 1;
  return Float32Array.from(numbers, (number) => number / length);
}

export function likeness(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
