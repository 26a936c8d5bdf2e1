/** How callers say that they have a question before they ask it. */
import { patternOf } from '../wordings.ts';

const lists = {
  question: ['[a|one|another|one more|just a] [quick|little|small|few|couple of] question(s)'],
  thing: ['{question}', '(something|one thing|you something)', 'one [more|last] thing'],
  /** What still says nothing of the question itself. */
  on: ['(please|first|for you|if i may|real quick|quickly|about|regarding)'],
};

export const askPattern = patternOf(
  [
    '(can|could|may|might) i [just|quickly] ask [you] {thing} =({on}|>)',
    "(i|we|i've|i just|i also) (have|had|got) {question} =({on}|>)",
    "(i|i'd|i just) (want|wanted|need|like|would like) to ask [you] {thing} =({on}|>)",
    '< [just] {question} [please|for you] >',
  ],
  lists,
);
