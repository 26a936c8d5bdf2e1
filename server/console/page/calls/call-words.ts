/** Calls as the API tells of them, and how the console names them. */
import type { z } from 'zod';
import type { callSchema, callsSchema } from '../../../api/schemas.ts';

export type ListedCall = z.infer<typeof callsSchema>['calls'][number];
export type ReadCall = z.infer<typeof callSchema>;
export type Turn = ReadCall['turns'][number];

export function addressOf(business: string, callId: string): string {
  return `/calls?${new URLSearchParams({ business, call: callId })}`;
}

export function outcomeWords({ outcome, endedAtMs }: ListedCall): string {
  if (outcome !== undefined) return outcome.replaceAll('-', ' ');
  return endedAtMs === undefined ? 'running' : 'cut off';
}
