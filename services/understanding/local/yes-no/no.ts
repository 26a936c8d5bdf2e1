/** The wordings of no: words that open an answer, and sentences that refuse or say it is not so. */
import { patternOf } from '../wordings.ts';

const lists = {
  lead: ['(oh|well|um|ah|and|so|hell|heck|uh|but|god)'],
  /** "No problem" and "no idea" are no refusals, and "no later than" bounds a time. */
  'no-what': [
    '(problem|worries|doubt|idea|clue|preference|objection|one|matter|question|trouble|earthly)',
    '(rush|hurry|biggie|big deal|longer|need to repeat|later|earlier|more than|less)',
    '(children|kids|pets)',
  ],
  works: ['(works|work|suits|suit|fits|fit|is|are|will)'],
  no: [
    '(no|noo|nooo|noooo) !({no-what})',
    '(nope|nah~|naw|nay|negative|negatory|never|nuh uh|uh uh|hardly|false|incorrect)',
    '(not (really|quite|exactly|at all)) !(sure|certain)',
    'not (happening|right now|today|now|yet|this time|correct|right|true|that|so|me|necessarily)',
    'not (interested|for me|in the slightest|even close|a chance|the case|ever|particularly|anymore)',
    "(absolutely|of course|certainly|definitely|probably|maybe|i'm afraid|unfortunately|better) not",
    'i (think|guess|suppose|hope) not',
    '(none|wrong|nothing) >',
    'neither =([one|time|of (them|those|these)] {works}|>)',
  ],
  it: [
    '(that|it|this|those|these|everything|that one|the statement|what you [just] said)',
    'that statement',
  ],
  'it-is': ["(that's|it's|everything's)", '{it} (is|was|are|were)'],
  'it-is-not': [
    "(that|it|this) (isn't|wasn't|ain't)",
    "(that's|it's) not",
    '(that|it|this) (is|was) not',
  ],
  quite: [
    '(definitely|just|simply|absolutely|totally|actually|really|completely|most|certainly|probably)',
  ],
  a: ['(a|an|quite|really|at all|all|exactly|how|even)'],
  so: [
    '(right|correct|true|it|that|what|my|me|mine|the|accurate|good|okay|fine|so|this|him|her)',
    '(them|one|an|for|factual|valid|possible|going to work|necessary|needed|happening|a)',
  ],
  seems: ["(that's|it's)", '{it} (is|was|are|turns out to be|would be|seems|sounds|appears)'],
  very: [
    '(to be|actually|certainly|clearly|obviously|definitely|just|simply|absolutely|totally|so)',
    '(all|completely|a|very|quite|an|most|really)',
  ],
  wrong: [
    '(false|wrong|incorrect|untrue|inaccurate|a lie|lie|invalid|no|no go|falsehood|negative|off)',
  ],
  'after-wrong': ['(because|the|it|its|i|please|sorry|thanks|try|and|so|that|again|actually|sir)'],
  not: ["(don't|do not|didn't|did not|never|wouldn't|won't|wasn't|haven't)"],
  do: [
    '(want|wanna|wish|need|say|said|ask|asked|mean|meant|make|made|pay|paid|agree|agreed|forget)',
    '(do|did|have to|like|order|ordered|book|booked|request|requested|plan|intend|care)',
  ],
  hard: ['(hard|big|definite|firm|solid|strong|straight)'],
};

/** Said alone or first, these refuse. */
export const noHead = patternOf(['< [{lead}] {no}'], lists);

/** After a yes of the same breath, these turn it. */
export const noAfterYes = patternOf([
  "< [but] (that's|it's|that is|it is) not ..9 >",
  "< i (don't|do not) think so",
  "< (that|it) (doesn't|won't) work [for me]",
  '< not really',
]);

const itIsNot = [
  '{it-is} [{quite}] not [{a}] {so}',
  '{it-is-not} [quite|really|exactly|at all|actually|even] {so}',
  "< (it|that|this) (isn't|wasn't|ain't|doesn't|didn't|won't|(is|was|does) not) [so|it|that|suit|be]* >",
  "(that|this|which) [time|day|date|one|whole thing] (doesn't|won't|does not|will not|wouldn't|can't) [really|quite] (work|do|suit|sound right|sound good|be necessary|fit)",
  "it (doesn't|won't|does not|will not|wouldn't|can't) [really|quite] (work|do|suit|fit) for me",
  '{seems} [{very}]* {wrong} =({after-wrong}|>)',
  '(believe|know|think|consider) (that|it|this) [to be] {wrong} =({after-wrong}|>)',
  'what you [just] said is {wrong}',
  "(that|it|this) (can't|couldn't|isn't|ain't|doesn't (sound|seem|look)|does not (sound|seem|look)) [be|at all|really|quite]* (right|true|correct|good|accurate|it)",
  "< [no] (it's|its|it is|that's|thats|that is) not (a|an|the|my) _ >",
  "(you're|you are|you got (it|that)|you have (it|that)) (wrong|mistaken|incorrect|not right)",
  "(there isn't|there is no|there's no|there aren't) (any|such|active)",
];

const iDoNot = [
  "i (don't|do not) (think|believe|suppose|guess|reckon) (so|that's|it's|that is|it is|that would|that will|you're)",
  "i (don't|do not) (think|believe|suppose|guess|reckon) i (do|did|want|need|will|am)",
  '< i {not} [ever|even|really|actually] {do}',
  "< (can't|cannot|couldn't|isn't|wasn't|doesn't|didn't|hasn't|aren't|non|nein|niet) [sorry|thanks]* >",
  "< [i] (don't|do not|didn't|wouldn't|won't|haven't) [do (it|that)|want (it|that|to)|bother|ever] >",
  "< i (don't|do not|didn't|am not|won't|can't|wouldn't|haven't|couldn't|wasn't) [thanks|thank you|actually|really|anymore|want (it|that)|agree|believe (so|that)] >",
  "< i'm not [going to|thanks|really|interested|actually|happy with that|okay with that]* >",
  "(i'd|i would|i have|i must|i will|i) (prefer|rather|sooner) (not|you didn't|if you didn't|no)",
  "(i|we) can't (make|do|come|pay|manage|be there|afford) !(out|up|a|an|this app|contactless|through)",
  "< i (don't|do not) have (one|any|it|that) [yet|on me|with me|right now] >",
  'i (only|just) have [the] one [name]',
  "(i|we|she|he) (don't|do not|doesn't|does not) have a last name",
  'i (am against it|disagree|object|refuse|decline|deny|doubt it|doubt that)',
  "i [already] (never|didn't) (said|say|ask|asked)",
];

const refusing = [
  "< [please] (don't|do not) [please] >",
  "< (it's|that's|it is|that is) not >",
  "< [no] (you (misunderstood|misheard) [me|that]|that's a (mistake|misunderstanding)) >",
  "< (by no means|nothing doing|no sir|no ma'am|no siree|not good)",
  "< i (do not|don't) agree",
  "< i'm against it",
  "[please] (don't|do not) (do (it|that|so)|book|go ahead|bother|confirm|change|cancel|send)",
  '(have|got|going|need|want|had|would|will|am|like|got to) [to] (say|go with|be|answer|tell you) [a|with] no',
  '(answer|response) (is|would be|was|has to be) [a] (no|negative)',
  "(that's|that is|would be|it's|is|was|that'd be|definite|hard|big|firm|say|meant|mean|call that) [a|an] [{hard}] (no|nope|negative) !(problem|worries|longer|idea|one)",
  '(none|neither) of (those|these|them|that|the)',
  '< (under no circumstances|not in a million years|no way|no chance|forget that|fat chance)',
  "< (not on your life|i pass|i'll pass|ill pass|pass|hard pass|scratch that)",
  "< (ain't (so|no way|true|happening)|there's no way|there is no way)",
];

/** Sentences that refuse or say that something is not so. */
export const noSentence = patternOf([...itIsNot, ...iDoNot, ...refusing], lists);
