/** The environment, read once and checked: a bad value stops the start with its name and the fix. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ServiceError } from '../services/errors.ts';
import type { GeminiServer } from '../services/speech/gemini-live.ts';
import { folderNotEntered, unprivilegedUser } from '../services/store/unprivileged-user.ts';
import type { OpenaiServer } from '../services/understanding/openai-reader.ts';
import type { AuraServer } from '../services/voice/aura-voice.ts';
import type { GoogleServer } from '../services/voice/google-voice.ts';
import type { DeepgramServer } from './ears.ts';

export interface Config {
  port: number;
  host: string;
  publicUrl?: string;
  dataFolder: string;
  databaseUrl?: string;
  policiesFolder: string;
  /** Without it the call page is open to this machine alone. */
  consolePassword?: string;
  /** The one Twilio signs with; without it this server makes its own for the handsets here. */
  twilioAuthToken?: string;
  /** The model that helps to understand callers; absent means the local reader alone. */
  openai?: OpenaiServer;
  /** Models that hear and label callers themselves; absent means none does. */
  realtime?: OpenaiServer;
  gemini?: GeminiServer;
  /** Absent means that callers are heard by their own device. */
  deepgram?: DeepgramServer;
  /** Without any of them the embedded voice speaks; with both, Google's is asked first. */
  google?: GoogleServer;
  aura?: AuraServer;
  /** Calls at once; the next one hears the busy tone. */
  callsMax: number;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

const project = fileURLToPath(new URL('..', import.meta.url));
const url = (protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `write it as ${protocols.map((protocol) => `${protocol}//…`).join(' or ')}`,
    );

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url(['https:', 'http:']).optional(),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  POLICIES_DIR: z.string().min(1).default('policies'),
  CONSOLE_PASSWORD: z.string().min(8, 'use at least 8 characters').optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url(['https:', 'http:']).optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-4.1-mini'),
  OPENAI_REALTIME_MODEL: z.string().min(1).optional(),
  GEMINI_API_KEY: z.string().min(1).optional(),
  GEMINI_URL: url(['https:', 'http:']).optional(),
  GEMINI_MODEL: z.string().min(1).default('gemini-2.5-flash-native-audio-latest'),
  DEEPGRAM_API_KEY: z.string().min(1).optional(),
  DEEPGRAM_URL: url(['wss:', 'ws:']).optional(),
  DEEPGRAM_MODEL: z
    .string()
    .regex(/^(flux|nova)-/, 'name a flux or a nova model')
    .default('flux-general-en'),
  DEEPGRAM_VOICE: z
    .string()
    .regex(/^aura-/, 'name an aura voice')
    .optional(),
  GOOGLE_APPLICATION_CREDENTIALS: z.string().min(1).optional(),
  GOOGLE_TTS_ENDPOINT: z
    .string()
    .regex(/^[^:/]+:\d+$/, 'write it as host:port')
    .optional(),
  GOOGLE_TTS_VOICE: z
    .string()
    .regex(/^[a-z]{2,3}-[A-Z]{2}-Chirp3-HD-\w+$/, 'name a Chirp 3 HD voice; others cannot stream')
    .optional(),
  CALLS_MAX: z.coerce.number().int().min(1).default(500),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

/** A key is enough, and so is an address: a server on a private network may want no key. */
function openaiOf(read: z.infer<typeof environment>): Pick<Config, 'openai' | 'realtime'> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = read;
  if (apiKey === undefined && baseUrl === undefined) return {};
  const server = { ...(apiKey ? { apiKey } : {}), ...(baseUrl ? { baseUrl } : {}) };
  const listening = read.OPENAI_REALTIME_MODEL;
  return {
    openai: { model, ...server },
    ...(listening ? { realtime: { model: listening, ...server } } : {}),
  };
}

function geminiOf(read: z.infer<typeof environment>): Pick<Config, 'gemini'> {
  const { GEMINI_API_KEY: apiKey, GEMINI_URL: url, GEMINI_MODEL: model } = read;
  if (apiKey === undefined && url === undefined) return {};
  return { gemini: { model, ...(apiKey ? { apiKey } : {}), ...(url ? { url } : {}) } };
}

function deepgramOf(read: z.infer<typeof environment>): Pick<Config, 'deepgram' | 'aura'> {
  const { DEEPGRAM_API_KEY: apiKey, DEEPGRAM_URL: url, DEEPGRAM_MODEL: model } = read;
  const voice = read.DEEPGRAM_VOICE;
  if (apiKey === undefined && url === undefined) return {};
  const server = { ...(apiKey ? { apiKey } : {}), ...(url ? { url } : {}) };
  return { deepgram: { model, ...server }, ...(voice ? { aura: { voice, ...server } } : {}) };
}

function googleOf(read: z.infer<typeof environment>): Pick<Config, 'google'> {
  const { GOOGLE_TTS_ENDPOINT: endpoint, GOOGLE_TTS_VOICE: voice } = read;
  const credentialsFile = read.GOOGLE_APPLICATION_CREDENTIALS;
  if (endpoint === undefined && credentialsFile === undefined) return {};
  return {
    google: {
      ...(endpoint ? { endpoint } : {}),
      ...(credentialsFile ? { credentialsFile: folder(credentialsFile) } : {}),
      ...(voice ? { voice } : {}),
    },
  };
}

/** A folder named relative to the project stays with it, wherever the command was started. */
function folder(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(project, path);
}

/**
 * Beside the project. PostgreSQL does not run as root, though, so a project that only root can enter
 * keeps its data where services do.
 */
function dataFolderOtherwise(): string {
  const user = unprivilegedUser();
  const closed = user !== undefined && folderNotEntered(project, user) !== undefined;
  return closed ? '/var/lib/frontdesk' : '.data';
}

export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const parsed = environment.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      return `${name}=${env[name] ?? ''}: ${message}`;
    });
    throw new ServiceError('setting-invalid', faults.join('; '));
  }
  const read = parsed.data;
  return {
    port: read.PORT,
    host: read.HOST,
    dataFolder: folder(read.DATA_DIR ?? dataFolderOtherwise()),
    policiesFolder: folder(read.POLICIES_DIR),
    callsMax: read.CALLS_MAX,
    logLevel: read.LOG_LEVEL,
    ...(read.PUBLIC_URL ? { publicUrl: read.PUBLIC_URL.replace(/\/$/, '') } : {}),
    ...(read.DATABASE_URL ? { databaseUrl: read.DATABASE_URL } : {}),
    ...(read.CONSOLE_PASSWORD ? { consolePassword: read.CONSOLE_PASSWORD } : {}),
    ...openaiOf(read),
    ...geminiOf(read),
    ...deepgramOf(read),
    ...googleOf(read),
    ...(read.TWILIO_AUTH_TOKEN ? { twilioAuthToken: read.TWILIO_AUTH_TOKEN } : {}),
  };
}
