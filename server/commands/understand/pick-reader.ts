/** Which reader a command line asks for, by the name it has there. */
import type { Definition } from '../../../machines/policy/definition.ts';
import { systemClock } from '../../../services/clock.ts';
import { ServiceError } from '../../../services/errors.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import type { UnderstandingMaker } from '../../../services/understanding/understanding.ts';
import type { Config } from '../../config.ts';
import { createReaders } from '../../readers.ts';

export type AskModel = Definition['understanding']['ask-model'];
export const askModelNames: readonly AskModel[] = ['when-unsure', 'always', 'never'];

export interface PickedReader {
  name: string;
  of(definition: Definition): UnderstandingMaker;
}

const makerNames = ['local', 'openai'];

export function isMakerName(name: string): boolean {
  return makerNames.includes(name);
}

/** `ask` overrides what the business's policy says about when the model is asked. */
export function pickReader(name: string, config: Config, ask?: AskModel): PickedReader {
  if (name === 'local') {
    const local = createLocalReader();
    return { name, of: () => local };
  }
  if (name !== 'openai') {
    throw new ServiceError('setting-invalid', `unknown maker "${name}": use local or openai`);
  }
  if (config.openai === undefined) {
    const what = '--maker openai needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own';
    throw new ServiceError('setting-invalid', what);
  }
  const readerOf = createReaders({ clock: systemClock, openai: config.openai });
  if (ask === undefined) return { name, of: readerOf };
  return {
    name,
    of: (definition) =>
      readerOf({
        ...definition,
        understanding: { ...definition.understanding, 'ask-model': ask },
      }),
  };
}
