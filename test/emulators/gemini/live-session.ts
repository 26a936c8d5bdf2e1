/** One Gemini Live session: set up once, told by and by, heard in PCM, answered by function calls. */
import { z } from 'zod';
import type { Clock } from '../../../services/clock.ts';
import { encodeMulaw } from '../../../services/media/mulaw.ts';
import { followAudio } from '../deepgram/followed-audio.ts';
import type { PhraseBook } from '../deepgram/phrase-book.ts';
import { stepsOf } from '../deepgram/session.ts';
import type { AnswerHeard, ListeningBehaviour } from '../listening-model.ts';

const content = z.strictObject({
  role: z.string().optional(),
  parts: z.array(z.strictObject({ text: z.string() })),
});
const setupSchema = z.strictObject({
  model: z.string().startsWith('models/'),
  generationConfig: z.strictObject({ responseModalities: z.tuple([z.enum(['AUDIO', 'TEXT'])]) }),
  systemInstruction: content.optional(),
  tools: z
    .array(
      z.strictObject({
        functionDeclarations: z.array(
          z.strictObject({
            name: z.string(),
            description: z.string(),
            behavior: z.enum(['BLOCKING', 'NON_BLOCKING']).optional(),
            parametersJsonSchema: z.looseObject({ type: z.literal('object') }),
          }),
        ),
      }),
    )
    .optional(),
  inputAudioTranscription: z.strictObject({}),
  contextWindowCompression: z.strictObject({
    triggerTokens: z.string().regex(/^\d+$/),
    slidingWindow: z.strictObject({ targetTokens: z.string().regex(/^\d+$/) }),
  }),
  realtimeInputConfig: z.strictObject({
    automaticActivityDetection: z.strictObject({
      endOfSpeechSensitivity: z.enum(['END_SENSITIVITY_HIGH', 'END_SENSITIVITY_LOW']),
      silenceDurationMs: z.number().int().positive(),
    }),
  }),
});
const messageSchema = z.union([
  z.strictObject({ setup: setupSchema }),
  z.strictObject({
    clientContent: z.strictObject({ turns: z.array(content), turnComplete: z.boolean() }),
  }),
  z.strictObject({
    realtimeInput: z.strictObject({
      audio: z.strictObject({ data: z.base64(), mimeType: z.literal('audio/pcm;rate=16000') }),
    }),
  }),
  z.strictObject({
    toolResponse: z.strictObject({
      functionResponses: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          response: z.looseObject({}),
          scheduling: z.enum(['SILENT', 'WHEN_IDLE', 'INTERRUPT']).optional(),
        }),
      ),
    }),
  }),
]);

export interface LiveSession {
  message(text: string): void;
  closed(): void;
  /** Everything it was told to do, the latest last. */
  readonly told: readonly string[];
  /** Calls of the tool that nobody answered: the real model would wait for them. */
  readonly openCalls: ReadonlySet<string>;
}

export interface LiveDeps {
  clock: Clock;
  book: PhraseBook;
  behaviour: ListeningBehaviour;
  model: string | undefined;
  answer: AnswerHeard;
  send(message: object): void;
  hangUp(code: number, reason: string): void;
  drop(): void;
  newId(kind: string): string;
}

const startsAfterMs = 60;
/** A second of noise, in place of what the model would say aloud. */
const babble = Buffer.alloc(48_000, 7).toString('base64');

export function openLiveSession(deps: LiveDeps): LiveSession {
  const { clock, behaviour, send } = deps;
  const audio = followAudio(deps.book);
  const told: string[] = [];
  const openCalls = new Set<string>();
  let pauseMs: number | undefined;
  let closed = false;

  const later = (ms: number, run: () => void) => {
    if (ms === 0) run();
    else clock.after(ms, () => !closed && run());
  };

  function setUp(setup: z.infer<typeof setupSchema>): void {
    if (deps.model !== undefined && setup.model !== `models/${deps.model}`) {
      deps.hangUp(1_008, `${setup.model} is not found for API version v1beta`);
      return;
    }
    pauseMs = setup.realtimeInputConfig.automaticActivityDetection.silenceDurationMs;
    told.push((setup.systemInstruction?.parts ?? []).map(({ text }) => text).join('\n'));
    send({ setupComplete: {} });
  }

  function hear(mulaw: Uint8Array, pause: number): void {
    for (const step of stepsOf(mulaw)) {
      audio.push(step);
      if (behaviour.dropAfterMs !== undefined && audio.ms >= behaviour.dropAfterMs) {
        behaviour.dropAfterMs = undefined;
        deps.drop();
        return;
      }
      if (behaviour.silent || audio.loudMs < startsAfterMs || audio.silenceMs < pause) continue;
      const words = audio.heard().words.map(({ text }) => text);
      audio.forget();
      endTurn(words);
    }
  }

  function endTurn(words: string[]): void {
    later(behaviour.wordsLateMs, () => {
      for (const [at, word] of words.entries()) {
        const text = at === 0 ? word : ` ${word}`;
        send({ serverContent: { inputTranscription: { text } } });
      }
    });
    later(Math.max(behaviour.wordsLateMs, behaviour.labelsLateMs), () => respond(words.join(' ')));
  }

  function respond(heard: string): void {
    if (behaviour.rateLimited) {
      deps.hangUp(1_011, 'You exceeded your current quota.');
      return;
    }
    const answer = deps.answer({ heard, instructions: told.at(-1) ?? '' });
    if (answer.kind === 'hang') return;
    if (answer.kind === 'call') {
      const id = deps.newId('function-call');
      openCalls.add(id);
      const args: unknown = parsed(answer.arguments);
      send({ toolCall: { functionCalls: [{ id, name: answer.tool ?? 'label', args }] } });
    } else {
      const parts = [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: babble } }];
      send({ serverContent: { modelTurn: { role: 'model', parts } } });
      send({ serverContent: { outputTranscription: { text: answer.text } } });
    }
    send({ serverContent: { generationComplete: true } });
    send({ serverContent: { turnComplete: true }, usageMetadata: { totalTokenCount: 9 } });
  }

  return {
    message(text) {
      const read = messageSchema.safeParse(JSON.parse(text));
      if (!read.success) {
        deps.hangUp(1_007, z.prettifyError(read.error).slice(0, 120));
        return;
      }
      const { data } = read;
      if ('setup' in data) setUp(data.setup);
      else if (pauseMs === undefined) deps.hangUp(1_007, 'setup must be the first message');
      else if ('realtimeInput' in data) hear(fromPcm(data.realtimeInput.audio.data), pauseMs);
      else if ('clientContent' in data) {
        const { turns } = data.clientContent;
        told.push(turns.flatMap(({ parts }) => parts.map((part) => part.text)).join('\n'));
      } else {
        for (const { id } of data.toolResponse.functionResponses) openCalls.delete(id);
      }
    },
    closed() {
      closed = true;
    },
    told,
    openCalls,
  };
}

/** The service parses arguments before it sends them: what is no object comes as a string. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return { text: json };
  }
}

/** Every other sample of 16 kHz, as the telephone had it. */
function fromPcm(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  const samples = new Int16Array(bytes.length / 4);
  for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readInt16LE(at * 4);
  return encodeMulaw(samples);
}
