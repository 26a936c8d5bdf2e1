/** What the browser call page needs from the rest of the server. */
import type { FastifyBaseLogger } from 'fastify';
import type { Booking } from '../../machines/ports.ts';
import type { Clock } from '../../services/clock.ts';
import type { HeardWords } from '../../services/speech/speech.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import type { ChartPictures } from '../console/chart-picture.ts';

/** A number that the page can call. */
export interface CallableNumber {
  number: string;
  businessId: string;
  businessName: string;
  location?: string;
  /** IANA; the calendar's "today" is the business's. */
  timeZone: string;
  /** The definition's version: its chart is shown before the call. */
  version: string;
}

export interface DialledCall {
  callId: string;
  /** The custom parameters of the stream's `start`, as the phone maker wants them back. */
  parameters: Record<string, string>;
  /** Opens this call's media stream, once. */
  ticket: string;
  /** Each opens this call's line once: a line that broke is opened anew with the next. */
  lineTickets: string[];
  businessId: string;
  version: string;
  /** Who turns the caller's voice into words; the browser, unless the server has a recogniser. */
  recogniser?: 'browser' | 'server';
}

export interface CallPageDeps {
  /** The built page; see `buildPage`. */
  pageFolder: string;
  /** `undefined` when nobody answers that number. */
  dial(request: {
    from?: string;
    to?: string;
    /** A version to try in place of the one in force. */
    draft?: { business: string; version: string };
  }): Promise<DialledCall | undefined>;
  numbers(): CallableNumber[];
  /** Hands over words that the browser heard or that were typed; false when the call is over. */
  relay(callId: string, words: HeardWords): boolean;
  follow(
    callId: string,
    listener: (entry: JournalEntry) => void,
  ): { entries: readonly JournalEntry[]; stop(): void } | undefined;
  checkTicket(token: string): string | undefined;
  chartOf(version: string): ChartPictures | undefined | Promise<ChartPictures | undefined>;
  day(businessId: string, date: string): Promise<Booking[]>;
  clock: Clock;
  log: FastifyBaseLogger;
}
