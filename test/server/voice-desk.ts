/** A whole front desk behind emulated providers, and callers who only speak. */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../server/config.ts';
import { startFrontdesk, type World } from '../../server/frontdesk.ts';
import { openLine } from '../../server/handset/line-client.ts';
import type { MediaLeg } from '../../server/handset/media-leg.ts';
import { dial } from '../../server/handset/terminal-handset.ts';
import { decodeMulaw, encodeMulaw } from '../../services/media/mulaw.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { createEspeakVoice } from '../../services/voice/espeak-voice.ts';
import { startDeepgramEmulator } from '../emulators/deepgram/deepgram-emulator.ts';
import { startGoogleTtsEmulator } from '../emulators/google-tts/google-tts-emulator.ts';
import type { ChatAnswer } from '../emulators/openai/chat-answers.ts';
import type { ChatRequest } from '../emulators/openai/chat-request.ts';
import { startOpenaiEmulator } from '../emulators/openai/openai-emulator.ts';
import { collect, never } from '../services/voice/collect.ts';
import { manualClockStartMs } from '../support/manual-clock.ts';
import { vowel } from '../support/phone-sounds.ts';
import { createUnhurriedClock } from '../support/unhurried-clock.ts';
import { echoed, quietRoom, type RoomOf } from './voice-rooms.ts';

const key = 'the-key';
const hex = () => randomBytes(16).toString('hex');
const clinic = '+16145550142';
/** A voice in a hurry: a call is as long as what the agent says in it. */
const letterMs = 12;
/** Long enough to be taken for somebody who speaks. */
const holdMs = 4_000;
/** Into what the agent is saying. */
const interruptAfterMs = 400;
/** The agent has ended, and not only drawn breath. */
const quietMs = 500;
/** Longer than a recogniser may be away. */
const understoodMsMax = 30_000;

export type VoiceDesk = Awaited<ReturnType<typeof openVoiceDesk>>;

/** Voice-like, and of each text its own. */
function agentVoice(text: string): Uint8Array {
  let seed = [...text].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  const samples = decodeMulaw(vowel(text.length * letterMs)).map((sample) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return sample + (seed / 2 ** 31) * 1_500;
  });
  return encodeMulaw(samples);
}

export async function openVoiceDesk(
  databaseUrl: string,
  answer: (request: ChatRequest) => ChatAnswer,
  {
    world = (real) => real,
    asksModel = 'when-unsure',
    business = 'bright-smile',
  }: {
    world?: (real: World) => World;
    asksModel?: 'when-unsure' | 'always';
    business?: string;
  } = {},
) {
  const clock = createUnhurriedClock(manualClockStartMs);
  const deepgram = await startDeepgramEmulator({ clock, apiKey: key });
  const speech = (text: string) => {
    const audio = agentVoice(text);
    // A recogniser understands our own words as well, where they come back.
    deepgram.book.add({ text: text.replace(/[^\w' ]/g, ''), audio: echoed(audio) });
    return audio;
  };
  const google = await startGoogleTtsEmulator({ clock, speech });
  const openai = await startOpenaiEmulator({ apiKey: key, answer });
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-voice-'));
  const policies = join(folder, 'policies');
  // One business: the sentences of others would only be made beside its calls.
  for (const one of ['defaults', business]) {
    const shipped = fileURLToPath(new URL(`../../policies/${one}`, import.meta.url));
    cpSync(shipped, join(policies, one), { recursive: true });
  }
  const understanding = join(policies, 'defaults', 'understanding.yaml');
  const shippedText = readFileSync(understanding, 'utf8');
  writeFileSync(understanding, shippedText.replace('when-unsure\n', `${asksModel}\n`));
  const frontdesk = await startFrontdesk(
    readConfig({
      ...{
        DATA_DIR: folder,
        POLICIES_DIR: policies,
        DATABASE_URL: databaseUrl,
        PORT: '0',
        LOG_LEVEL: 'silent',
      },
      ...{ DEEPGRAM_API_KEY: key, DEEPGRAM_URL: deepgram.url },
      DEEPGRAM_VOICE: 'aura-2-thalia-en',
      ...{ OPENAI_API_KEY: key, OPENAI_BASE_URL: openai.url },
      GOOGLE_TTS_ENDPOINT: google.endpoint,
    }),
    { secret: hex, say: () => undefined, clock, world },
  );
  const callerVoice = createEspeakVoice({ clock, voice: 'en-us+m3' });
  let making: Promise<unknown> = Promise.resolve();
  // One after the other: the voice has a short queue, and is as busy as the machine.
  const spokenBy = (voice: string, text: string) => {
    const made = making.then(() => collect(callerVoice.as(voice).speak(text, never)));
    making = made.catch(() => undefined);
    return made;
  };
  return {
    deepgram,
    google,
    openai,
    frontdesk,
    spokenBy,
    clock,
    async close() {
      await frontdesk.close(0);
      await Promise.all([callerVoice.close(), deepgram.close(), google.close(), openai.close()]);
      clock.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface TalkOptions {
  from: string;
  voice: string;
  /** One that begins with `!` is said over the agent; `~` is the music of a call on hold. */
  lines: string[];
  roomOf?: RoomOf;
}

/** Says each line when the agent has gone quiet and the line before was understood. */
export async function talk(
  desk: VoiceDesk,
  { from, voice, lines, roomOf = quietRoom }: TalkOptions,
): Promise<string> {
  const { frontdesk, deepgram, clock } = desk;
  const room = roomOf(clock);
  const sayings = await Promise.all(
    lines.map(async (line) => {
      const text = line.replace('!', '');
      if (text === '~') return { text: '', over: false, audio: vowel(holdMs) };
      const spoken = await desk.spokenBy(voice, text);
      return { text, over: line.startsWith('!'), audio: room.around(spoken) };
    }),
  );
  for (const saying of sayings) if (saying.text !== '') deepgram.book.add(saying);
  const callSid = `CA${hex()}`;
  const understood: string[] = [];
  const take = (entry: JournalEntry) => {
    if (entry.kind === 'understood') understood.push(entry.text);
  };
  let leg: MediaLeg | undefined;
  let beganAtMs: number | undefined;
  let over = false;
  const handset = dial({
    ...{ url: frontdesk.url, authToken: frontdesk.authToken, from, to: clinic },
    ids: { accountSid: `AC${hex()}`, callSid, streamSid: () => `MZ${hex()}` },
    ...{ clock, desk: 'no-answer' },
    connected(opened) {
      leg = opened;
      room.enter(opened);
    },
    agentAudio(mulaw, endsAtMs) {
      beganAtMs ??= endsAtMs - mulaw.length / 8;
      room.agentAudio(mulaw, endsAtMs);
    },
    agentCleared: room.agentCleared,
  });
  const ended = handset.over.finally(() => {
    over = true;
  });
  const when = (holds: () => boolean, msMax = understoodMsMax) =>
    new Promise<void>((resolve) => {
      const untilMs = clock.now() + msMax;
      const look = () =>
        over || holds() || clock.now() > untilMs ? resolve() : void clock.after(30, look);
      look();
    });
  const isQuiet = () =>
    beganAtMs !== undefined && leg !== undefined && clock.now() - leg.agentEndsAtMs > quietMs;
  const isSpeaking = () => beganAtMs !== undefined && clock.now() - beganAtMs > interruptAfterMs;
  await when(() => beganAtMs !== undefined);
  const { url, ticketSecret } = frontdesk;
  const journal = openLine({
    ...{ url, ticketSecret, callId: callSid, clock, nonce: hex, entry: take },
    lost: () => undefined,
  });
  for (const { text, over, audio } of sayings) {
    await when(over ? isSpeaking : isQuiet);
    beganAtMs = undefined;
    leg?.speak(audio);
    if (text !== '') await when(() => understood.includes(text));
    else await when(() => leg?.unspokenMs === 0);
  }
  await when(isQuiet);
  room.leave();
  handset.hangUp();
  journal.close();
  await ended;
  return callSid;
}
