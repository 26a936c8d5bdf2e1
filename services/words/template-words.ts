/** The words of one business: its wordings, filled with values and facts, cut into pieces. */
import type { Definition } from '../../machines/policy/definition.ts';
import type { SlotKind } from '../../machines/vocabulary.ts';
import { createCatalogue } from './catalogue.ts';
import { cutPieces, type Segment } from './cut-pieces.ts';
import { createFacts, dayAsked } from './facts.ts';
import {
  type FillDeps,
  type Filled,
  fillWithoutCall,
  fillWording,
  type Values,
} from './fill-wording.ts';
import { createValueSpeaker } from './speak-value.ts';
import type { Piece, SentenceToSay, Words } from './words.ts';

export interface WordsOptions {
  definition: Definition;
  /** Local time of the business, `YYYY-MM-DDTHH:MM`. */
  now: () => string;
  /** Where the dialled number puts the caller. */
  locationId?: string;
}

/** The sentence that says the reason `taken` is `why-taken`. */
const reasonPrefix = 'why-';
const questionPrefix = 'question-';

export function createWords(options: WordsOptions): Words {
  const { definition } = options;
  const questions = new Map(definition.questions.map((one) => [questionPrefix + one.id, one]));
  const deps = fillDepsOf(options);

  function sayAnswer(sentence: string, values: Values): Piece[] {
    const question = questions.get(sentence);
    if (question === undefined) throw new Error(`there is no sentence "${sentence}"`);
    const answer = fillWording(deps, answerTo(question.answer, values), values);
    if (answer.missing.length === 0) return cutPieces(answer.segments);
    if (question.otherwise !== undefined) {
      return cutPieces(whole(sentence, fillWording(deps, question.otherwise, values)));
    }
    const pieces = sentencesOf(question.answer)
      .map((wording) => fillWording(deps, wording, values))
      .filter(({ missing }) => missing.length === 0)
      .flatMap(({ segments }) => cutPieces(segments));
    return pieces.length > 0 ? pieces : cutPieces(whole(sentence, answer));
  }

  function say({ sentence, values, attempt }: SentenceToSay): Piece[] {
    if (definition.words[sentence] === undefined) return sayAnswer(sentence, values);
    const wordings = wordingsOf(definition, sentence);
    const wording = wordings[Math.min(Math.max(attempt, 0), wordings.length - 1)] as string;
    return cutPieces(whole(sentence, fillWording(deps, wording, values)));
  }

  function fixedPieces(): string[] {
    const wordings = [
      ...Object.keys(definition.words).flatMap((id) => wordingsOf(definition, id)),
      ...definition.questions.flatMap(({ answer, otherwise }) => [answer, otherwise ?? '']),
    ];
    const pieces = wordings.flatMap((wording) => cutPieces(fillWithoutCall(deps, wording)));
    return [...new Set(pieces.flatMap(({ text, fixed }) => (fixed ? [text] : [])))];
  }

  return {
    say,
    spoken: (name, value) => deps.speaker.speak(name, value, 'and') ?? '',
    fixedPieces,
  };
}

function fillDepsOf({ definition, now, locationId }: WordsOptions): FillDeps {
  const catalogue = createCatalogue(definition.business);
  return {
    catalogue,
    facts: createFacts(catalogue, now, locationId),
    speaker: createValueSpeaker(catalogue, slotKindsOf(definition), () => ({
      today: now().slice(0, 10),
      isAmbiguous: catalogue.isAmbiguous,
    })),
    // A version that was made before the reason was known offers its times without one.
    reasonPhrase: (reason) =>
      definition.words[reasonPrefix + reason] === undefined
        ? ''
        : (wordingsOf(definition, reasonPrefix + reason)[0] as string),
  };
}

function wordingsOf(definition: Definition, sentence: string): string[] {
  const entry = definition.words[sentence];
  if (entry === undefined) throw new Error(`there is no sentence "${sentence}"`);
  return Array.isArray(entry) ? entry : [entry];
}

/** Where two flows give one slot different kinds, the first flow's is taken. */
function slotKindsOf({ flows }: Definition): Map<string, SlotKind> {
  const slots = Object.values(flows).flatMap((flow) => Object.entries(flow.slots));
  return new Map(slots.reverse().map(([name, { kind }]) => [name, kind]));
}

/** Asked about one day, an answer about the hours tells that day's, and not the week's or today's. */
function answerTo(answer: string, values: Values): string {
  if (dayAsked(values) === undefined) return answer;
  if (answer.includes('{staff-hours}')) return '{staff} is {staff-that-day}.';
  if (answer.includes('{hours}')) return '{hours-that-day}.';
  return answer.replaceAll('{hours-today}', '{hours-that-day}');
}

/** A missing value is our bug: a placeholder is never spoken, and neither is a hole. */
function whole(sentence: string, { segments, missing }: Filled): Segment[] {
  if (missing.length === 0) return segments;
  const names = missing.map((name) => `{${name}}`).join(', ');
  throw new Error(`the sentence "${sentence}" needs a value for ${names}`);
}

/** The sentences of a wording, each of which can be said without the others. */
function sentencesOf(wording: string): string[] {
  return wording.split(/(?<=[.!?])\s+/);
}
