/** Deepgram v2 (Flux) as a server speaks it: turns that start, may be over, go on, and end. */
import { z } from 'zod';
import { type FollowedWord, followAudio } from './followed-audio.ts';
import { type Session, type SessionDeps, stepsOf } from './session.ts';

const threshold = z.coerce.number().min(0.5).max(0.9);
const eager = z.coerce.number().min(0.3).max(0.9);
const timeout = z.coerce.number().int().min(500).max(10_000);
const fluxThresholds = z
  .strictObject({
    eot_threshold: threshold.optional(),
    eager_eot_threshold: eager.optional(),
    eot_timeout_ms: timeout.optional(),
  })
  .refine(
    ({ eot_threshold = 0.7, eager_eot_threshold = 0 }) => eager_eot_threshold <= eot_threshold,
  );

export const fluxQuery = z.strictObject({
  model: z.enum(['flux-general-en', 'flux-general-multi']),
  encoding: z.literal('mulaw'),
  sample_rate: z.literal('8000'),
  eot_threshold: threshold.optional(),
  eager_eot_threshold: eager.optional(),
  eot_timeout_ms: timeout.optional(),
  keyterm: z.array(z.string()).max(100).optional(),
  mip_opt_out: z.enum(['true', 'false']).optional(),
  tag: z.string().optional(),
});

const configure = z.strictObject({
  type: z.literal('Configure'),
  thresholds: fluxThresholds.optional(),
  keyterms: z.array(z.string()).max(100).optional(),
});

/** How sure the model is that nothing follows: half after this much silence, more and more after. */
const halfSureMs = 150;
/** Updates come at least this often, of audio. */
const updateEveryMs = 240;
/** Less than this is a cough. */
const speechMsMin = 60;

export function createFluxSession({ book, query, line }: SessionDeps): Session {
  const audio = followAudio(book);
  const numberIn = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  let thresholds = {
    eot_threshold: numberIn('eot_threshold') ?? 0.7,
    eager_eot_threshold: numberIn('eager_eot_threshold'),
    eot_timeout_ms: numberIn('eot_timeout_ms') ?? 5_000,
  };
  let keyterms = query.getAll('keyterm');
  let sequence = 0;
  let turn = 0;
  let turnStartMs = 0;
  let started = false;
  let maybeOver = false;
  let transcript = '';
  let updatedAtMs = 0;

  function send(message: object, final = false): void {
    line.send({ request_id: line.requestId, sequence_id: sequence, ...message }, final);
    sequence += 1;
  }

  function tell(event: string, words: FollowedWord[], sure: number, trigger?: string): void {
    updatedAtMs = audio.ms;
    transcript = words.map(({ text }) => text).join(' ');
    const told = words.map(({ text, confidence, startMs, endMs }) => ({
      word: text,
      confidence,
      start: startMs / 1_000,
      end: endMs / 1_000,
    }));
    send(
      {
        type: 'TurnInfo',
        event,
        turn_index: turn,
        audio_window_start: turnStartMs / 1_000,
        audio_window_end: audio.ms / 1_000,
        transcript,
        words: told,
        end_of_turn_confidence: sure,
        ...(trigger === undefined ? {} : { trigger }),
      },
      event === 'EndOfTurn',
    );
  }

  function endTurn(words: FollowedWord[], sure: number, trigger: string): void {
    tell('EndOfTurn', words, sure, trigger);
    audio.forget();
    turn += 1;
    turnStartMs = audio.ms;
    started = maybeOver = false;
    transcript = '';
  }

  function look(): void {
    const { words } = audio.heard();
    const sure = words.length === 0 ? 0 : audio.silenceMs / (audio.silenceMs + halfSureMs);
    const text = words.map((word) => word.text).join(' ');
    if (!started) {
      if (audio.loudMs >= speechMsMin && words.length > 0) {
        started = true;
        tell('StartOfTurn', words, sure);
      } else if (audio.ms - updatedAtMs >= updateEveryMs) tell('Update', words, sure);
      return;
    }
    if (maybeOver && text !== transcript) {
      maybeOver = false;
      tell('TurnResumed', words, sure);
    }
    if (sure >= thresholds.eot_threshold) endTurn(words, sure, 'model');
    else if (audio.silenceMs >= thresholds.eot_timeout_ms) endTurn(words, sure, 'timeout');
    else if (!maybeOver && sure >= (thresholds.eager_eot_threshold ?? 1)) {
      maybeOver = true;
      tell('EagerEndOfTurn', words, sure);
    } else if (text !== transcript || audio.ms - updatedAtMs >= updateEveryMs) {
      tell('Update', words, sure);
    }
  }

  function configureBy(message: unknown): void {
    const parsed = configure.safeParse(message);
    if (!parsed.success) {
      send({ type: 'ConfigureFailure' });
      return;
    }
    const { thresholds: asked = {} } = parsed.data;
    const { eot_threshold, eager_eot_threshold, eot_timeout_ms } = asked;
    thresholds = {
      eot_threshold: eot_threshold ?? thresholds.eot_threshold,
      eager_eot_threshold: eager_eot_threshold ?? thresholds.eager_eot_threshold,
      eot_timeout_ms: eot_timeout_ms ?? thresholds.eot_timeout_ms,
    };
    keyterms = parsed.data.keyterms ?? keyterms;
    send({ type: 'ConfigureSuccess', thresholds, keyterms });
  }

  send({ type: 'Connected' });
  return {
    audio(bytes) {
      for (const step of stepsOf(bytes)) {
        audio.push(step);
        look();
      }
    },
    text(message) {
      const type = (message as { type?: unknown } | null)?.type;
      if (type === 'Configure') configureBy(message);
      else if (type === 'CloseStream') {
        if (started) endTurn(audio.heard().words, 1, 'manual');
        line.close(1000, '');
      } else {
        // Flux knows neither KeepAlive nor Finalize.
        const description = 'the message could not be read';
        send({ type: 'Error', code: 'UNPARSABLE_CLIENT_MESSAGE', description });
        line.close(1008, 'UNPARSABLE_CLIENT_MESSAGE');
      }
    },
    closed() {},
  };
}
