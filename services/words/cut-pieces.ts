/** Cuts a filled wording into pieces: clauses that are the same in every call, and clauses that are not. */
import type { Piece } from './words.ts';

/** No piece is longer: the caller hears its beginning while the next one is made. */
export const pieceLengthMax = 200;
/** A clause of fixed words shorter than this is no piece of its own: it would sound torn off. */
const fixedLengthMin = 12;

/** A run of text, as it stands or from one value. Text of a value is cut only when it is too long. */
export interface Segment {
  text: string;
  /** The same in every call. */
  fixed: boolean;
  /** The value it speaks, when it is one of the sentence's values. */
  carries?: string;
}

interface Clause extends Piece {
  endsSentence: boolean;
}

/** A full stop behind these, or behind a single letter, ends nothing. */
const abbreviation = /(?:^|[\s(])(?:[A-Za-z]|Dr|Mr|Mrs|Ms|St|Jr|Sr|No|[AaPp]\.[Mm])\.$/;
const boundary = /([.!?…]+["')]*|[,;:—–])(?=\s|$)/g;

export function cutPieces(segments: readonly Segment[]): Piece[] {
  const pieces: Clause[] = [];
  for (const clause of clausesOf(segments)) {
    const last = pieces.at(-1);
    if (last !== undefined && belongTogether(last, clause)) {
      pieces[pieces.length - 1] = join(last, clause);
    } else {
      pieces.push(clause);
    }
  }
  return pieces.flatMap(shorten);
}

/** Decided by the wording alone, never by a value's length, so that fixed pieces stay the same. */
function belongTogether(left: Clause, right: Clause): boolean {
  if (left.endsSentence || left.text.length + right.text.length >= pieceLengthMax) return false;
  if (left.fixed && right.fixed) return true;
  const isScrap = ({ fixed, text }: Clause) => fixed && text.length < fixedLengthMin;
  return isScrap(left) || isScrap(right);
}

function join(left: Clause, right: Clause): Clause {
  return {
    text: `${left.text} ${right.text}`,
    fixed: left.fixed && right.fixed,
    carries: [...new Set([...left.carries, ...right.carries])],
    endsSentence: right.endsSentence,
  };
}

function clausesOf(segments: readonly Segment[]): Clause[] {
  const clauses: Clause[] = [];
  let open: Clause = emptyClause();
  const add = (text: string, segment: Segment) => {
    open.text += text;
    if (text.trim() === '') return;
    if (!segment.fixed) open.fixed = false;
    if (segment.carries !== undefined && !open.carries.includes(segment.carries)) {
      open.carries.push(segment.carries);
    }
  };
  const close = (endsSentence: boolean) => {
    const text = open.text.trim();
    if (text !== '') clauses.push({ ...open, text, endsSentence });
    open = emptyClause();
  };
  for (const segment of segments) {
    // A fixed value, such as the reason why, or an address, is cut like the words around it.
    let from = 0;
    for (const match of segment.fixed ? segment.text.matchAll(boundary) : []) {
      const until = match.index + match[0].length;
      const behind = open.text + segment.text.slice(from, until);
      if (match[0] === '.' && abbreviation.test(behind)) continue;
      add(segment.text.slice(from, until), segment);
      close(/[.!?…]/.test(match[0]));
      from = until;
    }
    add(segment.text.slice(from), segment);
  }
  close(true);
  return clauses;
}

function emptyClause(): Clause {
  return { text: '', fixed: true, carries: [], endsSentence: false };
}

/** A clause that is too long is cut at a comma, or else at a space. */
function shorten({ text, fixed, carries }: Clause): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  while (rest.length > pieceLengthMax) {
    const comma = rest.lastIndexOf(', ', pieceLengthMax - 1);
    const space = rest.lastIndexOf(' ', pieceLengthMax);
    const at = comma > 0 ? comma + 1 : space > 0 ? space : pieceLengthMax;
    pieces.push({ text: rest.slice(0, at).trim(), fixed, carries });
    rest = rest.slice(at).trim();
  }
  return rest === '' ? pieces : [...pieces, { text: rest, fixed, carries }];
}
