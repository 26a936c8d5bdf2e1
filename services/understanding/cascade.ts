/** The local reader first, a model where it is unsure, and the local reading as the net under it. */
import type { UnderstandingPolicy } from '../../machines/policy/understanding.ts';
import type { Understood } from '../../machines/vocabulary.ts';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import type { Health } from '../health/health.ts';
import { isTrick } from './local/scope.ts';
import { readSentence } from './local/sentence.ts';
import { mergeReadings } from './merge-readings.ts';
import { ModelFailure } from './openai/model-failure.ts';
import type { TurnToRead, UnderstandingMaker } from './understanding.ts';

export interface CascadeParts {
  local: UnderstandingMaker;
  model: UnderstandingMaker;
  policy: UnderstandingPolicy;
  clock: Clock;
  /** A model that keeps failing rests: no caller waits for it. */
  health?: Health;
}

/** From here on a danger is acted upon at once: no better reading is waited for. */
const emergencyAtOnce = 0.6;

/** These say nothing about the model: the caller went on, or the state asked for too much. */
const blameless = new Set<string>(['aborted', 'not-heard', 'prompt-too-long']);

export function createCascade(parts: CascadeParts): UnderstandingMaker {
  const { local, model, policy, clock, health } = parts;

  async function askInTime(turn: TurnToRead, signal: AbortSignal): Promise<Understood> {
    const late = new AbortController();
    const over = Promise.withResolvers<never>();
    const cancel = clock.after(policy['deadline-max'], () => {
      over.reject(new ServiceError('timed-out', 'the model did not answer in time'));
      late.abort();
    });
    const aborted = () => over.reject(new ModelFailure('aborted'));
    signal.addEventListener('abort', aborted, { once: true });
    try {
      const asked = model.understand(turn, AbortSignal.any([signal, late.signal]));
      // A maker that does not heed the signal is left behind, with whatever it still throws.
      asked.catch(() => undefined);
      return await Promise.race([asked, over.promise]);
    } finally {
      cancel();
      signal.removeEventListener('abort', aborted);
    }
  }

  return {
    name: `${local.name}+${model.name}`,
    async understand(turn, signal) {
      const reading = await local.understand(turn, signal);
      if (signal.aborted || !asksModel(reading, turn, policy))
        return { ...reading, by: local.name };
      const noted = (why: string): Understood => ({
        ...reading,
        notes: [...(reading.notes ?? []), `model: ${why}`],
      });
      if (health?.mayTry(model.name) === false) return noted('resting');
      try {
        const merged = mergeReadings(reading, await askInTime(turn, signal), turn);
        health?.worked(model.name);
        return { ...merged, by: model.name };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const why = error instanceof ModelFailure ? error.reason : error.code;
        if (!blameless.has(why)) health?.failed(model.name, why);
        return noted(why);
      }
    },
  };
}

function asksModel(reading: Understood, turn: TurnToRead, policy: UnderstandingPolicy): boolean {
  if (policy['ask-model'] === 'never' || turn.text.trim() === '') return false;
  // Whoever tries to talk a model out of its task is not given one.
  if (isTrick(readSentence(turn.text).plain)) return false;
  if ((reading.signals.emergency ?? 0) >= emergencyAtOnce) return false;
  return policy['ask-model'] === 'always' || reading.confidence < policy['sure-at'];
}
