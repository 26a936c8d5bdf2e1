/** The browser's own speech recogniser, where it has one: interim and final words of the caller. */
import type { HeardWords } from '../../../services/speech/speech.ts';

interface RecognitionResult {
  readonly isFinal: boolean;
  readonly length: number;
  readonly [index: number]: { transcript: string; confidence: number };
}

interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  maxAlternatives: number;
  onresult: (event: { resultIndex: number; results: ArrayLike<RecognitionResult> }) => void;
  onerror: (event: { error: string }) => void;
  onend: () => void;
  start(track?: MediaStreamTrack): void;
  abort(): void;
}

export interface Recogniser {
  stop(): void;
}

export type RecogniserProblem = 'denied' | 'unreachable';

/** Readings of one sentence, the best one included. */
const readingsMax = 5;
/** A recogniser that ends by itself is started again, but not in a tight circle. */
const restartMs = 250;

function recognitionMaker(): (new () => Recognition) | undefined {
  const page = globalThis as {
    SpeechRecognition?: new () => Recognition;
    webkitSpeechRecognition?: new () => Recognition;
  };
  return page.SpeechRecognition ?? page.webkitSpeechRecognition;
}

export function hasRecogniser(): boolean {
  return recognitionMaker() !== undefined;
}

/** Listens until stopped. `track` is the microphone with its echo cancelled, where that is taken. */
export function openRecogniser(
  track: MediaStreamTrack | undefined,
  listener: { words(words: HeardWords): void; problem(problem: RecogniserProblem): void },
): Recogniser | undefined {
  const Maker = recognitionMaker();
  if (Maker === undefined) return undefined;
  const recognition = new Maker();
  let stopped = false;
  let restart: ReturnType<typeof setTimeout> | undefined;
  recognition.lang = 'en-US';
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.maxAlternatives = readingsMax;
  recognition.onresult = ({ resultIndex, results }) => {
    for (const words of wordsOf(Array.from(results).slice(resultIndex))) listener.words(words);
  };
  recognition.onerror = ({ error }) => {
    const denied = error === 'not-allowed' || error === 'service-not-allowed';
    const unreachable = error === 'network' || error === 'audio-capture';
    if (!denied && !unreachable) return;
    stopped = true;
    listener.problem(denied ? 'denied' : 'unreachable');
  };
  const start = (): void => {
    if (stopped) return;
    if (track === undefined) recognition.start();
    else recognition.start(track);
  };
  recognition.onend = () => {
    if (!stopped) restart = setTimeout(start, restartMs);
  };
  start();
  return {
    stop() {
      stopped = true;
      clearTimeout(restart);
      recognition.abort();
    },
  };
}

/** Final results one by one; the interim ones are one sentence still growing. */
function wordsOf(results: RecognitionResult[]): HeardWords[] {
  const finals = results.filter((result) => result.isFinal).map(finalWords);
  const interim = results
    .filter((result) => !result.isFinal)
    .map((result) => result[0]?.transcript ?? '')
    .join('')
    .trim();
  const growing = interim === '' ? [] : [{ text: interim, final: false, turnOver: false }];
  return [...finals.filter((words) => words.text !== ''), ...growing];
}

function finalWords(result: RecognitionResult): HeardWords {
  const readings = Array.from(result, (reading) => reading.transcript.trim());
  const [text = '', ...others] = readings;
  const nbest = [...new Set(others)].filter((reading) => reading !== '' && reading !== text);
  return { text, final: true, turnOver: true, ...(nbest.length > 0 && { nbest }) };
}
