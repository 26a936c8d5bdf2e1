/** Checks that every sentence named anywhere exists, and that its placeholders can be filled. */
import { placeholdersOf } from '../words/template.ts';
import type { WholeDraft } from './draft.ts';
import { type Finding, findingAt, type Sourced, useKnown } from './finding.ts';

/** What a sentence can speak of besides the slots of the flows. */
const valueNames = [
  'address',
  'booking',
  'bookings',
  'business',
  'choices',
  'count',
  'deposit',
  'directions',
  'hours',
  'hours-today',
  'location',
  'location-name',
  'locations',
  'minutes',
  'money',
  'name',
  'next-open',
  'opening',
  'openings',
  'parking',
  'person',
  'phone',
  'phone-number',
  'price',
  'readings',
  'service',
  'services',
  'staff',
  'staff-hours',
  'when',
  'why',
];

/** `{name-spelled}` is the name letter by letter. */
const spelled = /-spelled$/;

export function checkWords(draft: WholeDraft): Finding[] {
  return [...checkNamed(draft), ...checkSaid(draft), ...checkPlaceholders(draft)];
}

/** A sentence under a name that nothing says would never be heard. */
function checkSaid(draft: WholeDraft): Finding[] {
  const said = mentions({ ...draft, flows: draft.flowsAvailable }).map(({ id }) => id);
  const known = [...new Set([...draft.wordsOfDefaults, ...said])];
  return [...draft.words]
    .filter(([id]) => !known.includes(id))
    .map(([id, at]) => {
      const fix = useKnown(id, known, 'name it where it is to be said, or remove it');
      return findingAt(at, [], `nothing says the sentence "${id}"`, fix);
    });
}

/** A sentence's id where it is named. */
interface Mention {
  id: string;
  at: Sourced<unknown>;
  path: PropertyKey[];
}

function checkNamed(draft: WholeDraft): Finding[] {
  const known = [...draft.words.keys()];
  return mentions(draft)
    .filter(({ id }) => !draft.words.has(id))
    .map(({ id, at, path }) =>
      findingAt(
        at,
        path,
        `there is no sentence "${id}"`,
        useKnown(id, known, 'add it to words.yaml'),
      ),
    );
}

function mentions(draft: WholeDraft): Mention[] {
  const inFlows = [...draft.flows.values()].flatMap((at) => [
    ...Object.entries(at.value.slots).flatMap(([name, slot]) =>
      (['ask', 'last-name'] as const).flatMap((key) => {
        const id = slot[key];
        return id === undefined ? [] : [{ id, at, path: ['slots', name, key] }];
      }),
    ),
    ...Object.entries(at.value.steps).flatMap(([name, step]) => {
      if ('say' in step) return [{ id: step.say, at, path: ['steps', name, 'say'] }];
      if ('confirm' in step) return [{ id: step.confirm, at, path: ['steps', name, 'confirm'] }];
      if ('offer' in step) return [{ id: step.sentence, at, path: ['steps', name, 'sentence'] }];
      return [];
    }),
  ]);
  const inRules = draft.rules.flatMap((at) =>
    at.value.say === undefined ? [] : [{ id: at.value.say, at, path: ['say'] }],
  );
  const inSignals = [...draft.signals.values()].map((at) => ({
    id: at.value.say,
    at,
    path: ['say'],
  }));
  const mustBeHeard = draft.mustBeHeard.map((at) => ({ id: at.value, at, path: [] }));
  return [...inFlows, ...inRules, ...inSignals, ...mustBeHeard];
}

function checkPlaceholders(draft: WholeDraft): Finding[] {
  const slots = [...draft.flowsAvailable.values()].flatMap(({ value }) => Object.keys(value.slots));
  const known = [...new Set([...valueNames, ...slots])];
  const check = (text: string, at: Sourced<unknown>, path: PropertyKey[]) => [
    ...checkBraces(text, at, path),
    ...placeholdersOf(text)
      .filter((name) => !known.includes(name.replace(spelled, '')))
      .map((name) =>
        findingAt(
          at,
          path,
          `nothing can fill {${name}}`,
          useKnown(name, known, 'use the name of a slot or of a fact'),
        ),
      ),
  ];
  const words = [...draft.words.values()].flatMap((at) =>
    Array.isArray(at.value)
      ? at.value.flatMap((text, index) => check(text, at, [index]))
      : check(at.value, at, []),
  );
  const answers = draft.questions.flatMap((at) => [
    ...check(at.value.answer, at, ['answer']),
    ...check(at.value.otherwise ?? '', at, ['otherwise']),
  ]);
  return [...words, ...answers];
}

/** What is left of braces that hold nothing together would be read out. */
function checkBraces(text: string, at: Sourced<unknown>, path: PropertyKey[]): Finding[] {
  if (!/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))) return [];
  return [findingAt(at, path, 'a brace has no partner', 'write {name}, with both braces')];
}
