/** A caller's sentence cut into words, numbers and marks, each with its place in the text. */

/** A word is lower case with a straight apostrophe; `12th` is digits and a word that touch. */
export interface Token {
  kind: 'word' | 'digits' | 'mark';
  text: string;
  /** Where it stands in the text: from the first character to the one after its last. */
  from: number;
  to: number;
  /** Whether a blank (or the start of the text) stands before it. */
  spaced: boolean;
}

const piece = /(\p{L}+(?:['’]\p{L}+)*)|([0-9]+)|(\S)/gu;

/** `See you at 5:30pm` is the words see, you, at, the digits 5, the mark :, the digits 30, and pm. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const match of text.matchAll(piece)) {
    const [whole, word, digits] = match;
    const kind = word !== undefined ? 'word' : digits !== undefined ? 'digits' : 'mark';
    tokens.push({
      kind,
      text: kind === 'word' ? whole.toLowerCase().replaceAll('’', "'") : whole,
      from: match.index,
      to: match.index + whole.length,
      spaced: match.index !== end,
    });
    end = match.index + whole.length;
  }
  return tokens;
}
