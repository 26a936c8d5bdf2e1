/** The emulated providers of a latency run, in a process of their own, all as late as they are told. */
import { readFileSync } from 'node:fs';
import { systemClock } from '../../../services/clock.ts';
import { startDeepgramEmulator } from '../../emulators/deepgram/deepgram-emulator.ts';
import { startGoogleTtsEmulator } from '../../emulators/google-tts/google-tts-emulator.ts';
import { startOpenaiEmulator } from '../../emulators/openai/openai-emulator.ts';
import { emulatedDelays, emulatedKey } from './emulated-delays.ts';
import type { BookEntry } from './phrase-voice.ts';

/** What the plain pipeline's model says: its first sentence is whole when its time is over. */
const plainAnswer = 'Sure, I can help you with that.';
const noLabels = { meant: [] };
const pieces = 4;

function paced(text: string) {
  const pieceCharacters = Math.ceil(text.length / pieces);
  const waits = Math.ceil(text.length / pieceCharacters) - 1;
  const { modelFirstMs, modelRestMs } = emulatedDelays;
  return { firstMs: modelFirstMs, pieceMs: modelRestMs / waits, pieceCharacters };
}

async function main(): Promise<void> {
  const book = JSON.parse(readFileSync(process.env.PHRASE_BOOK ?? '', 'utf8')) as BookEntry[];
  const clock = systemClock;
  const deepgram = await startDeepgramEmulator({ clock, apiKey: emulatedKey });
  deepgram.behave({ delayMs: emulatedDelays.recogniserMs });
  for (const { text, audio } of book) {
    deepgram.book.add({ text, audio: new Uint8Array(Buffer.from(audio, 'base64')) });
  }
  const google = await startGoogleTtsEmulator({ clock });
  google.behave({ firstAudioMs: emulatedDelays.voiceFirstMs });
  const openai = await startOpenaiEmulator({
    apiKey: emulatedKey,
    answer: ({ schema }) =>
      schema === undefined
        ? { kind: 'text', text: plainAnswer, pace: paced(plainAnswer) }
        : { kind: 'json', value: noLabels, pace: paced(JSON.stringify(noLabels)) },
  });
  const addresses = { deepgram: deepgram.url, google: google.endpoint, openai: openai.url };
  process.stdout.write(`ready ${JSON.stringify(addresses)}\n`);
  process.on('message', () => {
    const labelled = openai.requests.filter(({ schema }) => schema !== undefined).length;
    process.send?.({ labelled, spoken: google.asked.length });
  });
}

await main();
