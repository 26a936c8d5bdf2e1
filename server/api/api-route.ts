/** One route of the API as a value: what it takes, answers and refuses, and how it is done. */
import type { z } from 'zod';
import type { Calendar } from '../../services/calendar/calendar.ts';
import type { Clock } from '../../services/clock.ts';
import type { PostgresMessages } from '../../services/messages/postgres-messages.ts';
import type { Journal } from '../../services/store/journal.ts';
import type { Store } from '../../services/store/pool.ts';
import type { DraftDesk } from '../drafting/draft-desk.ts';
import type { Lines } from '../lines.ts';
import type { RunDesk } from '../running/run-desk.ts';
import type { ApiErrorCode, Refused } from './api-errors.ts';

export interface ApiDeps {
  lines: Lines;
  journal: Pick<Journal, 'read'>;
  store: Store;
  calendar: Pick<Calendar, 'day'>;
  messages: PostgresMessages;
  clock: Clock;
  desk: DraftDesk;
  runs: RunDesk;
}

export interface ApiRoute<
  Path extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType = z.ZodType,
  Body extends z.ZodObject = z.ZodObject,
> {
  /** Its name in the document. */
  id: string;
  method: 'GET' | 'POST' | 'PUT';
  /** Below the API's own prefix; parameters in braces, as the document has them. */
  path: string;
  summary: string;
  params: Path;
  query: Query;
  /** The JSON that is sent; absent when nothing is. */
  body?: Body;
  answer: Answer;
  /** What it refuses beside what every route does. */
  refuses: ApiErrorCode[];
  /** Rejects with a `ServiceError` when the database is away. */
  run(
    asked: { params: z.output<Path>; query: z.output<Query>; body: z.output<Body> },
    deps: ApiDeps,
  ): Promise<z.input<Answer> | Refused>;
}

/** Types each route by its own schemas. */
export function apiRoute<
  Path extends z.ZodObject,
  Query extends z.ZodObject,
  Answer extends z.ZodType,
  Body extends z.ZodObject,
>(route: ApiRoute<Path, Query, Answer, Body>): ApiRoute {
  return route as unknown as ApiRoute;
}
