/** One YAML file as text in; its value, and the line of everything in it, out. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Finding } from './finding.ts';

/** A file of the policies folder. `path` is how people know it, with forward slashes. */
export interface PolicyFile {
  path: string;
  text: string;
}

export interface YamlFile {
  path: string;
  value: unknown;
  /** The line of the value at `path`, or of the nearest thing around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
}

export interface ReadYaml {
  file: YamlFile;
  /** Faults of the YAML itself; the value is not to be used when there are any. */
  findings: Finding[];
}

/** What people do wrong in YAML, by the parser's code, and what to do about it. */
const fixes: Record<string, string> = {
  DUPLICATE_KEY: 'remove one of the two, or rename it',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'line it up with its neighbours, and close every bracket',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that holds ": " in quotes',
  MISSING_CHAR: 'close the quote or the bracket',
  MULTIPLE_DOCS: 'remove the line ---',
  UNEXPECTED_TOKEN: 'put a text with special signs in quotes',
};

export function readYaml({ path, text }: PolicyFile): ReadYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number) => Math.max(1, lineCounter.linePos(offset).line);
  const finding = (offset: number, what: string, fix: string): Finding => ({
    file: path,
    line: lineAt(offset),
    what,
    fix,
  });
  const findings = [...document.errors, ...document.warnings].map((error) =>
    finding(error.pos[0], lowerFirst(error.message), fixes[error.code] ?? 'correct the YAML here'),
  );
  visit(document, {
    Alias(_key, alias) {
      const what = `"*${alias.source}" refers to another place`;
      findings.push(finding(alias.range?.[0] ?? 0, what, 'write the value out, or quote the text'));
    },
  });
  const lineOf = (at: readonly PropertyKey[]) => lineAt(offsetOf(document, at));
  return {
    file: { path, value: findings.length > 0 ? undefined : document.toJS(), lineOf },
    findings,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Walks down as far as the path leads; a missing key ends at the thing that lacks it. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = firstOffset(node);
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!pair) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (!node) return offset;
      offset = firstOffset(node) || offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function firstOffset(node: unknown): number {
  const ranged = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
  return ranged ? (node.range?.[0] ?? 0) : 0;
}
