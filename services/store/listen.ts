/** Hears what other nodes tell through the database, on a connection of its own that comes back. */
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { applicationUrlOf } from './migrate.ts';

export interface ListenOptions {
  /** The owner of the database, as the store takes it. */
  url: string;
  channel: string;
  clock: Clock;
  /** Something was told. */
  heard(payload: string): void;
  /** Listening (again): whatever was told before was missed. */
  joined(): void;
}

export interface Listening {
  /** Resolves when it listens for the first time. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** The first try again comes at once to a person, the later ones spare a server that is down. */
const retryMsMin = 200;
const retryMsMax = 5_000;
/** A connection that went silent is found out by asking; half a second more and it counts as dead. */
const askEveryMs = 10_000;
const answerMsMax = 3_000;

export function listenTo(options: ListenOptions): Listening {
  const { channel, clock } = options;
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  let closed = false;
  let retryMs = retryMsMin;
  let client: pg.Client | undefined;
  let cancel = () => {};

  async function join(): Promise<void> {
    const mine = new pg.Client({
      connectionString: applicationUrlOf(options.url),
      connectionTimeoutMillis: answerMsMax,
      query_timeout: answerMsMax,
      keepAlive: true,
      application_name: 'frontdesk-listener',
    });
    client = mine;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      mine.end().catch(() => undefined);
      again();
    };
    mine.on('error', leave);
    mine.on('end', leave);
    mine.on('notification', ({ payload }) => options.heard(payload ?? ''));
    try {
      await mine.connect();
      await mine.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch {
      leave();
      return;
    }
    retryMs = retryMsMin;
    isReady();
    if (closed) return;
    options.joined();
    ask(mine, leave);
  }

  function ask(mine: pg.Client, leave: () => void): void {
    cancel = clock.after(askEveryMs, () => {
      mine.query('select 1').then(() => {
        if (client === mine && !closed) ask(mine, leave);
      }, leave);
    });
  }

  function again(): void {
    cancel();
    if (closed) return;
    cancel = clock.after(retryMs, () => void join());
    retryMs = Math.min(retryMs * 2, retryMsMax);
  }

  void join();
  return {
    ready,
    async close() {
      closed = true;
      cancel();
      isReady();
      await client?.end().catch(() => undefined);
    },
  };
}
