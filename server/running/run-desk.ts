/** Runs asked for in the console: one at a time, watched by everybody, stopped by anybody. */
import type { Clock } from '../../services/clock.ts';
import { ServiceError } from '../../services/errors.ts';
import type { Lines } from '../lines.ts';
import type { Progress } from '../scenarios/progress-words.ts';
import { type RunHead, readRunHeads } from '../scenarios/run-heads.ts';
import type { Answering } from './answering.ts';
import type { ChildEnd, RunChild, StartChild } from './run-child.ts';
import type { BegunRun, EndedRun, RunRecord } from './run-record.ts';
import type { RunNews, RunOrder } from './run-work.ts';

export interface RunUnderWay extends BegunRun {
  /** The business that is run now; absent while it is made ready. */
  business?: string;
  /** Absent while a business's calls are made. */
  progress?: Progress;
  /** Businesses whose run is kept already. */
  kept: string[];
  stopping: boolean;
}

export interface RunsState {
  businesses: Answering[];
  /** Of each business and kind, the last one that is kept, wherever it was run. */
  kept: RunHead[];
  underWay?: RunUnderWay;
  /** The last one that was asked for here. */
  ended?: EndedRun;
}

export type RunStarted = { outcome: 'started' | 'under-way'; run: RunUnderWay };

export interface RunDesk {
  state(): Promise<RunsState>;
  /** Rejects with `timed-out` when the server stops. */
  start(order: RunOrder, who: string): Promise<RunStarted>;
  /** False when it is not under way. */
  stop(id: string, who: string): boolean;
  /** Makes the page of what is kept anew; rejects when it cannot be made. */
  makePage(): Promise<void>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface RunDeskDeps {
  lines: Lines;
  answering(): Promise<Answering[]>;
  startChild: StartChild;
  record: RunRecord;
  dataFolder: string;
  clock: Clock;
  /** A new one for each run. */
  id(): string;
  /** For the log: what an engineer has to see. */
  failed(message: string, words: string): void;
}

/** The longest, faults of the largest business on a busy machine, takes a quarter of it. */
const runMsMax = 60 * 60_000;

type HowEnded = Pick<EndedRun, 'how' | 'why' | 'stoppedBy'>;

interface Current {
  run: RunUnderWay;
  child: RunChild;
  good: boolean;
  /** Why it is ended before its time. */
  cut?: HowEnded;
}

export function createRunDesk(deps: RunDeskDeps): RunDesk {
  const { clock, record, dataFolder } = deps;
  let current: Current | undefined;
  let ended = record.last();
  let closing = false;

  function heard(of: Current, news: RunNews): void {
    const { run } = of;
    if (news.news === 'business') {
      const { progress: _before, ...rest } = run;
      of.run = { ...rest, business: news.business };
    }
    if (news.news === 'progress') of.run = { ...run, progress: news.progress };
    if (news.news === 'kept') {
      of.run = { ...run, kept: [...run.kept, news.business] };
      of.good &&= news.good;
    }
  }

  function remember(write: () => void): void {
    try {
      write();
    } catch (error) {
      deps.failed('what was run could not be noted', String(error));
    }
  }

  function settle(of: Current, end: ChildEnd): void {
    const { id, kind, businesses, calls, who, beganAtMs, kept } = of.run;
    const begun = { id, kind, businesses, calls, who, beganAtMs };
    current = undefined;
    const how = endOf(of, end);
    // What there was nothing to run of is no failure of ours.
    if (how.how === 'failed' && !end.over) deps.failed('a run failed', end.words);
    ended = { ...begun, ...how, endedAtMs: clock.now(), kept, good: of.good };
    remember(() => ended && record.ended(ended));
  }

  function begin(order: RunOrder, who: string): RunUnderWay {
    const { kind, businesses, calls } = order;
    const begun = { id: deps.id(), kind, businesses, calls, who, beganAtMs: clock.now() };
    remember(() => record.begun(begun));
    const definitions = deps.lines.all().map(({ definition }) => definition);
    const child = deps.startChild({ ...order, work: 'run', definitions, dataFolder }, (news) =>
      heard(began, news),
    );
    const began: Current = { child, run: { ...begun, kept: [], stopping: false }, good: true };
    current = began;
    const why = 'It took longer than an hour.';
    const cancel = clock.after(runMsMax, () => cut({ how: 'failed', why }));
    void child.ended.then((end) => {
      cancel();
      settle(began, end);
    });
    return began.run;
  }

  function cut(how: HowEnded): void {
    if (current === undefined) return;
    // Who stopped it first, did.
    current.cut ??= how;
    current.run = { ...current.run, stopping: true };
    current.child.stop();
  }

  return {
    async state() {
      const [businesses, kept] = await Promise.all([deps.answering(), readRunHeads(dataFolder)]);
      return {
        businesses,
        kept,
        ...(current === undefined ? {} : { underWay: current.run }),
        ...(ended === undefined ? {} : { ended }),
      };
    },
    async start(order, who) {
      if (closing) throw new ServiceError('timed-out', 'the server stops');
      if (current !== undefined) return { outcome: 'under-way', run: current.run };
      return { outcome: 'started', run: begin(order, who) };
    },
    stop(id, who) {
      if (current?.run.id !== id) return false;
      cut({ how: 'stopped', ...(who === '' ? {} : { stoppedBy: who }) });
      return true;
    },
    async makePage() {
      const { ended } = deps.startChild({ work: 'page', dataFolder }, () => undefined);
      const { over, words } = await ended;
      if (!over) throw new Error(`the Coverage page could not be made: ${words}`);
    },
    async close() {
      closing = true;
      const child = current?.child;
      cut({ how: 'broken-off' });
      await child?.ended;
    },
  };
}

function endOf({ cut }: Current, { over, why }: ChildEnd): HowEnded {
  // What came to its end in the same moment is there, and counts.
  if (over && why === undefined) return { how: 'finished' };
  if (cut !== undefined) return cut;
  return { how: 'failed', why: why ?? 'The process that ran it ended in the middle; see the log.' };
}
