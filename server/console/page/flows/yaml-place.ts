/** Where the cursor is in a YAML file, told by indentation: it works while the file is half typed. Pure. */

export interface YamlPlace {
  /** The keys around it; `*` stands for an item of a list. */
  path: string[];
  /** Of a key's value: the key is the last of the path. */
  typing: 'key' | 'value';
}

interface Line {
  /** Where its text begins, behind the dashes. */
  column: number;
  /** Where each dash is. */
  dashes: number[];
  key: string | undefined;
}

export function placeAt(text: string, offset: number): YamlPlace {
  const before = text.slice(0, offset).split('\n');
  const here = before.pop() ?? '';
  const line = lineOf(here);
  const behindKey = line.key !== undefined && /^[\s-]*["']?[\w-]+["']?:(?:\s|$)/.test(here);
  const path = around(before, line);
  if (!behindKey) return { path: inBrackets(here, path) ?? path, typing: 'key' };
  const inside = [...path, line.key ?? ''];
  const bracketed = inBrackets(here, inside);
  if (bracketed === undefined) return { path: inside, typing: 'value' };
  // `{ kind: na`: the last key inside the brackets, or a new one.
  const [, key] = /[{,]\s*([\w-]+):\s*[^,{}[\]]*$/.exec(here) ?? [];
  if (key !== undefined && here.lastIndexOf('{') > here.lastIndexOf('[')) {
    return { path: [...bracketed, key], typing: 'value' };
  }
  return {
    path: bracketed,
    typing: here.lastIndexOf('{') > here.lastIndexOf('[') ? 'key' : 'value',
  };
}

/** One step further in for each bracket that is still open; `undefined` when none is. */
function inBrackets(here: string, path: string[]): string[] | undefined {
  const open: string[] = [];
  for (const sign of here.replaceAll(/"[^"]*"|'[^']*'/g, '')) {
    if (sign === '[' || sign === '{') open.push(sign);
    if (sign === ']' || sign === '}') open.pop();
  }
  if (open.length === 0) return undefined;
  return [...path, ...open.filter((sign) => sign === '[').map(() => '*')];
}

/** Upwards from line to line, each time to the next one that holds what is below. */
function around(before: string[], line: Line): string[] {
  const path: string[] = [];
  let { column } = line;
  let dashes = [...line.dashes];
  const climb = (): void => {
    for (const dash of dashes.reverse()) {
      path.unshift('*');
      column = dash;
    }
    dashes = [];
  };
  climb();
  let inItem = line.dashes.length > 0;
  for (const text of before.reverse()) {
    if (/^\s*(?:#|$)/.test(text)) continue;
    const above = lineOf(text);
    const dash = above.dashes.at(-1);
    if (!inItem && above.column === column && dash !== undefined && above.dashes.length > 0) {
      // The first line of the list item that the cursor is in.
      dashes = [...above.dashes];
      climb();
      inItem = true;
      continue;
    }
    // A list may stand as far left as the key that it belongs to.
    const holds =
      above.column < column || (inItem && above.column === column && dash === undefined);
    if (above.key === undefined || !holds) continue;
    path.unshift(above.key);
    column = above.column;
    dashes = [...above.dashes];
    inItem = dashes.length > 0;
    climb();
  }
  return path;
}

function lineOf(text: string): Line {
  const [lead = ''] = /^[\s]*(?:-\s+|-$)*/.exec(text) ?? [];
  const dashes = [...lead].flatMap((sign, at) => (sign === '-' ? [at] : []));
  const [, key] = /^["']?([\w-]+)["']?:/.exec(text.slice(lead.length)) ?? [];
  return { column: lead.length, dashes, key };
}
