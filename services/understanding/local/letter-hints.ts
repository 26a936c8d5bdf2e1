/** "Catherine with a C", "Sara without an h", "Brown with an e at the end": how a name is written. */

export interface LetterHint {
  /** The text with the hint taken out. */
  text: string;
  /** The text before the hint: it ends with the name that is meant. */
  after: string;
  apply(name: string): string;
}

const letter = "(p h|[a-z]|double [a-z]|ph|two [a-z](?:'?s)?)";
const withLetter = new RegExp(
  `,? \\b(?:with|ends in|ending in|spelled with) (?:an? )?(?:letter )?${letter}\\b(?: (?:at|on|in) the (end|front|start|beginning|middle))?(?: and (?:an? )?[a-z]\\b)*(?=$|[ ,.])`,
  'i',
);
const withoutLetter = new RegExp(
  `,? \\b(?:without (?:an? |the |any )?|(?:with )?no |not with an? )(?:letter )?${letter}(?:'?s)?\\b(?: (?:at|on) the end)?(?=$|[ ,.])`,
  'i',
);
/** Letters that stand for one sound, so that one is told by naming the other. */
const alike: readonly [said: string, heard: RegExp][] = [
  ['c', /^k/i],
  ['k', /^c(?=[aour])/i],
  ['g', /^j/i],
  ['j', /^g/i],
  ['ph', /v|f/i],
  ['v', /ph/i],
  ['f', /ph/i],
  ['y', /i(?!.*i)/i],
  ['i', /y(?!.*y)/i],
  ['z', /s(?!.*s)/i],
  ['s', /z/i],
];

export function readLetterHint(text: string): LetterHint | undefined {
  const without = withoutLetter.exec(text);
  const found = without ?? withLetter.exec(text);
  if (found === null || found.index === 0) return undefined;
  if (spellsOn(text, found)) return undefined;
  const said = (found[1] ?? '').toLowerCase().replace('p h', 'ph');
  const rest = `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`.trim();
  const apply = (name: string) =>
    without === null ? withIt(name, said, found[2]) : withoutIt(name, said);
  return { text: rest, after: text.slice(0, found.index).trim(), apply };
}

/** "Jamal with a J A M A L": the letter is the first of all of them. */
function spellsOn(text: string, { index, 0: hint, 1: letter = '' }: RegExpExecArray): boolean {
  const name = /([a-z'-]+)$/i.exec(text.slice(0, index))?.[1] ?? '';
  const letters = /^(?:[ ,.-]+[a-z](?![a-z']))+/i.exec(text.slice(index + hint.length))?.[0] ?? '';
  const all = `${letter}${letters.replace(/[^a-z]/gi, '')}`;
  return letters !== '' && all.toLowerCase() === name.toLowerCase();
}

function withoutIt(name: string, said: string): string {
  const at = name.toLowerCase().lastIndexOf(said);
  return at > 0 ? name.slice(0, at) + name.slice(at + said.length) : name;
}

function withIt(name: string, said: string, place: string | undefined): string {
  const low = name.toLowerCase();
  const twice = /^(?:double|two) ([a-z])/.exec(said)?.[1];
  if (twice !== undefined) {
    return low.includes(twice + twice) ? name : name.replace(new RegExp(twice, 'i'), `$&${twice}`);
  }
  if (place === 'end') return low.endsWith(said) ? name : name + said;
  const starts = place !== undefined && place !== 'middle';
  if (starts ? low.startsWith(said) : low.includes(said)) return name;
  const other = alike.find(([one, heard]) => one === said && heard.test(name))?.[1];
  if (other !== undefined) {
    return name.replace(other, (heard) =>
      heard === heard.toUpperCase() ? said.charAt(0).toUpperCase() + said.slice(1) : said,
    );
  }
  return said === 'e' || said === 'h' ? name + said : name;
}
