/** Asks the model for one turn's labels and stops listening at the first complete answer. */
import type { OpenAI } from 'openai';
import type { UnderstandingPolicy } from '../../../machines/policy/understanding.ts';
import { type Answer, answerFormat, parseAnswer } from './answer.ts';
import { createFirstObject } from './first-object.ts';
import { failureOf, ModelFailure } from './model-failure.ts';
import type { Prompt } from './prompt.ts';

export interface ModelToAsk {
  client: OpenAI;
  model: string;
  policy: UnderstandingPolicy;
}

/** A token is rarely longer; a server that ignores the limit on tokens meets this one. */
const charactersPerTokenMax = 16;

/** Rejects with a `ModelFailure`, and with nothing else. */
export async function askModel(
  { client, model, policy }: ModelToAsk,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const temperature = policy.temperature;
    const stream = await client.chat.completions.create(
      {
        model,
        stream: true,
        messages: [
          { role: 'system', content: prompt.system },
          { role: 'user', content: prompt.user },
        ],
        response_format: answerFormat(prompt.labels),
        max_completion_tokens: policy['answer-tokens-max'],
        ...(temperature === 'model-decides' ? {} : { temperature }),
      },
      { signal },
    );
    const text = await firstObject(stream, policy['answer-tokens-max'] * charactersPerTokenMax);
    // The SDK ends an aborted stream as if it were complete.
    if (text === undefined) throw new ModelFailure(signal.aborted ? 'aborted' : 'empty');
    const answer = parseAnswer(text);
    if (typeof answer === 'string') throw new ModelFailure(answer);
    return answer;
  } catch (error) {
    throw failureOf(error, signal);
  }
}

type Stream = AsyncIterable<OpenAI.ChatCompletionChunk> & { controller: AbortController };

async function firstObject(stream: Stream, charactersMax: number): Promise<string | undefined> {
  const object = createFirstObject();
  try {
    for await (const { choices } of stream) {
      const choice = choices?.[0];
      if (choice?.delta?.refusal) throw new ModelFailure('refused');
      const whole = object.add(choice?.delta?.content ?? '');
      if (whole !== undefined) return whole;
      if (object.strays) throw new ModelFailure('garbage');
      if (object.length > charactersMax) throw new ModelFailure('too-long');
      if (choice?.finish_reason === 'length') throw new ModelFailure('cut-off');
      if (choice?.finish_reason === 'content_filter') throw new ModelFailure('filtered');
    }
    if (object.length > 0 && !stream.controller.signal.aborted) throw new ModelFailure('garbage');
    return undefined;
  } finally {
    // What the model still wants to add is not waited for, and not paid for.
    stream.controller.abort();
  }
}
