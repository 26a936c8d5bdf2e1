/** The desk for runs with all that it works with: what answers, its processes, and what it remembers. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../services/clock.ts';
import type { Versions } from '../../services/definitions/versions.ts';
import type { Config } from '../config.ts';
import type { Lines } from '../lines.ts';
import { createAnswering } from './answering.ts';
import { createStartChild } from './run-child.ts';
import { createRunDesk, type RunDesk, type RunDeskDeps } from './run-desk.ts';
import { runRecord } from './run-record.ts';

export interface OpenRunDesk extends Pick<RunDeskDeps, 'failed'> {
  lines: Lines;
  versions: Pick<Versions, 'filesOf'>;
  clock: Clock;
  config: Pick<Config, 'dataFolder' | 'policiesFolder'>;
}

export function openRunDesk({ lines, versions, clock, config, failed }: OpenRunDesk): RunDesk {
  const { dataFolder, policiesFolder } = config;
  return createRunDesk({
    ...{ lines, dataFolder, clock, failed },
    answering: createAnswering({ lines, versions, policiesFolder, clock }),
    startChild: createStartChild(clock),
    record: runRecord(dataFolder),
    id: randomUUID,
  });
}
