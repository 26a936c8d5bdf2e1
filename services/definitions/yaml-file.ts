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
  type YAMLError,
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
  TAG_RESOLVE_FAILED: 'put a text that begins with ! in quotes',
  MULTILINE_IMPLICIT_KEY: 'write "name: value", with a blank after the colon, below its neighbours',
};

/** What the parser says of these would not help whoever wrote the line. */
const plainWords: Record<string, string> = {
  MULTILINE_IMPLICIT_KEY: 'this line is no "name: value"',
  BLOCK_AS_IMPLICIT_KEY: 'this line holds ": " twice',
  DUPLICATE_KEY: 'this name is here twice',
  BAD_INDENT: 'this line does not begin where its neighbours do',
};

/** Faults that stand by themselves; any other one makes the parser stumble over what follows it. */
const standalone = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

function firstFaults(errors: readonly YAMLError[]): YAMLError[] {
  const first = errors.findIndex(({ code }) => !standalone.has(code));
  return first < 0 ? [...errors] : errors.slice(0, first + 1);
}

/** At the beginning or the end; inside a text they are what it says. */
const curly = /^[“”„‚«]|[“”„»]$/;

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
  const errors = firstFaults([...document.errors, ...document.warnings]);
  const findings = errors.map((error) => {
    // The parser misses the dash of a list whose item went on one blank too far to the left.
    const code = error.message.startsWith('Sequence item without -') ? 'BAD_INDENT' : error.code;
    const what = plainWords[code] ?? lowerFirst(error.message);
    return finding(error.pos[0], what, fixes[code] ?? 'correct the YAML here');
  });
  const unreadable = text.search(/[\0\uFFFD]/);
  if (unreadable >= 0) {
    const what = 'there are signs here that are no text';
    return {
      file: { path, value: undefined, lineOf: () => 1 },
      findings: [finding(unreadable, what, 'save the file as plain text, in UTF-8')],
    };
  }
  visit(document, {
    Scalar(_key, scalar) {
      if (scalar.type !== 'PLAIN' || !curly.test(scalar.source ?? '')) return;
      const what = 'curly quotes do not hold a text together, and would be part of it';
      findings.push(finding(scalar.range?.[0] ?? 0, what, 'write straight ones: "like this"'));
    },
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
