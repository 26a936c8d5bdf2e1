/** A whole call by voice alone: the telephone, a recogniser, a model, a voice and the database, by wire. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { startFrontdesk } from '../../server/frontdesk.ts';
import { audioOf } from '../../server/handset/caller-voice.ts';
import type { MediaLeg } from '../../server/handset/media-leg.ts';
import { dial } from '../../server/handset/terminal-handset.ts';
import { systemClock } from '../../services/clock.ts';
import { createEspeakVoice } from '../../services/voice/espeak-voice.ts';
import { startDeepgramEmulator } from '../emulators/deepgram/deepgram-emulator.ts';
import { startGoogleTtsEmulator } from '../emulators/google-tts/google-tts-emulator.ts';
import { startOpenaiEmulator } from '../emulators/openai/openai-emulator.ts';
import { labels, saidIn } from '../services/understanding/openai-desk.ts';
import { useDatabase } from '../support/database.ts';

const clock = systemClock;
const key = 'the-key';
const murky = 'my gnashers want a shine';
const lines = [
  murky,
  "I'm Ann Lee and I'd like a cleaning next week",
  'the first one',
  'yes please',
];
const database = useDatabase();
const closing: (() => Promise<unknown> | undefined)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const hex = () => randomBytes(16).toString('hex');

async function openDesk() {
  const deepgram = await startDeepgramEmulator({ clock, apiKey: key });
  const google = await startGoogleTtsEmulator({ clock });
  const openai = await startOpenaiEmulator({
    apiKey: key,
    answer(asked) {
      return saidIn(asked) === murky ? labels(['start:book', 'want a shine']) : labels();
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-voice-'));
  const frontdesk = await startFrontdesk(
    readConfig({
      ...{ DATA_DIR: folder, DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'silent' },
      ...{ DEEPGRAM_API_KEY: key, DEEPGRAM_URL: deepgram.url },
      ...{ OPENAI_API_KEY: key, OPENAI_BASE_URL: openai.url },
      GOOGLE_TTS_ENDPOINT: google.endpoint,
    }),
    { secret: hex, say: () => undefined },
  );
  closing.push(
    async () => rmSync(folder, { recursive: true, force: true }),
    () => Promise.all([deepgram.close(), google.close(), openai.close()]),
    () => frontdesk.close(0),
  );
  return { deepgram, google, openai, frontdesk };
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Says each line when the agent has gone quiet. */
async function talk(desk: Desk, from: string): Promise<string> {
  const { frontdesk, deepgram } = desk;
  const voice = createEspeakVoice({ clock, voice: 'en-us+m3' });
  closing.push(() => voice.close());
  const callSid = `CA${hex()}`;
  let leg: MediaLeg | undefined;
  let began = false;
  let over = false;
  const handset = dial({
    ...{ url: frontdesk.url, authToken: frontdesk.authToken, from, to: '+16145550142' },
    ids: { accountSid: `AC${hex()}`, callSid, streamSid: () => `MZ${hex()}` },
    ...{ clock, desk: 'no-answer' },
    connected(opened) {
      leg = opened;
    },
    agentAudio() {
      began = true;
    },
  });
  const ended = handset.over.finally(() => {
    over = true;
  });
  const isQuiet = () => began && leg !== undefined && clock.now() - leg.agentEndsAtMs > 600;
  const when = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => (over || holds() ? resolve() : void clock.after(40, look));
      look();
    });
  for (const text of lines) {
    const audio = await audioOf(text, voice);
    deepgram.book.add({ text, audio });
    await when(isQuiet);
    leg?.speak(audio);
    await when(() => leg?.unspokenMs === 0);
    began = false;
  }
  await when(isQuiet);
  handset.hangUp();
  await ended;
  return callSid;
}

async function journalOf(callId: string) {
  const { rows } = await database.query(
    `select kind, fact->>'text' as text, fact->>'stage' as stage,
       fact->>'maker' as maker from journal where call_id = $1 order by seq`,
    [callId],
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  return {
    booked: of('said').filter(({ text }) => String(text).startsWith("You're booked")).length,
    heard: of('understood').map(({ text }) => text),
    makers: of('understood').map(({ maker }) => maker),
    switched: of('maker-switched').map(({ stage }) => stage),
    over: of('call-ended').length,
  };
}

async function bookings(callId: string): Promise<number> {
  const text = 'select id from appointments where call_id = $1';
  return (await database.query(text, [callId])).rows.length;
}

describe('A caller who only speaks', () => {
  it('is heard, understood with a model’s help, and booked', async () => {
    const desk = await openDesk();
    const callId = await talk(desk, '+16145550191');
    await expect.poll(() => bookings(callId)).toBe(1);
    await expect.poll(async () => (await journalOf(callId)).over).toBe(1);
    const { booked, heard, makers, switched } = await journalOf(callId);
    expect({ booked, heard, switched }).toEqual({ booked: 1, heard: lines, switched: [] });
    expect(makers).toContain('openai');
    expect(desk.google.asked.length).toBeGreaterThan(0);
  }, 90_000);
});
