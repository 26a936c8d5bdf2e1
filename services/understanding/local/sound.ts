/** How a word sounds, as a short key: words that a telephone recogniser confuses get the same key. */

/** Read from the start of the rest of the word; the first that fits is taken. */
const sounds: [RegExp, string][] = [
  [/^(?:tch|ch(?![rlmn])|tsch)/, 'C'],
  [/^(?:sch(?=[aeiou])|sh|ti(?=on)|ci(?=an))/, 'S'],
  [/^(?:ph|gh(?=$|t)|v|f)/, 'F'],
  [/^(?:th)/, 'T'],
  [/^(?:wh(?=o)|h)/, ''],
  [/^wh|^w(?!r)/, 'W'],
  [/^wr/, 'R'],
  [/^kn(?=[aeiou])/, 'N'],
  [/^(?:ck|q|x(?=$)|k|c(?![eiy]))/, 'K'],
  [/^x/, 'KS'],
  [/^(?:dg(?=[eiy])|j|g(?=[eiy]))/, 'J'],
  [/^gh/, ''],
  [/^gn(?=$|[aeiou])/, 'N'],
  [/^g/, 'K'],
  [/^(?:s|z|c)/, 'S'],
  [/^(?:d|t)/, 'T'],
  [/^mb(?=$)/, 'M'],
  [/^(?:b|p)/, 'P'],
  [/^l/, 'L'],
  [/^m/, 'M'],
  [/^n/, 'N'],
  [/^r/, 'R'],
];

/** Consonants only, voiced and voiceless as one; a vowel counts where the word starts with it. */
export function soundKey(word: string): string {
  let rest = plainLetters(word);
  let key = /^[aeiouy]/.test(rest) ? 'A' : '';
  while (rest !== '') {
    const found = sounds.find(([pattern]) => pattern.test(rest));
    const length = found?.[0].exec(rest)?.[0].length ?? 0;
    const sound = found?.[1] ?? '';
    if (sound !== '' && !key.endsWith(sound)) key += sound;
    rest = rest.slice(Math.max(1, length));
  }
  return key;
}

/** Lower case without accents or marks: `O'Donnéll` is `odonnell`. */
export function plainLetters(word: string): string {
  return word
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
