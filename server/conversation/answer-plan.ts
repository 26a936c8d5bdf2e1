/**
 * What the chart wants said, collected until it comes to rest, and said again when it asks for that.
 * An answer holds every statement and at most one question, the last one: the question of a state
 * that was left again is never asked.
 */
import type { CallCommand } from '../../machines/events.ts';
import type { Words } from '../../services/words/words.ts';
import { saidOnce } from './said-once.ts';

export type Say = Extract<CallCommand, { type: 'say' }>;

export interface AnswerPlan {
  /** Commands that are about nothing said are left alone. */
  command(command: CallCommand): void;
  /** Takes what was collected: statements in their order, then the question; nothing twice. */
  take(): Say[];
  /** What was taken last, if it was anything. */
  readonly last: readonly Say[];
}

/** More than this in one answer is a loop, not an answer. The rest is dropped. */
const sentencesMax = 12;

export function createAnswerPlan(words: Words): AnswerPlan {
  let statements: Say[] = [];
  let question: Say | null = null;
  let last: Say[] = [];
  /** Asked, and neither withdrawn nor followed by another one. */
  let open: Say | null = null;

  function plan(say: Say): void {
    if (say.role === 'question') question = say;
    else if (statements.length < sentencesMax) statements.push(say);
  }

  return {
    command(command) {
      switch (command.type) {
        case 'say':
          plan(command);
          break;
        case 'withdraw-question':
          question = open = null;
          break;
        case 'repeat-question':
          if (open !== null) plan(open);
          break;
        case 'repeat-last':
          for (const say of last) plan(say);
          break;
        default:
          break;
      }
    },
    take() {
      const answer = saidOnce(question === null ? statements : [...statements, question], words);
      open = question ?? open;
      statements = [];
      question = null;
      if (answer.length > 0) last = answer;
      return answer;
    },
    get last() {
      return last;
    },
  };
}
