/** The voice process: eSpeak NG (GPL) as a program of its own, spoken to over stdin and stdout. */
import { constants, setPriority } from 'node:os';
import type { EspeakWorker } from '@echogarden/espeak-ng-emscripten';
import type { EspeakRequest } from './espeak-host.ts';
import { espeakText } from './espeak-text.ts';
import { createTelephoneSpeech, gainFor } from './telephone-speech.ts';
import { createVoiceFrameReader, encodeVoiceFrame, type FrameKind } from './voice-frames.ts';

// What it makes is mostly asked for ahead of its need: it yields to the frames of the calls.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** A little under eSpeak's 175: names and times are heard once, over a telephone. */
const wordsPerMinute = 168;
/** Spoken with when a voice is not one of eSpeak's. */
const voiceOtherwise = 'en-us+Annie';
/** Said to nobody, to learn how loud a voice is and to warm the engine up. */
const calibrationText = 'We have Tuesday at nine, or Wednesday at three thirty.';

function send(kind: FrameKind, request: number, payload: Uint8Array = new Uint8Array(0)): void {
  process.stdout.write(encodeVoiceFrame({ kind, request, payload }));
}

/** Switches voices when asked to, and knows each one's gain. */
function createVoices(worker: EspeakWorker): (voice: string) => number {
  const gains = new Map<string, number>();
  let current = '';
  return (voice) => {
    if (voice !== current) choose(worker, voice);
    current = voice;
    const known = gains.get(voice);
    if (known !== undefined) return known;
    const heard: number[] = [];
    worker.synthesize(calibrationText, (samples) => {
      for (const sample of samples) heard.push(sample);
      return false;
    });
    const gain = gainFor(Int16Array.from(heard));
    gains.set(voice, gain);
    return gain;
  };
}

/**
 * A business may name a voice of another maker: a caller then hears the voice otherwise used, never
 * nothing. eSpeak takes any name that has a variant, so the language alone is tried first.
 */
function choose(worker: EspeakWorker, voice: string): void {
  const [language = ''] = voice.split('+');
  const known = worker.set_voice(language) === 0;
  worker.set_voice(known ? voice : voiceOtherwise);
  worker.set_rate(wordsPerMinute);
}

/** Silence behind a text: a breath after a statement; next to none where the caller's turn begins. */
function tailMsAfter(text: string): number {
  if (/[.!;:]["')]*$/.test(text)) return 140;
  return text.endsWith('?') ? 40 : 60;
}

/** The engine is no dependency of the line itself, so an installation may be without it. */
async function findEngine() {
  try {
    return (await import('@echogarden/espeak-ng-emscripten')).default;
  } catch {
    process.stderr.write('the package @echogarden/espeak-ng-emscripten is not installed');
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const toStderr = (line: string) => process.stderr.write(`${line}\n`);
  const loadEspeak = await findEngine();
  const espeak = await loadEspeak({ print: toStderr, printErr: toStderr });
  const worker = await new espeak.eSpeakNGWorker();
  const gainOf = createVoices(worker);
  const [, , firstVoice] = process.argv;
  if (firstVoice !== undefined) gainOf(firstVoice);

  function speak(request: number, { voice, text }: EspeakRequest): void {
    const gain = gainOf(voice);
    const fromHz = worker.get_samplerate();
    const speech = createTelephoneSpeech({ fromHz, gain, tailMs: tailMsAfter(text.trim()) });
    worker.synthesize(espeakText(text), (samples) => {
      const audio = speech.push(samples);
      if (audio.length > 0) send('audio', request, audio);
      return false;
    });
    send('audio', request, speech.end());
    send('end', request);
  }

  const read = createVoiceFrameReader();
  process.stdin.on('data', (bytes: Buffer) => {
    for (const { request, payload } of read(bytes)) {
      try {
        speak(request, JSON.parse(new TextDecoder().decode(payload)) as EspeakRequest);
      } catch (error) {
        send('failed', request, new TextEncoder().encode(String(error)));
      }
    }
  });
  // Our parent is gone when its end of the pipe is: nobody is left to speak for.
  process.stdin.on('end', () => process.exit(0));
  process.stdout.on('error', () => process.exit(0));
  send('ready', 0);
}

await main();
