/**
 * A thread that searches for the calls of a draft. It tells those of the rehearsal as soon as they are
 * found, and goes on with the others, which are kept for when the draft is in force.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { SuiteTask } from './find-suite.ts';
import { callsOfVersion } from './version-calls.ts';

const { definition, callsFolder } = workerData as SuiteTask;
callsOfVersion(definition, callsFolder, (suite) => parentPort?.postMessage(suite));
