/** Values written as YAML in the manner of the policy files: short lists and facts on one line. Pure. */
import { stringify } from 'yaml';

/** A value that a form can write into a file. */
export type YamlValue =
  | string
  | number
  | boolean
  | YamlValue[]
  | { [key: string]: YamlValue | undefined };

/** The width that the policy files keep. */
const columnsMax = 100;

/** Times and telephone numbers would be read as something else by other programs. */
const quotedAlways = /^(?:\d\d:\d\d|\+\d+)$/;

export function scalarText(value: string | number | boolean, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  if (quotedAlways.test(value) || /[\n\t]/.test(value)) return JSON.stringify(value);
  const written = stringify(value, { lineWidth: 0 }).trimEnd();
  if (inFlow && /[,[\]{}]/.test(written) && !/^["']/.test(written)) return JSON.stringify(value);
  return written.includes('\n') ? JSON.stringify(value) : written;
}

/** `[a, b]` and `{ a: b }`, on one line whatever the length. */
export function flowText(value: YamlValue): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value !== 'object') return scalarText(value, true);
  const pairs = entriesOf(value).map(([key, inner]) => `${keyText(key)}: ${flowText(inner)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** What stands behind `key:` at this indentation, with the space or the new line before it. */
export function behindKey(value: YamlValue, indent: number): string {
  if (Array.isArray(value)) {
    const short = ` ${flowText(value)}`;
    const plain = value.every((item) => typeof item !== 'object' || Array.isArray(item));
    if (plain && indent + short.length <= columnsMax - 20) return short;
    return itemsText(value, indent + 2);
  }
  if (isFact(value)) return ` ${flowText(value)}`;
  if (typeof value === 'object') return `\n${pairsText(value, indent + 2)}`;
  return ` ${longText(value, indent)}`;
}

/** Each item on a line of its own, every line behind a new line. */
export function itemsText(items: YamlValue[], indent: number): string {
  return items.map((item) => `\n${itemText(item, indent)}`).join('');
}

/** `- …` at this indentation, without a new line at its end. */
export function itemText(value: YamlValue, indent: number, flow = false): string {
  const dash = `${' '.repeat(indent)}- `;
  if (Array.isArray(value) || flow || isFact(value)) return dash + flowText(value);
  if (typeof value === 'object') return dash + pairsText(value, indent + 2).trimStart();
  return dash + longText(value, indent);
}

/** `key: …` a line, at this indentation. */
export function pairsText(value: { [key: string]: YamlValue | undefined }, indent: number): string {
  return entriesOf(value)
    .map(([key, inner]) => `${' '.repeat(indent)}${keyText(key)}:${behindKey(inner, indent)}`)
    .join('\n');
}

/** A price, a stay away: small enough for one line. */
function isFact(value: YamlValue): boolean {
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const inner = entriesOf(value).map(([, each]) => each);
  return inner.length <= 2 && inner.every((each) => typeof each !== 'object');
}

/** A text beyond the width is folded over lines, as a person would. */
function longText(value: string | number | boolean, indent: number): string {
  const short = scalarText(value, false);
  if (short.length + indent < columnsMax - 15 || /[\n\t]|^\s|\s$| {2}/.test(String(value)))
    return short;
  const pad = ' '.repeat(indent + 2);
  const lines = [''];
  for (const word of String(value).split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && pad.length + last.length + word.length + 1 > columnsMax) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return `>-\n${lines.map((line) => pad + line).join('\n')}`;
}

function keyText(key: string): string {
  return scalarText(key, true);
}

function entriesOf(value: { [key: string]: YamlValue | undefined }): [string, YamlValue][] {
  return Object.entries(value).filter(
    (entry): entry is [string, YamlValue] => entry[1] !== undefined,
  );
}
