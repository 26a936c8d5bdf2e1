/** Yes, no, or something between, read by a closed grammar with the open question as context. */
import { asks } from './asking.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { Sentence, WordRange } from './sentence.ts';
import { noAfterYes, noHead, noSentence } from './yes-no/no.ts';
import { unsureSentence } from './yes-no/unsure.ts';
import { nodHead, plainYes, yesHead, yesSentence } from './yes-no/yes.ts';

export interface YesNo {
  answer: 'yes' | 'no' | 'unsure';
  range: WordRange;
  /** A nod ("okay", "great") is weak: it answers only when nothing else is said. */
  strong: boolean;
  /** "Yes, but …" and "sure, unless …": not an answer yet. */
  condition: boolean;
  /** Said by itself at the start or the end, so that its words mean nothing else. */
  apart: boolean;
}

type Answer = YesNo['answer'];
interface Piece {
  answer: Answer;
  length: number;
  strong: boolean;
}

const softWords =
  /^(?:oh|well|wait|so|and|um|please|hey|look|listen|sorry|actually|then|just|honestly|really|god|man|sir|ma'am|my god|but|because|ai) /;
/** Said after an answer, these lead to the one that counts: "no, wait, yes". */
const takesBack =
  /^(?:wait|hold on|hang on|sorry|actually|i mean|oh) (?=(?:yes|yeah|yep|no|nope|nah)\b)/;
const conditions =
  /^(?:but|except|unless|only if|although|though|however|provided|as long as|if)\b|\b(?:unless|except|but (?:make|can|could|not|only|change|on|at|for|with|i|it|the|let's|instead)|only if|as long as)\b/;

/** Recognisers on the phone write these for a lone yes or no. */
const misheardAlone: Record<string, Answer> = {
  know: 'no',
  noe: 'no',
  nup: 'no',
  yip: 'yes',
  yet: 'yes',
  yeses: 'yes',
  write: 'yes',
  currect: 'yes',
};

/** `used` are words that other readers have taken, such as a greeting or thanks. */
export function readYesNo(sentence: Sentence, used: WordRange[]): YesNo | undefined {
  const free = (word: number) => !used.some((range) => word >= range.first && word < range.end);
  const clauses = clausesOf(sentence, free);
  const [lone] = clauses;
  if (lone !== undefined && clauses.length === 1 && Object.hasOwn(misheardAlone, lone.plain)) {
    const answer = misheardAlone[lone.plain];
    if (answer) return { answer, range: lone.range, strong: true, condition: false, apart: true };
  }
  const head = readHead(clauses);
  if (head) return { ...head, condition: hasCondition(sentence, head) };
  return (
    readSentences(clauses, used.length > 0 || clauses.length > 1) ?? readTail(clauses, sentence)
  );
}

function hasCondition(sentence: Sentence, head: YesNo): boolean {
  if (head.answer !== 'yes') return false;
  const rest = sentence.words
    .slice(head.range.end)
    .map((word) => word.text)
    .join(' ');
  return conditions.test(rest);
}

/** The yes and no words with which the first clauses begin: the last one said counts. */
function readHead(clauses: Clause[]): YesNo | undefined {
  let found: YesNo | undefined;
  for (const clause of clauses.slice(0, 4)) {
    let rest = clause.plain;
    let taken = 0;
    for (;;) {
      const soft = softWords.exec(rest);
      const piece = headPiece(rest, found);
      if (!piece) {
        const led = found ? takesBack.exec(rest) : soft;
        if (!led) break;
        rest = rest.slice(led[0].length);
        taken += wordCount(led[0]);
        continue;
      }
      taken += wordCount(rest.slice(0, piece.length));
      rest = rest.slice(piece.length).trimStart();
      const range = { first: clause.range.first, end: clause.range.first + taken };
      const strong = piece.strong || (found?.strong === true && found.answer === piece.answer);
      found =
        found?.strong && !piece.strong
          ? found
          : { answer: piece.answer, range, strong, condition: false, apart: true };
      found.range = { first: found.range.first, end: range.end };
    }
    // "Please, no": a word of manners before the mark.
    if (rest !== '' && (found || !softWords.test(`${rest} `))) break;
  }
  return found;
}

function headPiece(rest: string, before: YesNo | undefined): Piece | undefined {
  const no = noHead.exec(rest);
  const yes = yesHead.exec(rest);
  if (no && (!yes || no[0].length >= yes[0].length)) {
    return { answer: 'no', length: no[0].length, strong: true };
  }
  if (yes) {
    // "No, definitely" stresses the no; only a plain yes takes it back.
    const stresses = before?.answer === 'no' && before.strong && !plainYes.test(yes[0]);
    return { answer: stresses ? 'no' : 'yes', length: yes[0].length, strong: true };
  }
  if (before?.answer === 'no') {
    // "No that's perfect" agrees; "yeah no that's fine" too, while "no, that's fine" declines.
    const agrees = /^(?:that|it)(?:'s| is) (?:right|correct|perfect|great)\b/.exec(rest);
    const shrugs = /^(?:that|it)(?:'s| is) (?:fine|good|okay|alright)\b/.exec(rest);
    const matched = agrees ?? (before.range.end - before.range.first > 1 ? shrugs : null);
    if (matched) return { answer: 'yes', length: matched[0].length, strong: true };
  }
  if (before) {
    const turned = noAfterYes.exec(rest);
    if (turned && before.answer === 'yes') {
      return { answer: 'no', length: turned[0].length, strong: true };
    }
  }
  const nod = nodHead.exec(rest);
  if (nod && !before?.strong) return { answer: 'yes', length: nod[0].length, strong: false };
  if (before && !before.strong && before.answer === 'yes') {
    const sure = yesSentence.exec(rest);
    if (sure?.index === 0 && !asks(rest)) {
      return { answer: 'yes', length: sure[0].length, strong: true };
    }
  }
  return undefined;
}

/** "If that's okay" asks for leave, it does not give it. */
const supposes =
  /\b(?:if|whether|hope|make sure|so|say) (?:that|that's|it|it's|this|the)\b|\bto (?:know|see|check)\b/;

function readSentences(clauses: Clause[], partly: boolean): YesNo | undefined {
  for (const [place, clause] of clauses.entries()) {
    // A lone "didn't" answers.
    const lone = clause.range.end - clause.range.first === 1;
    if (
      !lone &&
      asks(clause.plain) &&
      !/^(?:who knows|what (?:you|we|i) (?:just )?said|(?:will|would|can|could) do\b)/.test(
        clause.plain,
      )
    )
      continue;
    const plain = clause.plain.replace(softWords, '');
    const base = { range: clause.range, condition: false, apart: false };
    if (unsureSentence.test(plain)) return { ...base, answer: 'unsure', strong: true };
    if (noSentence.test(plain)) return { ...base, answer: 'no', strong: true };
    if (place > 0 && supposes.test(`${clauses[place - 1]?.plain} ${plain}`)) continue;
    if (supposes.test(plain) || (plain === 'please' && partly)) continue;
    if (yesSentence.test(plain)) return { ...base, answer: 'yes', strong: true };
  }
  return undefined;
}

/** "The business one, yeah": a yes as the last word, unless it hangs on a question. */
function readTail(clauses: Clause[], sentence: Sentence): YesNo | undefined {
  const last = clauses.at(-1);
  if (!last || sentence.text.trimEnd().endsWith('?')) return undefined;
  const match = /(?:^| )(yes|yeah|yep|yup|please do|indeed|definitely|absolutely)$/.exec(
    last.plain,
  );
  if (!match) return undefined;
  const range = { first: last.range.end - 1, end: last.range.end };
  return { answer: 'yes', range, strong: true, condition: false, apart: true };
}

function wordCount(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(' ').length;
}
