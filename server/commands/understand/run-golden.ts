/** `npm run understand -- --golden`: grades a reader on the golden sentences, or two side by side. */
import { fileURLToPath } from 'node:url';
import type { Definition } from '../../../machines/policy/definition.ts';
import { expectNothing, type SlotRequest, type Understood } from '../../../machines/vocabulary.ts';
import { vocabularyOf } from '../../../services/definitions/vocabulary-of.ts';
import { ServiceError } from '../../../services/errors.ts';
import type {
  TurnToRead,
  UnderstandingMaker,
} from '../../../services/understanding/understanding.ts';
import type { Vocabulary } from '../../../services/understanding/vocabulary.ts';
import {
  confusionLines,
  differenceLines,
  type Graded,
  missLines,
  reportLines,
  underBars,
} from './golden-report.ts';
import { type GoldenSentence, type GoldenSet, readGoldenSet } from './golden-set.ts';
import { createGrades, grade } from './grade.ts';

export const goldenFolder = fileURLToPath(
  new URL('../../../scenarios/understanding', import.meta.url),
);

/** A Friday afternoon, when a sentence names no other time. */
const nowOtherwise = '2026-11-20T15:00';

export interface GoldenReaders {
  name: string;
  of(definition: Definition): UnderstandingMaker;
  /** The policies it reads by, where they are not those of the first reader. */
  definitions?: Definition[];
}

export interface GoldenRun {
  lines: string[];
  /** Bars not met; with a comparison, the first reader's. */
  under: string[];
}

export async function runGolden(
  definitions: Definition[],
  readers: GoldenReaders,
  against?: GoldenReaders,
  folder: string = goldenFolder,
): Promise<GoldenRun> {
  const set = ofBusinesses(readGoldenSet(folder), definitions);
  const graded = await gradeAll(set, definitions, readers);
  const other = against && (await gradeAll(set, against.definitions ?? definitions, against));
  const under = underBars(set, graded.grades);
  const lines = [
    ...missLines(graded),
    '',
    ...confusionLines(graded),
    '',
    ...(other ? [...differenceLines(graded, other), ''] : []),
    ...reportLines(set, graded, other),
    ...(under.length > 0 ? ['', 'under the bar:', ...under] : []),
  ];
  return { lines, under };
}

/** One business's sentences when one was named; each file says whose it is. */
function ofBusinesses(set: GoldenSet, definitions: Definition[]): GoldenSet {
  const ids = new Set(definitions.map(({ business }) => business.id));
  const sentences = set.sentences.filter(({ business }) => ids.has(business));
  if (sentences.length > 0) return { ...set, sentences };
  const known = [...new Set(set.sentences.map(({ business }) => business))].join(', ');
  const what = `no golden sentence is about ${[...ids].join(', ')}`;
  throw new ServiceError('definition-broken', `${what}: there are some about ${known}`);
}

async function gradeAll(
  set: GoldenSet,
  definitions: Definition[],
  readers: GoldenReaders,
): Promise<Graded> {
  const grades = createGrades();
  const desks = new Map<string, { maker: UnderstandingMaker; vocabulary: Vocabulary }>();
  for (const definition of definitions) {
    const vocabulary = vocabularyOf(definition);
    desks.set(definition.business.id, { maker: readers.of(definition), vocabulary });
  }
  for (const sentence of set.sentences) {
    const desk = desks.get(sentence.business);
    if (!desk) {
      const what = `${sentence.place}: there is no sound business "${sentence.business}"`;
      throw new ServiceError('definition-broken', what);
    }
    const timeZone = definitions.find(({ business }) => business.id === sentence.business)?.business
      .timeZone as string;
    const turn = goldenTurn(sentence, desk.vocabulary, timeZone);
    grade(grades, sentence, await readOrNothing(desk.maker, turn));
  }
  return { maker: readers.name, grades };
}

/** A model that gives no reading has understood nothing; that is what is graded. */
async function readOrNothing(maker: UnderstandingMaker, turn: TurnToRead): Promise<Understood> {
  try {
    return await maker.understand(turn, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { commands: [{ command: 'unclear', value: 'late' }], signals: {}, confidence: 0 };
  }
}

export function goldenTurn(
  { text, nbest, situation }: GoldenSentence,
  vocabulary: Vocabulary,
  timeZone: string,
): TurnToRead {
  const { expecting = [], accepting = [], asked, now = nowOtherwise, choices = [] } = situation;
  const request = (kind: SlotRequest['kind']): SlotRequest => ({ slot: kind, kind });
  const offered = choices.map(({ id, words, value }) => ({
    id,
    words,
    ...(value === undefined ? {} : { value }),
  }));
  return {
    text,
    ...(nbest ? { nbest } : {}),
    expectation: {
      ...expectNothing,
      asks: expecting.filter((kind) => kind !== 'yes-no').map(request),
      accepts: accepting.map(request),
      yesNo: expecting.includes('yes-no'),
      choices: offered,
      flows: vocabulary.flows.map(({ id }) => id),
    },
    ...(asked === undefined ? {} : { asked }),
    now,
    timeZone,
    choices: offered,
    vocabulary,
  };
}
