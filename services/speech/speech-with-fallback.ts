/** Recognisers in the order of preference: when one fails in a call, the next one hears the rest. */
import { type Expectation, expectNothing } from '../../machines/vocabulary.ts';
import { ServiceError } from '../errors.ts';
import type { Health } from '../health/health.ts';
import { createAudioRing } from './audio-ring.ts';
import type {
  HeardWords,
  KeyTerms,
  LabelTaskOf,
  Listening,
  SpeechListener,
  SpeechMaker,
} from './speech.ts';

/** What the next recogniser hears at once: a long turn, and no more than it can catch up with. */
const heldMsMax = 20_000;

/**
 * The next maker is given the audio since the last final words, so that the open turn is heard from
 * its beginning and a closed one not again. A maker that failed too often is left out for a while.
 */
export function createSpeechWithFallback(options: {
  makers: readonly [SpeechMaker, ...SpeechMaker[]];
  health: Health;
}): SpeechMaker {
  const { makers, health } = options;
  return {
    name: makers.map(({ name }) => name).join(', '),
    listen: (callId, listener, keyTerms, taskOf) =>
      listenWithFallback({ makers, health, callId, listener, keyTerms, taskOf }),
  };
}

interface CallOptions {
  makers: readonly [SpeechMaker, ...SpeechMaker[]];
  health: Health;
  callId: string;
  listener: SpeechListener;
  keyTerms: KeyTerms | undefined;
  taskOf: LabelTaskOf | undefined;
}

function listenWithFallback({
  makers,
  health,
  callId,
  listener,
  keyTerms,
  taskOf,
}: CallOptions): Listening {
  const ring = createAudioRing(heldMsMax);
  let left = [...makers];
  let current: { name: string; listening: Listening } | undefined;
  let expectation: Expectation = expectNothing;
  let openText = '';
  /** Words of the open turn that were taken before it was final. */
  let taken = 0;
  let over = false;
  let behind = false;

  /** Words that one maker owes, the next one owes as well, until it has told of that audio. */
  function tellBehind(next: boolean): void {
    if (next === behind) return;
    behind = next;
    listener.behind?.(next);
  }

  /** With everybody resting, the first one is asked all the same: it is better than nobody. */
  function next(): SpeechMaker | undefined {
    const maker = left.find(({ name }) => health.mayTry(name)) ?? left[0];
    left = left.filter((other) => other !== maker);
    return maker;
  }

  function start(maker: SpeechMaker): void {
    const { name } = maker;
    const isCurrent = () => !over && current?.name === name;
    let skip = taken;
    const hears: SpeechListener = {
      words(words) {
        if (!isCurrent()) return;
        const rest = skip === 0 ? words : without(words, skip);
        if (words.final) settled(name);
        if (words.final) skip = 0;
        if (rest === undefined) return;
        if (!rest.final) openText = rest.text;
        listener.words(rest);
      },
      failed(error) {
        if (isCurrent()) failed(name, error);
      },
      behind(next) {
        if (isCurrent()) tellBehind(next);
      },
    };
    const listening = maker.listen(callId, hears, keyTerms, taskOf);
    current = { name, listening };
    listening.expect(expectation);
    for (const frame of ring.from(0).frames) listening.push(frame);
  }

  /** What was said so far is closed: nobody needs to hear it again. */
  function settled(name: string): void {
    health.worked(name);
    ring.release(ring.endMs);
    openText = '';
    taken = 0;
  }

  function failed(name: string, error: Error): void {
    health.failed(name, error.message);
    current?.listening.close();
    const maker = next();
    if (maker === undefined) {
      over = true;
      tellBehind(false);
      listener.failed(error);
      return;
    }
    listener.switched?.(name, maker.name, error.message);
    start(maker);
  }

  const first = next();
  if (first === undefined) throw new ServiceError('speech-failed', 'no recogniser is left');
  start(first);
  return {
    push(frame) {
      ring.push(frame);
      current?.listening.push(frame);
    },
    expect(expected) {
      expectation = expected;
      current?.listening.expect(expected);
    },
    turnTaken() {
      taken += openText === '' ? 0 : openText.split(/\s+/).length;
      openText = '';
      current?.listening.turnTaken?.();
    },
    labelsOf: (text) => current?.listening.labelsOf?.(text),
    close() {
      over = true;
      current?.listening.close();
    },
  };
}

/** The words after the first `skip`, or nothing. */
function without(words: HeardWords, skip: number): HeardWords | undefined {
  const cut = (text: string) => text.split(/\s+/).slice(skip).join(' ');
  const text = cut(words.text);
  if (text === '') return undefined;
  const { nbest, levels } = words;
  return {
    ...words,
    text,
    ...(nbest === undefined ? {} : { nbest: nbest.map(cut) }),
    ...(levels === undefined ? {} : { levels: levels.slice(skip) }),
  };
}
