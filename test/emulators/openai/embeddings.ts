/** Emulated embeddings: texts that share words lie near each other, in either encoding. */
import { z } from 'zod';

const requestSchema = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2_048)]),
  encoding_format: z.enum(['float', 'base64']).default('float'),
  dimensions: z.number().int().min(1).max(3_072).optional(),
  user: z.string().optional(),
});

export const dimensionsOtherwise = 64;

export type Vectors = (text: string, dimensions: number) => number[];

/** The response's body, or what is wrong with the request. */
export function answerEmbeddings(body: unknown, vectors: Vectors): object | string {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) return z.prettifyError(parsed.error);
  const { model, input, encoding_format: encoding, dimensions } = parsed.data;
  const data = [input].flat().map((text, index) => {
    const vector = vectors(text, dimensions ?? dimensionsOtherwise);
    return {
      object: 'embedding',
      index,
      embedding: encoding === 'float' ? vector : packed(vector),
    };
  });
  return { object: 'list', model, data, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

/** 32-bit floats, least significant byte first. */
function packed(vector: number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [place, value] of vector.entries()) bytes.writeFloatLE(value, place * 4);
  return bytes.toString('base64');
}

/** A bag of words, each hashed to one dimension, of length one. */
export function wordVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    let hash = 0;
    for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
    const place = hash % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
