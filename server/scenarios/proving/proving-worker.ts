/** A thread that judges its share of the bugs. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Judged, type ProveTask, proveSuite } from './prove-suite.ts';

export type ProvingNews = { kind: 'done' } | { kind: 'judged'; judged: Judged[] };

const tell = (news: ProvingNews) => parentPort?.postMessage(news);
const judged = proveSuite(workerData as ProveTask, () => tell({ kind: 'done' }));
tell({ kind: 'judged', judged });
