/** Deepgram v1 (Nova) as a server speaks it: results that change, close, and end an utterance. */
import { z } from 'zod';
import { type FollowedWord, followAudio } from './followed-audio.ts';
import { type Session, type SessionDeps, stepsOf } from './session.ts';

const flag = z.enum(['true', 'false']);

export const novaQuery = z
  .strictObject({
    model: z.string().regex(/^nova-[23]/),
    encoding: z.literal('mulaw'),
    sample_rate: z.literal('8000'),
    channels: z.literal('1').optional(),
    interim_results: flag.optional(),
    punctuate: flag.optional(),
    smart_format: flag.optional(),
    numerals: flag.optional(),
    vad_events: flag.optional(),
    language: z.string().optional(),
    endpointing: z.union([z.literal('false'), z.coerce.number().int().min(1)]).optional(),
    utterance_end_ms: z.coerce.number().int().min(1_000).max(5_000).optional(),
    alternatives: z.coerce.number().int().min(1).max(10).optional(),
    keyterm: z.array(z.string()).max(100).optional(),
  })
  .refine(({ model, keyterm }) => keyterm === undefined || model.startsWith('nova-3'))
  .refine(
    ({ utterance_end_ms, interim_results }) =>
      utterance_end_ms === undefined || interim_results === 'true',
  );

const endpointingOtherwise = 10;
const interimEveryMs = 500;
/** A piece is closed after this much audio even when nobody pauses. */
const pieceMsMax = 3_000;
const aloneMsMax = 10_000;
const speechMsMin = 60;

export function createNovaSession({ clock, book, query, line }: SessionDeps): Session {
  const audio = followAudio(book);
  const interim = query.get('interim_results') === 'true';
  const endpointing = query.get('endpointing');
  const pauseMs = endpointing === 'false' ? Infinity : Number(endpointing ?? endpointingOtherwise);
  const utteranceEndMs = Number(query.get('utterance_end_ms') ?? Infinity);
  const readings = Number(query.get('alternatives') ?? 1);
  let pieceStartMs = 0;
  let toldAtMs = 0;
  let toldText = '';
  let speaking = false;
  /** The end of the last word of the utterance under way; undefined between utterances. */
  let lastWordEndMs: number | undefined;
  let takeBackAlone = () => {};

  function attend(): void {
    takeBackAlone();
    takeBackAlone = clock.after(aloneMsMax, () =>
      line.close(1011, 'NET-0001: no audio was received in time'),
    );
  }

  function result(closes: { is_final: boolean; speech_final: boolean; from_finalize?: boolean }) {
    const { words, nbest } = audio.heard();
    const text = words.map((word) => word.text).join(' ');
    const told = [
      { transcript: text, words },
      ...nbest.map((one) => ({ transcript: one, words: [] })),
    ]
      .slice(0, readings)
      .map((reading, rank) => ({
        transcript: reading.transcript,
        confidence: words.length === 0 ? 0 : (words[0]?.confidence ?? 0) * 0.9 ** rank,
        words: reading.words.map(wordMessage),
      }));
    const endMs = audio.ms;
    line.send(
      {
        type: 'Results',
        channel_index: [0, 1],
        start: pieceStartMs / 1_000,
        duration: (endMs - pieceStartMs) / 1_000,
        ...closes,
        channel: { alternatives: told },
        metadata: {
          request_id: line.requestId,
          model_info: { name: query.get('model'), version: 'emulated', arch: 'nova' },
          model_uuid: line.requestId,
        },
      },
      closes.is_final,
    );
    toldAtMs = endMs;
    toldText = text;
    if (words.length > 0) lastWordEndMs = words.at(-1)?.endMs;
    if (!closes.is_final) return;
    audio.forget();
    pieceStartMs = endMs;
    toldText = '';
  }

  function look(): void {
    const text = audio
      .heard()
      .words.map((word) => word.text)
      .join(' ');
    if (!speaking && audio.loudMs >= speechMsMin && audio.silenceMs === 0) {
      speaking = true;
      if (query.get('vad_events') === 'true') {
        line.send({ type: 'SpeechStarted', channel: [0, 1], timestamp: audio.ms / 1_000 });
      }
    }
    if (speaking && audio.silenceMs >= pauseMs) {
      speaking = false;
      result({ is_final: true, speech_final: true });
    } else if (audio.ms - pieceStartMs >= pieceMsMax) {
      result({ is_final: true, speech_final: false });
    } else if (interim && (text !== toldText || audio.ms - toldAtMs >= interimEveryMs)) {
      result({ is_final: false, speech_final: false });
    }
    if (lastWordEndMs !== undefined && audio.ms - lastWordEndMs >= utteranceEndMs) {
      line.send({ type: 'UtteranceEnd', channel: [0, 1], last_word_end: lastWordEndMs / 1_000 });
      lastWordEndMs = undefined;
    }
  }

  function close(): void {
    result({ is_final: true, speech_final: false });
    line.send({
      type: 'Metadata',
      transaction_key: 'deprecated',
      request_id: line.requestId,
      sha256: '',
      created: new Date(clock.now()).toISOString(),
      duration: audio.ms / 1_000,
      channels: 1,
    });
    line.close(1000, '');
  }

  attend();
  return {
    audio(bytes) {
      attend();
      for (const step of stepsOf(bytes)) {
        audio.push(step);
        look();
      }
    },
    text(message) {
      const type = (message as { type?: unknown } | null)?.type;
      if (type === 'KeepAlive') attend();
      else if (type === 'Finalize') {
        speaking = false;
        result({ is_final: true, speech_final: true, from_finalize: true });
      } else if (type === 'CloseStream') close();
      else line.close(1008, 'DATA-0000: the message could not be read');
    },
    closed: () => takeBackAlone(),
  };
}

function wordMessage({ text, confidence, startMs, endMs }: FollowedWord) {
  return {
    word: text.toLowerCase().replace(/[^\p{L}\p{N}']/gu, ''),
    punctuated_word: text,
    confidence,
    start: startMs / 1_000,
    end: endMs / 1_000,
  };
}
