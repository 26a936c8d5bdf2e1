/** A file's value against its schema: the parsed value, or every mismatch as a finding. */
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { type Finding, useKnown } from './finding.ts';
import { keysAt } from './schema-at.ts';
import type { ReadYaml } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

export interface Parsed<Value> {
  value?: Value;
  findings: Finding[];
}

export function parseAs<Schema extends z.ZodType>(
  { file, findings }: ReadYaml,
  schema: Schema,
): Parsed<z.output<Schema>> {
  if (findings.length > 0) return { findings };
  const result = schema.safeParse(withoutEmptyLists(file.value, schema), { reportInput: true });
  if (result.success) return { value: result.data, findings: [] };
  const explained = result.error.issues.flatMap((issue) => explain(issue, schema, []));
  const messages = withoutMisspelt(explained);
  return {
    findings: messages.map(({ path, what, fix }) => ({
      file: file.path,
      line: file.lineOf(path),
      what,
      fix,
    })),
  };
}

/** A key that is there under a misspelt name is not missing as well: one finding a fault is enough. */
function withoutMisspelt(messages: readonly Explained[]): Explained[] {
  const meant = messages.flatMap(({ path, what, fix }) => {
    const key = what.endsWith(notKnown) ? /^did you mean "(.+)"\?$/.exec(fix)?.[1] : undefined;
    return key === undefined ? [] : [[...path.slice(0, -1), key].join('/')];
  });
  return messages.filter(
    ({ path, what }) => !(what.endsWith(' is missing') && meant.includes(path.join('/'))),
  );
}

/** A list all of whose lines were taken out has nothing in it: that is no mistake where none is needed. */
function withoutEmptyLists(value: unknown, schema: z.ZodType): unknown {
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  const mayBeEmpty = (key: string) => {
    const field: unknown = schema.shape[key];
    return field instanceof z.ZodDefault && field.unwrap() instanceof z.ZodArray;
  };
  return Object.fromEntries(
    Object.entries(value).filter(([key, each]) => each !== null || !mayBeEmpty(key)),
  );
}

/** What is left of "30,50" where a comma separates one thing from the next. */
const halfNumber = /^\d{1,2}$/;

const notKnown = 'is not known here';

interface Explained {
  path: PropertyKey[];
  what: string;
  fix: string;
}

/** One issue in plain words. `above` is the path that a choice of shapes was found at. */
function explain(issue: Issue, schema: z.ZodType, above: PropertyKey[]): Explained[] {
  const path = [...above, ...issue.path];
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        what: `"${key}" ${notKnown}`,
        fix: halfNumber.test(key)
          ? `write a number with a point, as in 30.${key}`
          : useKnown(key, keysAt(schema, path), 'remove it'),
      }));
    case 'invalid_union':
      return explainChoice(issue, schema, path);
    case 'invalid_key':
      return explainKey(issue, path);
    case 'invalid_type':
      return [explainType(issue, path)];
    case 'invalid_value':
      return [
        {
          path,
          what:
            issue.input === undefined ? `${name} is missing` : `${name} is ${show(issue.input)}`,
          fix: useKnown(
            String(issue.input ?? ''),
            issue.values.map(String),
            'use an allowed value',
          ),
        },
      ];
    case 'too_small':
      return [explainSize(path, issue.origin, 'at least', issue.minimum)];
    case 'too_big':
      return [explainSize(path, issue.origin, 'at most', issue.maximum)];
    default:
      return [{ path, what: `${name} is ${show(issue.input)}`, fix: issue.message }];
  }
}

/** Of several shapes, the one that the author came nearest to is the one that was meant. */
function explainChoice(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  schema: z.ZodType,
  path: PropertyKey[],
): Explained[] {
  const ranked = [...issue.errors].sort((left, right) => badness(left) - badness(right));
  const nearest = ranked[0] ?? [];
  if (badness(nearest) < wholeThing) {
    return nearest.flatMap((each) => explain(each as Issue, schema, path));
  }
  const values = issue.errors
    .flat()
    .flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : []));
  const groups = keysAt(schema, path);
  const ways = [
    ...(values.length > 0 ? [`one of ${values.join(', ')}`] : []),
    ...(groups.length > 0 ? [`a group with ${groups.join(', ')}`] : []),
  ];
  const many = groups.length > groupsListedMax;
  const fix = many
    ? 'write a group of "name: value" lines below it'
    : ways.length > 0
      ? `use ${ways.join(', or ')}`
      : issue.message;
  return [{ path, what: `${nameOf(path)} is ${show(issue.input)}`, fix }];
}

/** More names than a person would read. */
const groupsListedMax = 8;

/** More than the slips that anyone would make in one small group. */
const wholeThing = 20;

/**
 * A wrong key or a wrong value is a slip; a wrong kind of thing altogether was not meant. Between
 * equals, a key that looks like the missing one tells which shape was meant.
 */
function badness(issues: readonly z.core.$ZodIssue[]): number {
  const unknown = issues.flatMap((each) => (each.code === 'unrecognized_keys' ? each.keys : []));
  const missing = issues
    .filter((each) => each.path.length === 1 && each.code === 'invalid_type')
    .map((each) => String(each.path[0]));
  const whole = issues.filter(
    ({ path, code }) => path.length === 0 && ['invalid_type', 'invalid_value'].includes(code),
  );
  const others = issues.length - whole.length - (unknown.length > 0 ? 1 : 0);
  const likeness = Math.min(
    ...unknown.flatMap((key) => missing.map((other) => distance(key, other))),
    likenessMax,
  );
  return whole.length * wholeThing + others + unknown.length + likeness / (likenessMax + 1);
}

/** Letters by which two keys may differ before they no longer look alike at all. */
const likenessMax = 9;

function explainKey(
  issue: Extract<Issue, { code: 'invalid_key' }>,
  path: PropertyKey[],
): Explained[] {
  const key = String(path.at(-1));
  const values = issue.issues.flatMap((inner) =>
    inner.code === 'invalid_value' ? inner.values.map(String) : [],
  );
  const what = `"${key}" ${notKnown}`;
  const fix =
    values.length > 0 ? useKnown(key, values, 'remove it') : (issue.issues[0]?.message ?? '');
  return [{ path, what, fix }];
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (lines that start with "- ")',
  tuple: 'a pair such as ["09:00", "17:00"]',
  object: 'a group of "name: value" lines',
  record: 'a group of "name: value" lines',
};

function explainType(
  issue: Extract<Issue, { code: 'invalid_type' }>,
  path: PropertyKey[],
): Explained {
  const name = nameOf(path);
  const wanted = kinds[issue.expected] ?? issue.expected;
  if (issue.input === undefined) {
    return { path, what: `${name} is missing`, fix: `add it, as ${wanted}` };
  }
  const quotable =
    issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input);
  const one = issue.expected === 'array' && typeof issue.input === 'string' && !isHours(path);
  if (one)
    return { path, what: `${name} is one text`, fix: `write a list: [${show(issue.input)}]` };
  return {
    path,
    what: `${name} is ${show(issue.input)}`,
    fix: quotable ? 'put it in quotes' : `write ${isHours(path) ? hoursWanted : wanted}`,
  };
}

const hoursWanted = '[["09:00", "17:00"]], or leave the day out where it is closed';

/** The hours of a day, which nearly everyone first writes as one text. */
function isHours(path: readonly PropertyKey[]): boolean {
  return path.at(-2) === 'hours' || path.at(-1) === 'hours';
}

function explainSize(
  path: PropertyKey[],
  origin: string,
  bound: string,
  limit: number | bigint,
): Explained {
  const name = nameOf(path);
  if (origin === 'string') {
    return { path, what: `${name} has the wrong length`, fix: `write ${bound} ${limit} letters` };
  }
  if (origin === 'array' || origin === 'set') {
    return { path, what: `${name} has the wrong length`, fix: `list ${bound} ${limit}` };
  }
  return { path, what: `${name} is out of bounds`, fix: `use ${bound} ${limit}` };
}

/** How a person would name the place: the key itself, or the item's number in its list. */
function nameOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last !== 'number') return `"${String(last)}"`;
  const list = path.findLast((part) => typeof part !== 'number');
  return list === undefined ? `item ${last + 1}` : `item ${last + 1} of "${String(list)}"`;
}

/** Long values would bury the message. */
const shownMax = 40;

function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'object' && !Array.isArray(value)) return 'a group of values';
  if (Array.isArray(value) && value.some((each) => typeof each === 'object')) {
    return Array.isArray(value[0]) ? 'a list of lists' : 'a list of groups';
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}
