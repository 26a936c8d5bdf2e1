/** A process that runs nothing: a test says what it tells, and how it ends. */
import type { ChildEnd, StartChild } from '../../../server/running/run-child.ts';
import type { ProcessWork, RunNews } from '../../../server/running/run-work.ts';

export interface ScriptedChild {
  work: ProcessWork;
  tells(news: RunNews): void;
  ends(end?: Partial<ChildEnd>): Promise<void>;
  toldToStop: boolean;
}

export function scriptedChildren() {
  const begun: ScriptedChild[] = [];
  const start: StartChild = (work, heard) => {
    const end = Promise.withResolvers<ChildEnd>();
    const child: ScriptedChild = {
      work,
      tells: heard,
      async ends(how = {}) {
        end.resolve({ over: false, words: '', ...how });
        await end.promise;
      },
      toldToStop: false,
    };
    begun.push(child);
    return {
      ended: end.promise,
      stop() {
        child.toldToStop = true;
      },
    };
  };
  return {
    start,
    begun,
    get last(): ScriptedChild {
      const child = begun.at(-1);
      if (child === undefined) throw new Error('nothing was begun');
      return child;
    },
  };
}
