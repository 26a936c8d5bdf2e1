/** A thread that searches for the calls of a draft, and keeps them for when it is in force. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SuiteTask } from './find-suite.ts';
import { callsOfVersion } from './version-calls.ts';

const { definition, callsFolder } = workerData as SuiteTask;
parentPort?.postMessage(callsOfVersion(definition, callsFolder).suite);
