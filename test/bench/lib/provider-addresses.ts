/** Where the emulated providers of a run listen. */
import { z } from 'zod';

const addresses = z.object({ deepgram: z.string(), google: z.string(), openai: z.string() });
export type ProviderAddresses = z.infer<typeof addresses>;

export function readAddresses(readyLine: string): ProviderAddresses {
  return addresses.parse(JSON.parse(readyLine.replace(/^ready /, '')));
}
