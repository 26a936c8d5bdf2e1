/** What one turn's prompt holds: the instructions and labels as data, the caller's words apart. */
import type { UnderstandingPolicy } from '../../../machines/policy/understanding.ts';
import type { TurnToRead } from '../understanding.ts';
import type { KnownQuestion } from '../vocabulary.ts';
import { type Label, labelsOf } from './labels.ts';
import { guessesMax } from './said-words.ts';

export interface Prompt {
  system: string;
  user: string;
  labels: Label[];
}

/**
 * The parts that stay the same come first, so that a server can keep what it made of them.
 * `questions` come nearest first, and the last ones are left out where the budget ends. Undefined
 * when not even the labels of the state fit.
 */
export function promptOf(
  turn: TurnToRead,
  policy: UnderstandingPolicy,
  questions: KnownQuestion[],
): Prompt | undefined {
  const room = policy['prompt-characters-max'];
  const said = sentenceOf(turn, policy);
  for (let count = Math.min(questions.length, policy['questions-max']); ; count--) {
    const near = new Set(questions.slice(0, count));
    // In their own order: the prompt of a state stays the same while they all fit.
    const listed = turn.vocabulary.questions.filter((question) => near.has(question));
    const labels = labelsOf(turn, policy, listed);
    const lines = labels.map(({ id, means }) => `${id}: ${means}`);
    const system = `${policy.instructions.trim()}\n\nLabels:\n${lines.join('\n')}`;
    if (system.length + (turn.asked ?? '').length <= room) return { system, user: said, labels };
    if (count === 0) return undefined;
  }
}

/** JSON keeps the caller's words inside their quotes, whatever marks they hold. */
function sentenceOf(turn: TurnToRead, policy: UnderstandingPolicy): string {
  const most = policy['sentence-characters-max'];
  const guesses = (turn.nbest ?? [])
    .filter((guess) => guess !== turn.text)
    .slice(0, guessesMax)
    .map((guess) => cut(guess, most));
  return JSON.stringify({
    ...(turn.asked === undefined ? {} : { lineSaid: turn.asked }),
    callerSaid: cut(turn.text, most),
    ...(guesses.length > 0 ? { orElse: guesses } : {}),
  });
}

/** By whole characters: half a pair of surrogates is no text. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('');
}
