/** The real HTTP surface on a database, and calls made into the same one. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { createLines, type Lines } from '../../../server/lines.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { createSwitchboard } from '../../../server/switchboard.ts';
import { createPostgresCalendar } from '../../../services/calendar/postgres-calendar.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { createHealth } from '../../../services/health/health.ts';
import { loadVoiceDetectors } from '../../../services/media/voice-detectors.ts';
import { createPostgresMessages } from '../../../services/messages/postgres-messages.ts';
import { createRelayedSpeech } from '../../../services/speech/relayed-speech.ts';
import type { Store } from '../../../services/store/pool.ts';
import { createPostgresJournal } from '../../../services/store/postgres-journal.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { practicePage } from '../../support/practice-page.ts';

const policies = new URL('../../../policies', import.meta.url).pathname;

export interface Desk {
  app: FastifyInstance;
  lines: Lines;
  close(): Promise<void>;
}

/** It is Friday, 2026-11-20, 15:00 in New York, and stays so. */
export async function openDesk(store: Store, consolePassword?: string): Promise<Desk> {
  const clock = createManualClock();
  const lines = createLines(loadDefinitions(policies).definitions);
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
  const app = await buildApp({
    health: createHealth({ clock }),
    config: {
      port: 0,
      host: '127.0.0.1',
      dataFolder: '',
      policiesFolder: policies,
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
    metrics: createMetrics(),
    chartOf: async () => undefined,
  });
  await app.ready();
  return {
    app,
    lines,
    async close() {
      await app.close();
      await journal.close();
    },
  };
}
