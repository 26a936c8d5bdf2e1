/**
 * What callers say, written down as wordings that can be read aloud, and compiled into one pattern.
 *
 * | written | means |
 * |---|---|
 * | `(a|b c)` | one of these |
 * | `[a|b]` | one of these or nothing; `[a|b]*` any number of them |
 * | `{name}` | one wording of that list |
 * | `_` | any one word; `..3` up to three words, as few as possible |
 * | `book~` | a word that begins so; `visit(s)` with or without the ending |
 * | `<` `>` | the caller's words start or end here |
 * | `=(a|>)` | followed by this; `!(a|b)` not followed by this |
 * | `+(a|b)` | right after this; `-(a|b)` not after this |
 */

/** Wordings by the name under which others refer to them. */
export type WordLists = Record<string, readonly string[]>;

/** The letters of Latin scripts; without Unicode classes a pattern runs faster. */
const letters = 'a-z0-9à-ɏ';
const anyWord = `[${letters}']+`;
const wordEnd = `(?![${letters}])`;
const word = `[${letters}']+(?:\\([a-z'|]+\\))?~?`;
const token = new RegExp(
  `\\s+|(${word}|\\{[a-z-]+\\}|\\.\\.\\d|[=!+-]\\(|\\]\\*|[()[\\]|<>_])`,
  'y',
);

/** One pattern for all the wordings, for words with one blank between them. */
export function patternOf(wordings: readonly string[], lists: WordLists = {}, flags = ''): RegExp {
  const source = wordings.map((wording) => sourceOf(wording, lists)).join('|');
  return new RegExp(`\\b(?:${source})${wordEnd}`, flags);
}

interface Rest {
  /** The tokens that are still to be read, the next one last. */
  tokens: string[];
  lists: WordLists;
}

function sourceOf(wording: string, lists: WordLists): string {
  const rest = { tokens: tokensOf(wording).reverse(), lists };
  const source = sequence(rest);
  if (rest.tokens.length > 0) throw new Error(`a bracket too many in the wording: ${wording}`);
  return source;
}

function tokensOf(wording: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < wording.length) {
    const from = token.lastIndex;
    const match = token.exec(wording);
    if (!match) throw new Error(`unknown sign at character ${from} of the wording: ${wording}`);
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  return tokens;
}

/** Parts up to the end of the wording, a bar or a closing bracket; each brings its own blank. */
function sequence(rest: Rest): string {
  let source = '';
  let started = false;
  let after = '';
  for (;;) {
    const next = rest.tokens.at(-1);
    if (next === undefined || /^[|)\]]/.test(next)) return source;
    rest.tokens.pop();
    if (next === '-(' || next === '+(') {
      after += `(?<${next === '-(' ? '!' : '='}\\b(?:${bracketed(rest).join('|')}) )`;
      continue;
    }
    const extra = lookAround(next, rest) ?? repeated(next, started, rest);
    if (extra !== undefined) {
      source += extra;
      continue;
    }
    source += (started ? ' ' : '') + after + required(next, rest);
    after = '';
    started = true;
  }
}

function lookAround(next: string, rest: Rest): string | undefined {
  if (next === '<') return '^';
  if (next === '>') return '$';
  if (next !== '=(' && next !== '!(') return undefined;
  const ahead = bracketed(rest).map((each) => (each === '$' ? '$' : ` (?:${each})${wordEnd}`));
  return `(?${next[0]}${ahead.join('|')})`;
}

/** What may be missing takes its blank with it. */
function repeated(next: string, started: boolean, rest: Rest): string | undefined {
  let one = anyWord;
  let times = '';
  if (next.startsWith('..')) times = `{0,${next[2]}}?`;
  else if (next === '[') {
    one = `(?:${options(rest).join('|')})`;
    times = rest.tokens.pop() === ']*' ? '*' : '?';
  } else return undefined;
  return started ? `(?: ${one})${times}` : `(?:${one} )${times}`;
}

function required(next: string, rest: Rest): string {
  if (next === '_') return anyWord;
  if (next === '(') return `(?:${bracketed(rest).join('|')})`;
  if (next.startsWith('{')) {
    const list = rest.lists[next.slice(1, -1)];
    if (!list) throw new Error(`no list of wordings is called ${next}`);
    return `(?:${list.map((wording) => sourceOf(wording, rest.lists)).join('|')})`;
  }
  return next.replace(/\(([^)]*)\)/, '(?:$1)?').replace('~', `[${letters}]*`);
}

function bracketed(rest: Rest): string[] {
  const found = options(rest);
  rest.tokens.pop();
  return found;
}

/** The sequences up to a closing bracket, which is left for the caller, as it may be a repeat. */
function options(rest: Rest): string[] {
  const found = [sequence(rest)];
  while (rest.tokens.at(-1) === '|') {
    rest.tokens.pop();
    found.push(sequence(rest));
  }
  if (rest.tokens.length === 0) throw new Error('a bracket of a wording is not closed');
  return found;
}
