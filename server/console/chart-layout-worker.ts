/** The layout thread: takes an ELK graph, answers with the same graph placed. */
import { parentPort } from 'node:worker_threads';
import elkModule from 'elkjs/lib/elk.bundled.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';

const elk = new elkModule.default();

parentPort?.on('message', async (graph: ElkNode) => {
  parentPort?.postMessage(await elk.layout(graph));
});
