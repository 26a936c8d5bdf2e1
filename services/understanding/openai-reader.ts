/** Understanding by a language model: it labels the caller's words, and code works out the values. */
import { OpenAI } from 'openai';
import type { UnderstandingPolicy } from '../../machines/policy/understanding.ts';
import { askModel } from './openai/ask-model.ts';
import { ModelFailure } from './openai/model-failure.ts';
import { nearestQuestions } from './openai/nearest-questions.ts';
import { promptOf } from './openai/prompt.ts';
import { readAnswer } from './openai/read-answer.ts';
import type { UnderstandingMaker } from './understanding.ts';

export interface OpenaiServer {
  /** A compatible server on a private network may need none. */
  apiKey?: string;
  /** Any server that speaks the same protocol; without it OpenAI's own. */
  baseUrl?: string;
  model: string;
}

const openaiUrl = 'https://api.openai.com/v1';

/** Everything is said here, so that the SDK looks for nothing in the environment. */
export function openaiClient({ apiKey, baseUrl }: OpenaiServer): OpenAI {
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl ?? openaiUrl,
    organization: null,
    project: null,
    // A second try would come after the deadline; the local reading is the second try.
    maxRetries: 0,
    // Its log lines hold requests, and those hold callers' words.
    logLevel: 'off',
  });
}

/**
 * Rejects with a `ModelFailure` when the model gave no usable answer in the time of the signal; the
 * cascade has the net for that.
 */
export function createOpenaiReader(
  client: OpenAI,
  model: string,
  policy: UnderstandingPolicy,
): UnderstandingMaker {
  return {
    name: 'openai',
    async understand(turn, signal) {
      const prompt = promptOf(turn, policy, nearestQuestions(turn));
      if (!prompt) throw new ModelFailure('prompt-too-long');
      const answer = await askModel({ client, model, policy }, prompt, signal);
      return readAnswer(answer, prompt.labels, turn, policy);
    },
  };
}
