/** The agent's mouth without a voice: what is said is in the journal, and heard when it is time. */
import type { CallCommand } from '../../../machines/events.ts';
import type { CallJournal } from '../../../services/store/journal.ts';
import type { Words } from '../../../services/words/words.ts';
import { createAnswerPlan, type Say } from '../../conversation/answer-plan.ts';

export interface SilentMouth {
  command(command: CallCommand): void;
  /** Says what was collected since the last flush. */
  flush(): void;
  /** Everything that is being said is heard to its end; false when nothing was. */
  heard(): boolean;
  /** The caller speaks over it. */
  cut(): void;
  readonly speaking: boolean;
  readonly interruptible: boolean;
}

export interface SilentMouthDeps {
  words: Words;
  journal: CallJournal;
  state(): string;
}

export function createSilentMouth({ words, journal, state }: SilentMouthDeps): SilentMouth {
  const plan = createAnswerPlan(words);
  let current: { utterance: string; say: Say }[] = [];
  let count = 0;

  function utter(say: Say): void {
    count += 1;
    const utterance = `u${count}`;
    const { sentence } = say;
    const text = words
      .say(say)
      .reduce((all, piece) => (all ? `${all} ${piece.text}` : piece.text), '');
    journal.note({ kind: 'said', utterance, sentence, text, state: state() });
    current.push({ utterance, say });
  }

  return {
    command: plan.command,
    flush() {
      for (const say of plan.take()) utter(say);
    },
    heard() {
      if (current.length === 0) return false;
      const done = current;
      current = [];
      for (const { utterance } of done) {
        journal.note({ kind: 'heard', utterance, text: '', complete: true });
      }
      return true;
    },
    cut() {
      const [playing, ...rest] = current;
      current = [];
      if (playing === undefined) return;
      journal.note({ kind: 'interrupted', utterance: playing.utterance });
      for (const { utterance } of [playing, ...rest]) {
        journal.note({ kind: 'heard', utterance, text: '', complete: false });
      }
    },
    get speaking() {
      return current.length > 0;
    },
    get interruptible() {
      return current.every(({ say }) => say.interruptible);
    },
  };
}
