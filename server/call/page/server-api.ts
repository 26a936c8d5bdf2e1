/** The page's questions to the server, each answered with a value or a problem in plain words. */
import type { Booking } from '../../../machines/ports.ts';
import type { ChartPictures } from '../../console/chart-picture.ts';
import type { CallableNumber } from '../call-deps.ts';

export interface Dialled {
  callId: string;
  mediaPath: string;
  parameters: Record<string, string>;
  ticket: string;
  lineTickets: string[];
  business: string;
  version: string;
  recogniser: 'browser' | 'server';
}

/** An appointment as the page may know it: without whose it is. */
export type DayBooking = Omit<Booking, 'customerName' | 'customerPhone'>;

export type Answer<Value> = { value: Value } | { problem: string };

const answerMsMax = 10_000;
const gone = 'The server does not answer. Check that it runs, then try again.';

export async function fetchNumbers(): Promise<Answer<CallableNumber[]>> {
  const answer = await ask<{ numbers: CallableNumber[] }>('/call/numbers');
  return 'value' in answer ? { value: answer.value.numbers } : answer;
}

/** A version that is not in force, named by the page that sent us here. */
export interface TriedDraft {
  business: string;
  version: string;
}

export function dial(request: {
  to?: string;
  from?: string;
  draft?: TriedDraft;
}): Promise<Answer<Dialled>> {
  const body = JSON.stringify(request);
  const headers = { 'content-type': 'application/json' };
  return ask<Dialled>('/call/dial', { method: 'POST', headers, body });
}

export function fetchChart(version: string): Promise<Answer<ChartPictures>> {
  return ask<ChartPictures>(`/call/chart?${new URLSearchParams({ version })}`);
}

export async function fetchDay(business: string, date: string): Promise<Answer<DayBooking[]>> {
  const query = new URLSearchParams({ business, date });
  const answer = await ask<{ bookings: DayBooking[] }>(`/call/day?${query}`);
  return 'value' in answer ? { value: answer.value.bookings } : answer;
}

async function ask<Value>(path: string, init: RequestInit = {}): Promise<Answer<Value>> {
  try {
    const signal = AbortSignal.timeout(answerMsMax);
    const response = await fetch(path, { ...init, signal });
    if (response.ok) return { value: (await response.json()) as Value };
    const { message } = (await response.json().catch(() => ({}))) as { message?: string };
    return { problem: message ?? `The server refused (${response.status}).` };
  } catch {
    return { problem: gone };
  }
}
