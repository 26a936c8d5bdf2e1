/** The whole system, started in the right order and closed in the reverse one. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { expectNothing } from '../machines/vocabulary.ts';
import type { Calendar } from '../services/calendar/calendar.ts';
import { createPostgresCalendar } from '../services/calendar/postgres-calendar.ts';
import { type Clock, systemClock } from '../services/clock.ts';
import { checkDefinitions } from '../services/definitions/definitions.ts';
import { createDrafts } from '../services/definitions/drafts.ts';
import { printFinding } from '../services/definitions/finding.ts';
import { businessFolders, readPolicyFiles } from '../services/definitions/policy-folder.ts';
import { createVersions } from '../services/definitions/versions.ts';
import { createPostgresDirectory } from '../services/directory/postgres-directory.ts';
import { ServiceError } from '../services/errors.ts';
import { createHealth } from '../services/health/health.ts';
import { loadVoiceDetectors } from '../services/media/voice-detectors.ts';
import type { Messages } from '../services/messages/messages.ts';
import { createPostgresMessages } from '../services/messages/postgres-messages.ts';
import { createRelayedSpeech } from '../services/speech/relayed-speech.ts';
import { findCutOff } from '../services/store/cut-off.ts';
import { startEmbeddedPostgres } from '../services/store/embedded-postgres.ts';
import { openStore } from '../services/store/pool.ts';
import { createPostgresJournal } from '../services/store/postgres-journal.ts';
import { createLocalReader } from '../services/understanding/local-reader.ts';
import type { UnderstandingMaker } from '../services/understanding/understanding.ts';
import type { Vocabulary } from '../services/understanding/vocabulary.ts';
import { buildApp } from './app.ts';
import { buildPage } from './call/build-page.ts';
import type { Config } from './config.ts';
import { buildConsole } from './console/build-console.ts';
import { createChartPictures } from './console/chart-pictures.ts';
import { createDraftDesk } from './drafting/draft-desk.ts';
import { createDraftThread } from './drafting/draft-thread.ts';
import { createEars } from './ears.ts';
import { followCustomers } from './known-customers.ts';
import { createLines, type Line } from './lines.ts';
import { createMetrics } from './metrics.ts';
import { callsFolderIn } from './publishing/version-calls.ts';
import { createReaders } from './readers.ts';
import { openRunDesk } from './running/open-run-desk.ts';
import { createStrayErrors } from './stray-errors.ts';
import { createSwitchboard } from './switchboard.ts';
import { definitionsInForce, followVersions } from './versions-in-force.ts';
import { createVoices, farVoices } from './voices.ts';

export interface World {
  calendar: Calendar;
  messages: Messages;
}

export interface StartOptions {
  /** A new secret; chance is handed in. */
  secret(): string;
  /** Prints a line for whoever started it. */
  say(line: string): void;
  clock?: Clock;
  /** False only for databases that are thrown away. */
  durable?: boolean;
  /** Stands between the calls and the calendar and messages: a rehearsal has the world fail there. */
  world?(real: World): World;
}

export interface Frontdesk {
  url: string;
  authToken: string;
  ticketSecret: string;
  calls(): number;
  /** An error that nobody waited for. True when there are so many that this process is broken. */
  strayed: ReturnType<typeof createStrayErrors>;
  close(drainMsMax: number): Promise<void>;
}

/** What was opened, closed in the reverse order, each one even when another fails. */
function createClosers() {
  const closers: (() => Promise<unknown>)[] = [];
  return {
    add: (close: () => Promise<unknown>) => closers.unshift(close),
    async closeAll(): Promise<void> {
      const failures: unknown[] = [];
      for (const close of closers.splice(0)) await close().catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}

interface Secrets {
  authToken: string;
  ticketSecret: string;
}

/** Made once for each data folder, so that handsets and tickets outlive a restart. */
function keepSecrets(folder: string, secret: () => string): Secrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = { authToken: secret(), ticketSecret: secret() };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

export async function startFrontdesk(config: Config, options: StartOptions): Promise<Frontdesk> {
  const closers = createClosers();
  try {
    return await start(config, options, closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined);
    throw error;
  }
}

async function start(
  config: Config,
  options: StartOptions,
  closers: ReturnType<typeof createClosers>,
): Promise<Frontdesk> {
  const clock = options.clock ?? systemClock;
  const files = readPolicyFiles(config.policiesFolder);
  const { definitions, findings } = checkDefinitions(config.policiesFolder, files);
  for (const finding of findings) options.say(printFinding(finding));

  const database = await openDatabase(config, options, clock, closers);
  const store = await openStore({ url: database });
  closers.add(() => store.close());
  const versions = createVersions({ store, clock });
  const inForce = await definitionsInForce({
    versions,
    folder: config.policiesFolder,
    files,
    definitions,
    businesses: businessFolders(config.policiesFolder, files),
    say: options.say,
  });
  if (inForce.length === 0) {
    throw new ServiceError(
      'definition-broken',
      `no business in ${config.policiesFolder} can be used`,
    );
  }
  const lines = createLines(inForce);
  const journal = createPostgresJournal({ store, clock });
  closers.add(() => journal.close());
  const secrets = keepSecrets(config.dataFolder, options.secret);
  const authToken = config.twilioAuthToken ?? secrets.authToken;

  const health = createHealth({ clock });
  const far = await farVoices(clock, config);
  const voices = createVoices({
    lines,
    clock,
    folder: join(config.dataFolder, 'prompts'),
    health,
    far,
  });
  closers.add(() => voices.close());
  const [pageFolder, consoleFolder, detectors] = await Promise.all([
    buildPage(config.dataFolder),
    buildConsole(config.dataFolder),
    loadVoiceDetectors(),
  ]);
  const pictures = createChartPictures({ lines, clock, folder: join(config.dataFolder, 'charts') });
  const desk = createDraftDesk({
    drafts: createDrafts({ store, clock }),
    versions,
    lines,
    thread: createDraftThread(clock),
    databaseUrl: database,
    callsFolder: callsFolderIn(config.dataFolder),
    clock,
  });
  closers.add(() => desk.close());
  const runs = openRunDesk({
    ...{ lines, versions, clock, config },
    failed: (message, words) => app.log.error({ words }, message),
  });
  closers.add(() => runs.close());
  const metrics = createMetrics();
  const relayed = createRelayedSpeech();
  const earsOf = await createEars({
    clock,
    health,
    device: relayed.maker,
    ...(config.deepgram ? { deepgram: config.deepgram } : {}),
    ...(config.realtime ? { realtime: config.realtime } : {}),
    ...(config.gemini ? { gemini: config.gemini } : {}),
  });
  const readerOf = createReaders({
    clock,
    health,
    labelled: config.realtime !== undefined || config.gemini !== undefined,
    ...(config.openai ? { openai: config.openai } : {}),
  });
  const business = (id: string) => lines.byBusiness(id)?.definition.business;
  const real = {
    calendar: createPostgresCalendar({ store, business, clock }),
    messages: createPostgresMessages({ store, clock }),
  };
  const { calendar, messages } = real;
  const switchboard = createSwitchboard({
    callsMax: config.callsMax,
    lines,
    journal,
    ...(options.world?.(real) ?? real),
    speechOf: ({ business: { makers } }) => earsOf(makers?.speech),
    readerOf,
    voiceOf: voices.of,
    detectors,
    clock,
    noted: metrics.note,
    cutOff: (businessId, from) => findCutOff(store, businessId, from, clock.now()),
  });
  const app = await buildApp({
    config,
    authToken,
    ticketSecret: secrets.ticketSecret,
    clock,
    lines,
    switchboard,
    relayed,
    calendar,
    messages,
    journal,
    store,
    pageFolder,
    consoleFolder,
    desk,
    runs,
    metrics,
    health,
    chartOf: pictures.of,
  });
  const url = await listen(app, config);
  closers.add(() => app.close());
  const warming = new AbortController();
  closers.add(async () => warming.abort());
  // Sentences that are not made yet are spoken all the same; this only makes them come at once.
  voices.warm(warming.signal).catch(() => undefined);
  pictures.prepare();
  const reader = createLocalReader();
  for (const line of lines.all()) await warmReader(line, reader);
  const customers = followCustomers({
    lines,
    directory: createPostgresDirectory({ store }),
    clock,
    prepare: (line, vocabulary) => prepareReading(reader, line, vocabulary),
    failed: (error) => app.log.error({ err: error }, 'the known customers could not be refreshed'),
  });
  closers.add(async () => customers.stop());
  await customers.ready;
  const following = followVersions({
    versions,
    lines,
    databaseUrl: database,
    clock,
    prepare: (line) => warmReader(line, reader),
    changed({ definition: { business: changed, version } }) {
      app.log.info({ business: changed.id, version }, 'new calls take another version');
      voices.warm(warming.signal).catch(() => undefined);
      pictures.prepare();
    },
    failed: (id, error) =>
      app.log.error({ err: error, business: id }, 'a published version could not be taken'),
  });
  closers.add(() => following.stop());
  await following.ready;

  const lineFile = join(config.dataFolder, 'line.json');
  const { ticketSecret } = secrets;
  // A database of one's own is known to its tools by DATABASE_URL, and stays unwritten.
  const embedded = config.databaseUrl === undefined ? { databaseUrl: database } : {};
  const written = { url, authToken, ticketSecret, ...embedded };
  writeFileSync(lineFile, JSON.stringify(written), { mode: 0o600 });
  chmodSync(lineFile, 0o600);
  closers.add(async () => rmSync(lineFile, { force: true }));
  return {
    url,
    authToken,
    ticketSecret,
    calls: () => switchboard.calls,
    strayed: createStrayErrors({
      clock,
      log: (fields, message) => app.log.error(fields, message),
      count: metrics.strayed,
    }),
    async close(drainMsMax) {
      // Calls that come to their end have the machine for themselves.
      await Promise.all([runs.close(), switchboard.drain(drainMsMax)]);
      await closers.closeAll();
    },
  };
}

async function warmReader(line: Line, understanding: UnderstandingMaker): Promise<void> {
  const { definition, vocabulary } = line;
  for (const locationId of [undefined, ...definition.business.locations.map(({ id }) => id)]) {
    await prepareReading(understanding, line, vocabulary(locationId));
  }
}

/** The first reading of a vocabulary builds its indexes: no caller should wait for that. */
async function prepareReading(
  understanding: UnderstandingMaker,
  { definition }: Line,
  vocabulary: Vocabulary,
): Promise<void> {
  await understanding.understand(
    {
      text: 'hello',
      expectation: expectNothing,
      now: '2026-01-01T12:00',
      timeZone: definition.business.timeZone,
      vocabulary,
    },
    new AbortController().signal,
  );
}

async function openDatabase(
  config: Config,
  options: StartOptions,
  clock: Clock,
  closers: ReturnType<typeof createClosers>,
): Promise<string> {
  if (config.databaseUrl !== undefined) {
    mkdirSync(config.dataFolder, { recursive: true });
    return config.databaseUrl;
  }
  const postgres = await startEmbeddedPostgres({
    folder: config.dataFolder,
    clock,
    ...(options.durable === undefined ? {} : { durable: options.durable }),
  });
  closers.add(() => postgres.stop());
  return postgres.url;
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    const address = await app.listen({ port: config.port, host: config.host });
    const { port } = new URL(address);
    return `http://${config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host}:${port}`;
  } catch (cause) {
    await app.close();
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new ServiceError('port-in-use', `port ${config.port} is in use`, { cause });
    }
    throw new ServiceError('setting-invalid', `HOST=${config.host}: ${message}`, { cause });
  }
}
