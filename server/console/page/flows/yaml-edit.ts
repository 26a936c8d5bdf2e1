/** Changes one value in a YAML file and leaves every other line as its author wrote it. Pure. */
import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
} from 'yaml';
import {
  behindKey,
  flowText,
  itemsText,
  itemText,
  pairsText,
  type YamlValue,
} from './yaml-text.ts';

export type YamlPath = readonly (string | number)[];

/** The file as a value, or where it is broken: forms need a file that can be read. */
export function readYamlText(text: string): { value: unknown } | { brokenLine: number } {
  const document = parseDocument(text, { stringKeys: true });
  const [error] = document.errors;
  if (error === undefined) return { value: document.toJS() };
  return { brokenLine: error.linePos?.[0].line ?? 1 };
}

/** Sets the value at `path`; `undefined` removes it. What is missing on the way there is made. */
export function withValue(text: string, path: YamlPath, value: YamlValue | undefined): string {
  const document = parseDocument(text, { stringKeys: true });
  const chain = nodesAlong(document, path);
  const flowAt = chain.findIndex((node) => isCollection(node) && node.flow === true);
  // One that goes altogether leaves with its key, unless that is on the same line itself.
  const gone = flowAt === path.length && value === undefined;
  if (flowAt >= 0 && !gone) return inFlow(text, document, chain[flowAt], path.slice(flowAt), value);
  const target = chain[path.length];
  if (target === undefined || target === null || isNull(target)) {
    return value === undefined ? text : added(text, document, chain, path, value);
  }
  return value === undefined
    ? removed(text, document, chain, path)
    : replaced(text, chain, path, value);
}

/** Puts a value behind the last one of a list. */
export function withItem(text: string, path: YamlPath, value: YamlValue): string {
  const list = parseDocument(text, { stringKeys: true }).getIn(path, true);
  if (!isSeq(list) || list.items.length === 0) return withValue(text, path, [value]);
  return withValue(text, [...path, list.items.length], value);
}

interface Ranged {
  range?: [number, number, number] | null;
}

/** The node at each step of the path, beginning with the whole file; shorter where it ends early. */
function nodesAlong(document: Document.Parsed, path: YamlPath): unknown[] {
  const chain: unknown[] = [document.contents];
  for (const key of path) {
    const node = chain.at(-1);
    const next = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (next === undefined) break;
    chain.push(next);
  }
  return chain;
}

/** A list or facts on one line are written anew as a whole. */
function inFlow(
  text: string,
  document: Document.Parsed,
  node: unknown,
  rest: YamlPath,
  value: YamlValue | undefined,
): string {
  const [start, end] = rangeOf(node);
  const before = (node as { toJS(document: Document.Parsed): YamlValue }).toJS(document);
  const after = rest.length === 0 ? value : changed(before, rest, value);
  return text.slice(0, start) + flowText(after ?? []) + text.slice(end);
}

function changed(
  before: YamlValue | undefined,
  path: YamlPath,
  value: YamlValue | undefined,
): YamlValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list = Array.isArray(before) ? [...before] : [];
    const inner = changed(list[key], rest, value);
    if (inner === undefined) list.splice(key, 1);
    else list[key] = inner;
    return list;
  }
  const map = typeof before === 'object' && !Array.isArray(before) ? before : {};
  return { ...map, [key]: changed(map[key], rest, value) };
}

function replaced(text: string, chain: unknown[], path: YamlPath, value: YamlValue): string {
  const target = chain[path.length];
  const [start, end] = rangeOf(target);
  const last = trimmedEnd(text, start, end);
  const key = path.at(-1);
  const parent = chain[path.length - 1];
  if (typeof key === 'string' && isMap(parent)) {
    const pair = pairAt(parent, key);
    const [keyStart, keyEnd] = rangeOf(pair?.key);
    const colon = text.indexOf(':', keyEnd) + 1;
    const lines = isSeq(target) && Array.isArray(value) && value.length > 0;
    const column = columnOf(text, keyStart);
    const written = lines ? itemsText(value, column + 2) : behindKey(value, column);
    return text.slice(0, colon) + written + text.slice(last);
  }
  if (typeof value !== 'object') {
    const column = columnOf(text, start) - 2;
    return text.slice(0, start) + itemText(value, column).trimStart().slice(2) + text.slice(last);
  }
  return text.slice(0, start) + flowText(value) + text.slice(last);
}

function added(
  text: string,
  document: Document.Parsed,
  chain: unknown[],
  path: YamlPath,
  value: YamlValue,
): string {
  const parent = chain[path.length - 1];
  const key = path.at(-1);
  const bare = isScalar(parent) && parent.value === null;
  if (parent === undefined || parent === null || bare) {
    if (path.length <= 1) return whole(text, path, value);
    const wrapped = typeof key === 'number' ? [value] : { [String(key)]: value };
    return withValue(text, path.slice(0, -1), wrapped);
  }
  if (bareKey(parent, key)) {
    const [keyStart, keyEnd] = rangeOf(pairAt(parent, String(key))?.key);
    const colon = text.indexOf(':', keyEnd) + 1;
    return text.slice(0, colon) + behindKey(value, columnOf(text, keyStart)) + text.slice(colon);
  }
  if (isMap(parent)) {
    const at = columnOf(text, rangeOf(parent)[0]);
    return insertedAfter(text, parent, pairsText({ [String(key)]: value }, at));
  }
  if (isSeq(parent)) {
    const sibling = parent.items.at(-1);
    const flow = isCollection(sibling) && sibling.flow === true;
    const at = columnOf(text, rangeOf(parent)[0]);
    return insertedAfter(text, parent, itemText(value, at, flow));
  }
  throw new Error(
    `nothing can be written below ${path.slice(0, -1).join('.')} in ${document.range}`,
  );
}

/** `key:` with nothing behind it. */
function bareKey(parent: unknown, key: string | number | undefined): boolean {
  if (!isMap(parent) || typeof key !== 'string') return false;
  const pair = pairAt(parent, key);
  return pair !== undefined && (pair.value === null || isNull(pair.value));
}

function isNull(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

/** A file that holds nothing yet, but perhaps its first comments. */
function whole(text: string, [key]: YamlPath, value: YamlValue): string {
  const list = key === undefined && Array.isArray(value) ? value : [value];
  const line =
    typeof key === 'string'
      ? pairsText({ [key]: value }, 0)
      : list.map((item) => itemText(item, 0)).join('\n');
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${line}\n`;
}

/** A blank line between the neighbours stays one between the new one and the last. */
function insertedAfter(text: string, parent: { items: unknown[] }, lines: string): string {
  const end = lineEnd(text, endOf(text, parent.items.at(-1)));
  const before = parent.items.at(-2);
  const apart =
    before !== undefined &&
    text.slice(endOf(text, before)).trimStart().startsWith('-') &&
    /^[^\n]*\n[ \t]*\n/.test(text.slice(endOf(text, before)));
  return `${text.slice(0, end)}\n${apart ? '\n' : ''}${lines}${text.slice(end)}`;
}

function removed(
  text: string,
  document: Document.Parsed,
  chain: unknown[],
  path: YamlPath,
): string {
  const parent = chain[path.length - 1];
  const key = path.at(-1);
  if (isSeq(parent) && parent.items.length === 1) {
    return path.length === 1 ? '[]\n' : withValue(text, path.slice(0, -1), []);
  }
  const [start] =
    isMap(parent) && typeof key === 'string'
      ? rangeOf(pairAt(parent, key)?.key)
      : rangeOf(chain[path.length]);
  const item = isMap(parent) ? pairAt(parent, String(key)) : chain[path.length];
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = lineEnd(text, endOf(text, item)) + 1;
  const left = text.slice(0, from) + text.slice(to).replace(/^(?:[ \t]*\n)+(?=[ \t]*\n|$)/, '');
  return document.contents === null ? text : left;
}

function pairAt(map: unknown, key: string): Pair | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key);
}

function rangeOf(node: unknown): [number, number] {
  const range = (node as Ranged | undefined)?.range;
  if (!range) throw new Error('the place is not in the file');
  return [range[0], range[1]];
}

function endOf(text: string, item: unknown): number {
  const pair = item as { key?: unknown; value?: unknown };
  const node =
    'key' in pair ? ((pair.value as Ranged | null)?.range ? pair.value : pair.key) : item;
  const [start, end] = rangeOf(node);
  return trimmedEnd(text, start, end);
}

/** Block texts and lists reach over the new line behind them, and over comments of what follows. */
function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
