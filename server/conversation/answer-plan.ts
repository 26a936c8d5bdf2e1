/**
 * What the chart wants said, collected until it comes to rest. An answer holds every statement and
 * at most one question, the last one: the question of a state that was left again is never asked.
 */
import type { CallCommand } from '../../machines/events.ts';

export type Say = Extract<CallCommand, { type: 'say' }>;

export interface AnswerPlan {
  say(say: Say): void;
  withdrawQuestion(): void;
  /** Takes what was collected: statements in their order, then the question. */
  take(): Say[];
}

/** More than this in one answer is a loop, not an answer. The rest is dropped. */
const sentencesMax = 12;

export function createAnswerPlan(): AnswerPlan {
  let statements: Say[] = [];
  let question: Say | null = null;
  return {
    say(say) {
      if (say.role === 'question') question = say;
      else if (statements.length < sentencesMax) statements.push(say);
    },
    withdrawQuestion() {
      question = null;
    },
    take() {
      const answer = question === null ? statements : [...statements, question];
      statements = [];
      question = null;
      return answer;
    },
  };
}
