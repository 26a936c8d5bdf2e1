/** The words of one business: its wordings, filled with values and facts, cut into pieces. */
import type { SpokenValue } from '../../machines/events.ts';
import type { Definition } from '../../machines/policy/definition.ts';
import type { Opening } from '../../machines/ports.ts';
import type { SlotKind } from '../../machines/vocabulary.ts';
import { createCatalogue } from './catalogue.ts';
import { cutPieces, type Segment } from './cut-pieces.ts';
import { createFacts } from './facts.ts';
import { fitValue } from './fit.ts';
import { createValueSpeaker } from './speak-value.ts';
import { inQuestion, type TemplatePart, templateParts } from './template.ts';
import type { Piece, SentenceToSay, Words } from './words.ts';

export interface WordsOptions {
  definition: Definition;
  /** Local time of the business, `YYYY-MM-DDTHH:MM`. */
  now: () => string;
  /** Where the dialled number puts the caller. */
  locationId?: string;
}

type Values = Record<string, SpokenValue>;

/** A wording with its blanks filled, and the names of those for which nothing was known. */
interface Filled {
  segments: Segment[];
  missing: string[];
}

const spellingSuffix = '-spelled';
/** The sentence that says the reason `taken` is `why-taken`. */
const reasonPrefix = 'why-';
const questionPrefix = 'question-';

export function createWords({ definition, now, locationId }: WordsOptions): Words {
  const catalogue = createCatalogue(definition.business);
  const facts = createFacts(catalogue, now, locationId);
  const speaker = createValueSpeaker(catalogue, slotKindsOf(definition), () => ({
    today: now().slice(0, 10),
    isAmbiguous: catalogue.isAmbiguous,
  }));
  const questions = new Map(definition.questions.map((one) => [questionPrefix + one.id, one]));

  function wordingsOf(sentence: string): string[] {
    const entry = definition.words[sentence];
    if (entry === undefined) throw new Error(`there is no sentence "${sentence}"`);
    return Array.isArray(entry) ? entry : [entry];
  }

  /** What one placeholder becomes; nothing when it is not known. */
  function segmentFor(name: string, values: Values, isQuestion: boolean): Segment | undefined {
    const conjunction = isQuestion ? 'or' : 'and';
    const value = values[name];
    if (name === 'why' && typeof value === 'string') {
      const reason = wordingsOf(reasonPrefix + value)[0] as string;
      return { text: reason, fixed: true, carries: name };
    }
    // The line's own location is a fact; so is one that the caller named, but not in every call.
    const isFact = name === 'location' && catalogue.location(value) !== undefined;
    const spoken =
      isFact || value === undefined ? undefined : speaker.speak(name, value, conjunction);
    if (spoken !== undefined) return { text: spoken, fixed: false, carries: name };
    if (name.endsWith(spellingSuffix)) {
      const letters = speaker.spell(values[name.slice(0, -spellingSuffix.length)]);
      return letters === undefined ? undefined : { text: letters, fixed: false, carries: name };
    }
    const fact = facts(name, { values, conjunction });
    if (fact === undefined) return undefined;
    const carries = fact.lasting && value === undefined ? {} : { carries: name };
    return { text: fact.text, fixed: fact.lasting, ...carries };
  }

  function fill(wording: string, given: Values): Filled {
    const parts = templateParts(wording);
    const values = withImplied(given);
    const filled: Filled = { segments: [], missing: [] };
    for (const [index, part] of parts.entries()) {
      if ('text' in part) {
        appendText(filled.segments, part.text);
        continue;
      }
      const segment = segmentFor(part.placeholder, values, inQuestion(parts, index));
      if (segment === undefined) filled.missing.push(part.placeholder);
      else appendValue(filled.segments, shapeFor(part.placeholder, segment, parts[index + 1]));
    }
    return filled;
  }

  function sayAnswer(sentence: string, values: Values): Piece[] {
    const question = questions.get(sentence);
    if (question === undefined) throw new Error(`there is no sentence "${sentence}"`);
    const answer = fill(question.answer, values);
    if (answer.missing.length === 0) return cutPieces(answer.segments);
    if (question.otherwise !== undefined) {
      return cutPieces(whole(sentence, fill(question.otherwise, values)));
    }
    const pieces = sentencesOf(question.answer)
      .map((wording) => fill(wording, values))
      .filter(({ missing }) => missing.length === 0)
      .flatMap(({ segments }) => cutPieces(segments));
    if (pieces.length === 0) whole(sentence, answer);
    return pieces;
  }

  function say({ sentence, values, attempt }: SentenceToSay): Piece[] {
    if (definition.words[sentence] === undefined) return sayAnswer(sentence, values);
    const wordings = wordingsOf(sentence);
    const wording = wordings[Math.min(Math.max(attempt, 0), wordings.length - 1)] as string;
    return cutPieces(whole(sentence, fill(wording, values)));
  }

  function fixedPieces(): string[] {
    const wordings = [
      ...Object.keys(definition.words).flatMap(wordingsOf),
      ...definition.questions.flatMap(({ answer, otherwise }) => [answer, otherwise ?? '']),
    ];
    const texts = wordings.flatMap((wording) =>
      cutPieces(fillForCutting(wording)).flatMap(({ text, fixed }) => (fixed ? [text] : [])),
    );
    return [...new Set(texts)];
  }

  /** A wording with its lasting facts, and a stand-in for everything that only a call can know. */
  function fillForCutting(wording: string): Segment[] {
    const parts = templateParts(wording);
    const segments: Segment[] = [];
    for (const [index, part] of parts.entries()) {
      if ('text' in part) {
        appendText(segments, part.text);
        continue;
      }
      const fact = segmentFor(part.placeholder, {}, inQuestion(parts, index));
      const standIn = { text: part.placeholder, fixed: false, carries: part.placeholder };
      appendValue(segments, fact ?? standIn);
    }
    return segments;
  }

  return {
    say,
    spoken: (name, value) => speaker.speak(name, value, 'and') ?? '',
    fixedPieces,
  };
}

/** A missing value is our bug: a placeholder is never spoken, and neither is a hole. */
function whole(sentence: string, { segments, missing }: Filled): Segment[] {
  if (missing.length === 0) return segments;
  const names = missing.map((name) => `{${name}}`).join(', ');
  throw new Error(`the sentence "${sentence}" needs a value for ${names}`);
}

function slotKindsOf({ flows }: Definition): Map<string, SlotKind> {
  const slots = Object.values(flows).flatMap((flow) => Object.entries(flow.slots));
  return new Map(slots.reverse().map(([name, { kind }]) => [name, kind]));
}

/** An opening or a booking says who, what and where when nothing else does. */
function withImplied(values: Values): Values {
  const source = (values.opening ?? values.booking) as Opening | undefined;
  if (source === undefined) return values;
  const { serviceId: service, staffId: staff, locationId: location } = source;
  return { service, staff, location, when: whenOf(source), ...values };
}

function whenOf({ start }: Opening): SpokenValue {
  return { date: start.slice(0, 10), time: start.slice(11, 16) };
}

/** `{minutes} minutes` in a wording is filled with the number alone. */
function shapeFor(name: string, segment: Segment, next: TemplatePart | undefined): Segment {
  const unitFollows = next !== undefined && 'text' in next && /^[\s-]minutes?\b/.test(next.text);
  if (name !== 'minutes' || !unitFollows) return segment;
  return { ...segment, text: segment.text.replace(/ minutes?$/, '') };
}

function appendText(segments: Segment[], text: string): void {
  const last = segments.at(-1);
  // A fact or a reason that ends its own sentence needs no second full stop.
  const closed = last !== undefined && /[.!?]$/.test(last.text);
  const rest = closed ? text.replace(/^\./, '') : text;
  if (rest !== '') segments.push({ text: rest, fixed: true });
}

function appendValue(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  const fitted = fitValue(last?.text ?? '', segment.text);
  if (last !== undefined) last.text = fitted.before;
  segments.push({ ...segment, text: fitted.value });
}

/** The sentences of a wording, each of which can be said without the others. */
function sentencesOf(wording: string): string[] {
  return wording.split(/(?<=[.!?])\s+/);
}
