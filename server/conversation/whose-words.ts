/** Words of somebody well under the caller's voice are left out of the turn, unless they answer. */
import { learnVoice, unknownVoice, wordsApart } from '../../machines/turn/own-voice.ts';
import type { TurnEvent } from '../../machines/turn/turn-types.ts';
import type { CommandName, Expectation, Understood } from '../../machines/vocabulary.ts';
import type { CallJournal } from '../../services/store/journal.ts';

export type CallersWords = Extract<TurnEvent, { type: 'caller.words' }>;

export interface WhoseWordsDeps {
  belowDb: number;
  expectation(): Expectation;
  understand(text: string): Promise<Understood>;
  journal: CallJournal;
  /** The caller's words, for the floor. */
  take(words: CallersWords): void;
  failed(error: unknown): void;
}

export interface WhoseWords {
  hear(words: CallersWords): void;
  /** What was taken was a turn of the caller's. */
  turnOver(): void;
  stop(): void;
}

const meaningless: ReadonlySet<CommandName> = new Set(['unclear', 'out-of-scope']);
/** Of a turn that goes on and on, the last words are enough. */
const levelsMax = 60;
/** After so many turns left out in a row the caller may have become quieter as a whole. */
const leftOutMax = 2;

/**
 * Learns within the call how loud its caller is. Low words wait until the recogniser has closed them;
 * then they are read by themselves, and what means something here is the caller's all the same: they
 * have lowered their voice.
 */
export function createWhoseWords(deps: WhoseWordsDeps): WhoseWords {
  const { belowDb, take } = deps;
  let voice = unknownVoice;
  let closedLevels: readonly number[] = [];
  let openLevels: readonly number[] = [];
  let leftOut = 0;
  let stopped = false;

  function takeOwn(words: CallersWords, levels: readonly number[]): void {
    if (words.final) closedLevels = [...closedLevels, ...levels].slice(-levelsMax);
    openLevels = words.final ? [] : levels;
    leftOut = 0;
    take(words);
  }

  /** Whether it can be the caller: in doubt it is. */
  async function meansSomething(text: string): Promise<boolean> {
    if (deps.expectation().dictation) return true;
    const { commands } = await deps.understand(text);
    return !commands.every(({ command, value }) => meaningless.has(command) && value !== 'late');
  }

  async function judge(words: CallersWords, own: CallersWords, others: string[]): Promise<void> {
    const nothingElse = own.text === '';
    const callers =
      (nothingElse && leftOut >= leftOutMax) || (await meansSomething(others.join(' ')));
    if (stopped) return;
    if (callers) {
      takeOwn(words, words.levels ?? []);
      return;
    }
    deps.journal.note({ kind: 'line-oddity', what: 'others-words', count: others.length });
    leftOut += 1;
    if (!nothingElse) takeOwn(own, own.levels ?? []);
  }

  return {
    hear(words) {
      const { own, ownLevels, others } = wordsApart(words.text, words.levels, voice, belowDb);
      if (others.length === 0) {
        takeOwn(words, ownLevels);
        return;
      }
      // Other readings are of all the words together.
      const { nbest: _ofAll, ...rest } = words;
      const callers: CallersWords = { ...rest, text: own, levels: ownLevels };
      if (words.final) judge(words, callers, others).catch(deps.failed);
      else if (own !== '') takeOwn(callers, ownLevels);
    },
    turnOver() {
      voice = learnVoice(voice, [...closedLevels, ...openLevels]);
      closedLevels = openLevels = [];
    },
    stop() {
      stopped = true;
    },
  };
}
