/** Places a chart's boxes and arrows with ELK, in a thread of its own so that no call waits for it. */
import { Worker } from 'node:worker_threads';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Clock } from '../../services/clock.ts';
import { ServiceError } from '../../services/errors.ts';
import { graphOfOutline, pictureOfGraph } from './chart-graph.ts';
import type { Outline } from './chart-outline.ts';
import type { ChartPicture } from './chart-picture.ts';

export interface ChartLayout {
  /** `labelled` keeps room for what is written on the arrows. */
  place(outline: Outline, labelled?: boolean): Promise<ChartPicture>;
  close(): Promise<void>;
}

/** A chart of a few hundred states takes seconds on a busy machine; nobody's call waits for it. */
const layoutMsMax = 30_000;

/** Starts the thread. One picture is placed at a time; close it when done. */
export function openChartLayout(clock: Clock): ChartLayout {
  const worker = new Worker(new URL('./chart-layout-worker.ts', import.meta.url));
  const layOut = (graph: ElkNode): Promise<ElkNode> =>
    new Promise((resolve, reject) => {
      const settle = (run: () => void): void => {
        cancelDeadline();
        worker.off('message', placed);
        worker.off('error', broke);
        run();
      };
      const placed = (answer: ElkNode): void => settle(() => resolve(answer));
      const broke = (error: Error): void => settle(() => reject(error));
      const cancelDeadline = clock.after(layoutMsMax, () =>
        broke(new ServiceError('timed-out', 'the chart was not laid out in time')),
      );
      worker.on('message', placed);
      worker.on('error', broke);
      worker.postMessage(graph);
    });
  return {
    place: async (outline, labelled) =>
      pictureOfGraph(outline, await layOut(graphOfOutline(outline, labelled))),
    close: async () => {
      await worker.terminate();
    },
  };
}
