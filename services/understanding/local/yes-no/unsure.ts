/** The wordings of one who cannot say: neither a yes nor a no. */
import { patternOf } from '../wordings.ts';

const lists = {
  quite: ['(really|quite|entirely|totally|completely|exactly|so|too|at all|100 [percent])'],
  'can-not': ["(don't|do not|didn't|wouldn't|can't|couldn't)"],
  even: ['(really|actually|quite|even|exactly|honestly)'],
  know: [
    '(know|decide|remember|recall|tell you|say for sure|say for certain|say either|be sure|answer)',
    'have (an answer|the answer|a clue|any idea|an idea)',
  ],
};

const notSure = [
  '(not|un) [{quite}] (sure|certain|positive|decided)',
  '(unsure|undecided|uncertain)',
  '{can-not} [{even}] {know}',
  'no [earthly|real] (idea|clue)',
  '(not a clue|who knows|beats me|i wonder|idk|dunno|drawing a blank|your guess)',
  "(i forgot|(have|i've) forgotten|hard to (say|tell)|if i know|cannot figure|can't figure)",
];

const eitherWay = [
  '(maybe|perhaps|possibly|it depends|depends|might be|could be|either could)',
  "(can't make up my mind|still (deciding|thinking)|(have|need) to think|think about it)",
  '(fifty fifty|50 50|on the fence|toss up|both would work|either (one|way|or)|one or the other)',
];

/** The caller cannot say. */
export const unsureSentence = patternOf([...notSure, ...eitherWay], lists);
