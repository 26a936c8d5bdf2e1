/** Understanding by whoever heard the caller: its labels are checked like any model's. */
import type { UnderstandingPolicy } from '../../machines/policy/understanding.ts';
import type { LabelTask } from '../speech/speech.ts';
import { answerFormat, parseAnswer } from './openai/answer.ts';
import { ModelFailure } from './openai/model-failure.ts';
import { type Prompt, promptOf } from './openai/prompt.ts';
import { readAnswer } from './openai/read-answer.ts';
import type { TurnToRead, UnderstandingMaker } from './understanding.ts';

/** Reads words that came with labels, and asks `otherwise` about all others. */
export function createHeardReader(options: {
  policy: UnderstandingPolicy;
  otherwise?: UnderstandingMaker;
}): UnderstandingMaker {
  const { policy, otherwise } = options;
  return {
    name: otherwise === undefined ? 'listener' : `listener+${otherwise.name}`,
    async understand(turn, signal) {
      if (turn.labelled === undefined) {
        if (otherwise === undefined) throw new ModelFailure('not-heard');
        return await otherwise.understand(turn, signal);
      }
      const answer = parseAnswer(await turn.labelled);
      if (typeof answer === 'string') throw new ModelFailure(answer);
      const prompt = listeningPrompt(turn, policy);
      if (prompt === undefined) throw new ModelFailure('prompt-too-long');
      return readAnswer(answer, prompt.labels, turn, policy);
    },
  };
}

/** What a listener is told before anything is said: the same labels as a reader's, and no words. */
export function labelTask(
  about: LabelledState,
  policy: UnderstandingPolicy,
): LabelTask | undefined {
  if (policy['ask-model'] === 'never') return undefined;
  const prompt = listeningPrompt(about, policy);
  if (prompt === undefined) return undefined;
  const { asked } = about;
  const said = asked === undefined ? '' : `\n\nThe line said: ${JSON.stringify(asked)}`;
  return {
    instructions: `${prompt.system}${said}`,
    answerSchema: answerFormat(prompt.labels).json_schema.schema,
  };
}

type LabelledState = Pick<TurnToRead, 'expectation' | 'vocabulary' | 'asked'>;

function listeningPrompt(about: LabelledState, policy: UnderstandingPolicy): Prompt | undefined {
  const { expectation, vocabulary, asked } = about;
  const unsaid: TurnToRead = {
    text: '',
    expectation,
    vocabulary,
    // Neither is part of a prompt.
    now: '',
    timeZone: '',
    ...(asked === undefined ? {} : { asked }),
  };
  return promptOf(unsaid, policy, vocabulary.questions);
}
