/** Which of the business's own questions the caller asks, if any. */
import type { KnownQuestion } from '../vocabulary.ts';
import { asks } from './asking.ts';
import { buildIndex, contentWords, score, type WordingIndex, wordsOf } from './similarity.ts';
import { concept } from './stems.ts';

export interface QuestionIndex {
  index: WordingIndex;
  /** Whole wordings, word for word. */
  exact: Map<string, string>;
  /** Wordings that only name a thing ("root canal"), with their questions. */
  bare: [string, string][];
  keywords: Map<string, Set<string>>;
  /** The question when somebody is in, where the business answers it. */
  ofStaff: string | undefined;
}

/** Below it a question is not known, and the caller is told so rather than given a wrong answer. */
const scoreMin = 0.55;
/** Words that do not ask need to be nearer to a known wording. */
const scoreMinTold = 0.85;
/** So few words ("parking", "your hours") may be a question without its form. */
const bareWordsMax = 2;

export function indexQuestions(questions: KnownQuestion[]): QuestionIndex {
  const keywords = new Map<string, Set<string>>();
  for (const question of questions) {
    if (question.keywords.length === 0) continue;
    keywords.set(question.id, new Set(question.keywords.flatMap(wordsOf).map(concept)));
  }
  const exact = new Map(
    questions.flatMap(({ id, wordings }) =>
      wordings.map((wording): [string, string] => [wordsOf(wording).join(' '), id]),
    ),
  );
  const ofStaff = questions.find((question) => question.ofStaff)?.id;
  const bare = [...exact].filter(
    ([wording]) => wording.split(' ').length <= bareWordsMax && !asks(wording),
  );
  return { index: buildIndex(questions), exact, bare, keywords, ofStaff };
}

export interface FoundQuestion {
  id: string;
  score: number;
}

/** A business's own wording, word for word. */
export function exactQuestion({ exact }: QuestionIndex, plain: string): FoundQuestion | undefined {
  const id = exact.get(plain);
  return id === undefined ? undefined : { id, score: 1 };
}

/** "In the late afternoon" nobody runs late. */
const partOfDay =
  /\b(?:late|later|early|earlier) (?:in the )?(morning|afternoon|evening|day|week)\b/g;

/** `asking` says that the words are a question by their form. */
export function findQuestion(
  known: QuestionIndex,
  words: string[],
  asking: boolean,
): FoundQuestion | undefined {
  const exact = exactQuestion(known, words.join(' '));
  if (exact !== undefined) return exact;
  if (contentWords(words).length === 0 && words.length < 2) return undefined;
  const telling = words.join(' ').replace(partOfDay, '$1').split(' ');
  const alike = mostAlike(known, telling, asking);
  if (alike !== undefined || !asksPrice.test(words.join(' '))) return alike;
  // "How much is a flight to Paris" is nothing of ours.
  const { entries } = known.index;
  const ours = contentWords(words).every((word) =>
    entries.some(({ contents }) => contents.has(word)),
  );
  if (!ours) return undefined;
  return exactQuestion(known, 'how much is it');
}

/** "How much would it be for a new patient": of what, is asked back where it was not named. */
const asksPrice = /\bhow much (?:is|are|was|would|will|does|for|to)\b(?!.*\b(?:hurt|take|owe)\b)/;

function mostAlike(
  known: QuestionIndex,
  words: string[],
  asking: boolean,
): FoundQuestion | undefined {
  const said = new Set(words.map(concept));
  for (const candidate of score(known.index, words, !asking && words.length > bareWordsMax)) {
    if (candidate.score < (asking ? scoreMin : scoreMinTold)) return undefined;
    // Whom of the business it is about is known by name: likeness would find it in any "the doctor".
    if (candidate.id === known.ofStaff) continue;
    const needed = known.keywords.get(candidate.id);
    if (needed && ![...needed].some((word) => said.has(word))) continue;
    return candidate;
  }
  return undefined;
}

/** Every word that says something is one of the question's own: "buy a car" is not about parking. */
export function isAbout(known: QuestionIndex, id: string, words: string[]): boolean {
  const own = known.index.entries.filter((entry) => entry.id === id);
  return contentWords(words).every((word) => own.some(({ contents }) => contents.has(word)));
}

/** Some of these words are the question's own. */
export function isAskedWith(known: QuestionIndex, id: string, contents: string[]): boolean {
  const own = known.index.entries.filter((entry) => entry.id === id);
  return contents.some((word) => own.some((entry) => entry.contents.has(word)));
}
