/** The real HTTP surface on a database, and calls made into the same one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { createDraftDesk } from '../../../server/drafting/draft-desk.ts';
import { createDraftThread } from '../../../server/drafting/draft-thread.ts';
import { createLines, type Lines } from '../../../server/lines.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { openRunDesk } from '../../../server/running/open-run-desk.ts';
import { createSwitchboard } from '../../../server/switchboard.ts';
import { definitionsInForce } from '../../../server/versions-in-force.ts';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import { systemClock } from '../../../services/clock.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { createDrafts } from '../../../services/definitions/drafts.ts';
import { readPolicyFiles } from '../../../services/definitions/policy-folder.ts';
import { createVersions } from '../../../services/definitions/versions.ts';
import { createHealth } from '../../../services/health/health.ts';
import { loadVoiceDetectors } from '../../../services/media/voice-detectors.ts';
import { createPostgresMessages } from '../../../services/messages/postgres-messages.ts';
import { createRelayedSpeech } from '../../../services/speech/relayed-speech.ts';
import type { Store } from '../../../services/store/pool.ts';
import { createPostgresJournal } from '../../../services/store/postgres-journal.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { practiceConsole, practicePage } from '../../support/practice-page.ts';

const policies = new URL('../../../policies', import.meta.url).pathname;

export interface Desk {
  app: FastifyInstance;
  lines: Lines;
  dataFolder: string;
  close(): Promise<void>;
}

/** It is Friday, 2026-11-20, 15:00 in New York, and stays so. */
export async function openDesk(
  store: Store,
  consolePassword?: string,
  databaseUrl = '',
): Promise<Desk> {
  const clock = createManualClock();
  const versions = createVersions({ store, clock });
  const { definitions } = loadDefinitions(policies);
  const inForce = await definitionsInForce({
    versions,
    folder: policies,
    files: readPolicyFiles(policies),
    definitions,
    businesses: definitions.map(({ business }) => business.id),
    say: () => undefined,
  });
  const lines = createLines(inForce);
  const business = (id: string) => lines.byBusiness(id)?.definition.business;
  const calendar = createPostgresCalendar({ store, business, clock });
  const messages = createPostgresMessages({ store, clock });
  const journal = createPostgresJournal({ store, clock });
  const relayed = createRelayedSpeech();
  const reader = createLocalReader();
  const switchboard = createSwitchboard({
    lines,
    journal,
    calendar,
    messages,
    speechOf: () => relayed.maker,
    readerOf: () => reader,
    voiceOf: () => async function* () {},
    detectors: await loadVoiceDetectors(),
    clock,
    cutOff: async () => undefined,
  });
  const callsFolder = mkdtempSync(join(tmpdir(), 'frontdesk-calls-'));
  const desk = createDraftDesk({
    drafts: createDrafts({ store, clock }),
    versions,
    lines,
    thread: createDraftThread(clock),
    databaseUrl,
    callsFolder,
    clock,
  });
  const dataFolder = mkdtempSync(join(tmpdir(), 'frontdesk-desk-'));
  const runs = openRunDesk({
    ...{ lines, versions, clock: systemClock },
    config: { dataFolder, policiesFolder: policies },
    failed: (message, words) => process.stderr.write(`${message}: ${words}\n`),
  });
  const app = await buildApp({
    health: createHealth({ clock }),
    config: {
      port: 0,
      host: '127.0.0.1',
      dataFolder,
      policiesFolder: policies,
      callsMax: 500,
      logLevel: 'silent',
      ...(consolePassword === undefined ? {} : { consolePassword }),
    },
    authToken: 'token',
    ticketSecret: 'secret',
    clock,
    lines,
    switchboard,
    relayed,
    calendar,
    messages,
    journal,
    store,
    pageFolder: await practicePage(),
    consoleFolder: await practiceConsole(),
    desk,
    runs,
    metrics: createMetrics(),
    chartOf: async () => undefined,
  });
  await app.ready();
  return {
    app,
    lines,
    dataFolder,
    async close() {
      await app.close();
      await desk.close();
      await runs.close();
      await journal.close();
      rmSync(callsFolder, { recursive: true });
      rmSync(dataFolder, { recursive: true });
    },
  };
}
