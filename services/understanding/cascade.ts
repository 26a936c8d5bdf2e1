/** The local reader first, a model where it is unsure, and the local reading as the net under it. */
import type { UnderstandingPolicy } from '../../machines/policy/understanding.ts';
import type { Understood } from '../../machines/vocabulary.ts';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
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
}

/** From here on a danger is acted upon at once: no better reading is waited for. */
const emergencyAtOnce = 0.6;

export function createCascade({ local, model, policy, clock }: CascadeParts): UnderstandingMaker {
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
      try {
        const merged = mergeReadings(reading, await askInTime(turn, signal), turn);
        return { ...merged, by: model.name };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        const why = error instanceof ModelFailure ? error.reason : error.code;
        return { ...reading, notes: [...(reading.notes ?? []), `model: ${why}`] };
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
