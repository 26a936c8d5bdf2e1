/** Understanding by a language model: it labels the caller's words, and code works out the values. */
import { OpenAI } from 'openai';
import type { UnderstandingPolicy } from '../../machines/policy/understanding.ts';
import type { Clock } from '../clock.ts';
import { askModel } from './openai/ask-model.ts';
import { createMeanings, type Meanings } from './openai/meanings.ts';
import { ModelFailure } from './openai/model-failure.ts';
import { nearestByMeaning, nearestByWords } from './openai/nearest-questions.ts';
import { promptOf } from './openai/prompt.ts';
import { readAnswer } from './openai/read-answer.ts';
import type { TurnToRead, UnderstandingMaker } from './understanding.ts';
import type { KnownQuestion } from './vocabulary.ts';

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

export interface OpenaiReaderParts {
  client: OpenAI;
  model: string;
  policy: UnderstandingPolicy;
  clock: Clock;
  /** Shared between readers, so that a wording is sent once. */
  meanings?: Meanings;
}

/**
 * Rejects with a `ModelFailure` when the model gave no usable answer in the time of the signal; the
 * cascade has the net for that.
 */
export function createOpenaiReader(parts: OpenaiReaderParts): UnderstandingMaker {
  const { client, model, policy, clock } = parts;
  const meanings = parts.meanings ?? createMeanings(client, clock);

  /** One more question to the server is worth its time only where some must be left out. */
  async function nearest(turn: TurnToRead, signal: AbortSignal): Promise<KnownQuestion[]> {
    const most = policy['meaning-deadline-max'];
    const all = turn.vocabulary.questions.length <= policy['questions-max'];
    if (all || most === 0) return nearestByWords(turn);
    return nearestByMeaning(turn, meanings, { clock, most, signal });
  }

  return {
    name: 'openai',
    async understand(turn, signal) {
      const prompt = promptOf(turn, policy, await nearest(turn, signal));
      if (!prompt) throw new ModelFailure('prompt-too-long');
      const answer = await askModel({ client, model, policy }, prompt, signal);
      return readAnswer(answer, prompt.labels, turn, policy);
    },
  };
}
