/** A dental practice's turns, the shipped policy, and a cascade over an emulated model. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Definition } from '../../../machines/policy/definition.ts';
import type { UnderstandingPolicy } from '../../../machines/policy/understanding.ts';
import { type Expectation, expectNothing, type Understood } from '../../../machines/vocabulary.ts';
import { type Clock, systemClock } from '../../../services/clock.ts';
import { loadDefinitions } from '../../../services/definitions/definitions.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import { createCascade } from '../../../services/understanding/cascade.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import { createOpenaiReader, openaiClient } from '../../../services/understanding/openai-reader.ts';
import type {
  TurnToRead,
  UnderstandingMaker,
} from '../../../services/understanding/understanding.ts';
import type { ChatRequest } from '../../emulators/openai/chat-request.ts';

const folder = fileURLToPath(new URL('../../../policies', import.meta.url));

function shipped(id: string): Definition {
  const { definitions } = loadDefinitions(join(folder));
  const found = definitions.find(({ business }) => business.id === id);
  if (!found) throw new Error(`no sound definition of ${id}`);
  return found;
}

export const dentist = shipped('bright-smile');
export const policy = dentist.understanding;
export const vocabulary = vocabularyOf(dentist);

export function turn(text: string, expecting: Partial<Expectation> = {}): TurnToRead {
  const expectation = { ...expectNothing, flows: ['book', 'reschedule', 'cancel'], ...expecting };
  const now = '2026-11-20T15:00';
  return { text, expectation, now, timeZone: 'America/New_York', vocabulary };
}

export function openaiReader(
  url: string,
  changes: Partial<UnderstandingPolicy> = {},
  apiKey = 'key',
): UnderstandingMaker {
  const client = openaiClient({ apiKey, baseUrl: url, model: 'm' });
  return createOpenaiReader({
    client,
    model: 'm',
    policy: { ...policy, ...changes },
    clock: systemClock,
  });
}

export function cascade(
  url: string,
  changes: Partial<UnderstandingPolicy> = {},
  clock: Clock = systemClock,
): UnderstandingMaker {
  return createCascade({
    local: createLocalReader(),
    model: openaiReader(url, changes),
    policy: { ...policy, ...changes },
    clock,
  });
}

export const never = new AbortController().signal;

export function read(maker: UnderstandingMaker, of: TurnToRead): Promise<Understood> {
  return maker.understand(of, never);
}

/** The labels a request allows, as the server is told by schema. */
export function labelsIn({ schema }: ChatRequest): string[] {
  const found = /"enum":(\[[^\]]*\])/.exec(JSON.stringify(schema));
  return JSON.parse(found?.[1] ?? '[]') as string[];
}

/** What the caller said, as the request tells it. */
export function saidIn({ user }: ChatRequest): string {
  return (JSON.parse(user) as { callerSaid: string }).callerSaid;
}

export function labels(...meant: [label: string, words: string][]) {
  return {
    kind: 'json',
    value: { meant: meant.map(([label, words]) => ({ label, words })) },
  } as const;
}

export const asksWhen: Partial<Expectation> = {
  asks: [{ slot: 'when', kind: 'when' }],
  accepts: [
    { slot: 'service', kind: 'service' },
    { slot: 'staff', kind: 'staff' },
  ],
};
