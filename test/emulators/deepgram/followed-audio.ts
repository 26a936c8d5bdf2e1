/** A stream of audio followed byte by byte: who speaks, which phrases came by, how long the silence is. */
import {
  anchorBytes,
  isLoud,
  type KnownPhrase,
  type PhraseBook,
  type PhraseWord,
  rollFingerprint,
} from './phrase-book.ts';

export interface FollowedWord {
  text: string;
  confidence: number;
  /** From the beginning of the stream. */
  startMs: number;
  endMs: number;
}

export interface FollowedAudio {
  push(bytes: Uint8Array): void;
  readonly ms: number;
  /** Since the last loud sample; the stream's length when there was none. */
  readonly silenceMs: number;
  /** Loud audio since `forget`, in ms. */
  readonly loudMs: number;
  /** The words since `forget`, with readings of the whole when the phrases have some. */
  heard(): { words: FollowedWord[]; nbest: string[] };
  /** What was heard is told; only what comes now counts. */
  forget(): void;
}

interface Candidate {
  phrase: KnownPhrase;
  start: number;
  matches: number;
  matchedFrom: number;
  matchedTo: number;
}

/** How far a phrase was told. */
interface Told {
  phrase: KnownPhrase;
  matchedTo: number;
  words: number;
}

/** A phrase's last sounds may be too even for an anchor. */
const slackBytes = 800;
const confidenceOtherwise = 0.98;

export function followAudio(book: PhraseBook): FollowedAudio {
  const recent = new Uint8Array(anchorBytes);
  let position = 0;
  let fingerprint = 0;
  let lastLoud = 0;
  let loud = 0;
  let forgottenTo = 0;
  let candidates: Candidate[] = [];
  let forgotten: Told | undefined;

  const recentByte = (back: number) =>
    recent[(position - 1 - back + anchorBytes * 2) % anchorBytes] ?? 0;

  function step(byte: number): void {
    const slot = position % anchorBytes;
    // Before the first window is full nothing falls out: -1 stands for no byte.
    const leaving = position < anchorBytes ? -1 : (recent[slot] ?? 0);
    recent[slot] = byte;
    fingerprint = rollFingerprint(fingerprint, byte, leaving);
    position += 1;
    if (isLoud(byte)) {
      lastLoud = position;
      loud += 1;
    }
    if (position < anchorBytes) return;
    for (const { phrase, end } of book.find(fingerprint, recentByte)) match(phrase, end);
  }

  function match(phrase: KnownPhrase, end: number): void {
    const start = position - end;
    const known = candidates.find((one) => one.phrase === phrase && one.start === start);
    if (known === undefined) {
      const matchedFrom = position - anchorBytes;
      candidates.push({ phrase, start, matches: 1, matchedFrom, matchedTo: position });
    } else {
      known.matches += 1;
      known.matchedTo = position;
    }
  }

  /** Phrases that begin alike are told apart by which of them goes on as the audio does. */
  function chosen(): Candidate[] {
    const kept: Candidate[] = [];
    const byMatches = [...candidates].sort(
      (a, b) => b.matches - a.matches || a.phrase.audio.length - b.phrase.audio.length,
    );
    for (const one of byMatches) {
      const apart = kept.every(
        (other) => one.matchedTo <= other.matchedFrom || one.matchedFrom >= other.matchedTo,
      );
      if (apart) kept.push(one);
    }
    return kept.sort((a, b) => a.start - b.start);
  }

  /** Where the audio skipped, a phrase goes on at another place: its words are told once. */
  function told(found: Candidate[]): { words: FollowedWord[]; last: Told | undefined } {
    let last = forgotten;
    const words = found.flatMap((one) => {
      const { phrase, start, matchedTo } = one;
      const goesOn = last?.phrase === phrase && start < last.matchedTo;
      const from = goesOn ? (last?.words ?? 0) : 0;
      const heard = wordsOf(one, from);
      const upTo = Math.max(from, phrase.words.filter((word) => isWithin(one, word)).length);
      last = { phrase, matchedTo, words: upTo };
      return heard;
    });
    return { words, last };
  }

  const isWithin = ({ start, matchedTo }: Candidate, { endMs }: PhraseWord) =>
    start + endMs * 8 <= Math.min(position, matchedTo + slackBytes);

  function wordsOf(one: Candidate, from = 0): FollowedWord[] {
    const { phrase, start } = one;
    const confidence = phrase.confidence ?? confidenceOtherwise;
    return phrase.words
      .slice(from)
      .filter((word) => isWithin(one, word))
      .map(({ text, startMs, endMs }) => ({
        text,
        confidence,
        startMs: start / 8 + startMs,
        endMs: start / 8 + endMs,
      }))
      .filter(({ endMs }) => endMs * 8 > forgottenTo);
  }

  return {
    push(bytes) {
      for (const byte of bytes) step(byte);
    },
    get ms() {
      return position / 8;
    },
    get silenceMs() {
      return (position - lastLoud) / 8;
    },
    get loudMs() {
      return loud / 8;
    },
    heard() {
      const found = chosen();
      const [only] = found;
      const whole = only !== undefined && wordsOf(only).length === only.phrase.words.length;
      return {
        words: told(found).words,
        nbest: found.length === 1 && whole ? (only?.phrase.nbest ?? []) : [],
      };
    },
    forget() {
      forgotten = told(chosen()).last;
      forgottenTo = position;
      loud = 0;
      candidates = [];
    },
  };
}
