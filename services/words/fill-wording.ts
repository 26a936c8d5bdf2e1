/** Fills the blanks of a wording: each with a value in its spoken form, a reason, or a fact. */
import type { SpokenValue } from '../../machines/events.ts';
import type { Opening } from '../../machines/ports.ts';
import type { Catalogue } from './catalogue.ts';
import type { Segment } from './cut-pieces.ts';
import type { Facts } from './facts.ts';
import { fitValue } from './fit.ts';
import type { ValueSpeaker } from './speak-value.ts';
import { inQuestion, type TemplatePart, templateParts } from './template.ts';

export type Values = Record<string, SpokenValue>;

/** A wording with its blanks filled, and the names of those for which nothing was known. */
export interface Filled {
  segments: Segment[];
  missing: string[];
}

export interface FillDeps {
  catalogue: Catalogue;
  facts: Facts;
  speaker: ValueSpeaker;
  /** The phrase for a reason such as `taken`. */
  reasonPhrase: (reason: string) => string;
}

const spellingSuffix = '-spelled';

/** Fills `wording` with what is known; `values` are those of the sentence. */
export function fillWording(deps: FillDeps, wording: string, given: Values): Filled {
  const values = withImplied(given);
  const filled: Filled = { segments: [], missing: [] };
  eachBlank(filled.segments, wording, (name, isQuestion) => {
    const segment = segmentFor(deps, name, values, isQuestion, given.staff);
    if (segment === undefined) filled.missing.push(name);
    return segment;
  });
  return filled;
}

/** A wording with its lasting facts, and a stand-in for everything that only a call can know. */
export function fillWithoutCall(deps: FillDeps, wording: string): Segment[] {
  const segments: Segment[] = [];
  eachBlank(segments, wording, (name, isQuestion) => {
    const standIn = { text: name, fixed: false, carries: name };
    return segmentFor(deps, name, {}, isQuestion) ?? standIn;
  });
  return segments;
}

function eachBlank(
  segments: Segment[],
  wording: string,
  fill: (name: string, isQuestion: boolean) => Segment | undefined,
): void {
  const parts = templateParts(wording);
  for (const [index, part] of parts.entries()) {
    if ('text' in part) {
      appendText(segments, part.text);
      continue;
    }
    const segment = fill(part.placeholder, inQuestion(parts, index));
    if (segment) appendValue(segments, shapeFor(part.placeholder, segment, parts[index + 1]));
  }
}

/** What one blank becomes; nothing when it is not known. */
function segmentFor(
  { catalogue, facts, speaker, reasonPhrase }: FillDeps,
  name: string,
  values: Values,
  isQuestion: boolean,
  wishedStaff?: SpokenValue,
): Segment | undefined {
  const conjunction = isQuestion ? 'or' : 'and';
  const value = values[name];
  if (name === 'why' && typeof value === 'string') {
    return { text: reasonPhrase(value), fixed: true, carries: name };
  }
  // A place is spoken as a fact: that of the dialled line is the same in every call.
  const isPlace = name === 'location' && catalogue.location(value) !== undefined;
  const spoken =
    isPlace || value === undefined
      ? undefined
      : speaker.speak(name, value, conjunction, wishedStaff);
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

/** An opening or a booking says who, what, where and when, if nothing else does. */
function withImplied(values: Values): Values {
  const source = (values.opening ?? values.booking) as Opening | undefined;
  if (source === undefined) return values;
  const { serviceId: service, staffId: staff, locationId: location, start } = source;
  const when = { date: start.slice(0, 10), time: start.slice(11, 16) };
  return { service, staff, location, when, ...values };
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
  const said = segments.map(({ text }) => text).join('');
  const fitted = fitValue(said, last?.text ?? '', segment.text);
  if (last !== undefined) last.text = fitted.before;
  segments.push({ ...segment, text: fitted.value });
}
