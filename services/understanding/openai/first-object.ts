/** Finds the end of the first JSON object in text that arrives in pieces, so that nobody waits on. */

export interface FirstObject {
  /** Takes the next piece; the object's text as soon as it is complete. */
  add(piece: string): string | undefined;
  /** Something other than blanks stands before the object. */
  readonly strays: boolean;
  readonly length: number;
}

export function createFirstObject(): FirstObject {
  let text = '';
  let start = -1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let strays = false;

  /** True when this character closes the object. */
  function step(character: string, at: number): boolean {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      if (character === '\\') escaped = true;
      else if (character === '"') inString = false;
    } else if (start < 0) {
      if (character === '{') {
        start = at;
        depth = 1;
      } else if (!/\s/.test(character)) strays = true;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    return start >= 0 && depth === 0;
  }

  return {
    add(piece) {
      for (let at = 0; at < piece.length; at++) {
        const closes = step(piece[at] ?? '', text.length + at);
        if (strays) return undefined;
        if (closes) return `${text}${piece.slice(0, at + 1)}`.slice(start);
      }
      text += piece;
      return undefined;
    },
    get strays() {
      return strays;
    },
    get length() {
      return text.length;
    },
  };
}
