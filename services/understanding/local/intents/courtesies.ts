/** Thanks, greetings, and coming back to the line: they go with anything and answer nothing. */
import { patternOf } from '../wordings.ts';

const thanksLists = {
  thanks: ['(many thanks|thanks|thank you|thank ya|thankyou|thank u)'],
  for: ['(your|the|helping|being|everything|that|doing|taking|you)'],
  much: ['(so|very|much|a lot|a bunch|a million|kindly|again|very much|for [all] {for} [_])'],
  really: ['(much|really|greatly|truly|sincerely|very much)'],
  it: ['(it|that|your help|you|the help|the _|this|all)'],
  'you-were': [
    "(you've|you have|you were|you are|you're|that was|that's|been|this has been|this was)",
  ],
  very: ['(a|an|so|very|really|most|such a|such|super|extremely|incredibly)'],
  great: ['(big|great|huge|real|good|tremendous)'],
};

export const thanksPattern = patternOf(
  [
    '-(no) ({thanks}|thank =(for|so)) [{much}]*',
    "(want to|wanted to|would like to|like to|must|can't) thank [you] [enough]",
    '[{really}] (appreciate|appreciated|appreciative) [{it}]*',
    'much obliged',
    "(i'm|i am|so|very|extremely|really|much|have) [_] (grateful|gratitude|thankful)",
    'my [_] gratitude',
    '{you-were} [been] [{very}]* [{great}] (the best|help|helpful|lifesaver|life saver|kind !(of)|sweet)',
    '< (cheers|ta)',
    "(i'm|i am) [so|very] (glad|happy|pleased) [that] you (did|helped|were|could)",
    'gracias',
    "(you're|you are|youre) [such] [a|an|the] (angel|doll|star|gem|legend|treasure|saint|hero|genius)",
    "(you've|you have) been [so|very|really|most] (kind|patient|great|wonderful|lovely|helpful)",
    'great (job|work)',
    'you (rock|rule|did [a] (good|great|well)) [job|work]',
  ],
  thanksLists,
  'g',
);

const greetingLists = {
  hello: [
    '(hi|hello|hey|heya|hiya|hullo|heyo|howdy|greetings|yo|morning|sup|aloha|salutations)',
    'good (morning|afternoon|evening|day)',
  ],
  there: [
    '(there|again|hi|hello|hey|everyone|ai|siri|anyone|is anyone|good|morning|afternoon|evening)',
    '(buddy|friend|fellow|guys|folks|you)',
  ],
  how: ["(how|how's|hows|how've|how're|howre) [are|is|have|do|goes|r]"],
  going: [
    '(been|going|doing|for you|with you|doin|goin|today|this [fine] (day|morning|evening))',
    '(on this fine day|feeling|all|do|hanging|so far|treating you)',
  ],
  life: ['(you|ya|it|things|everything|life)', 'your (day|morning|evening|week|afternoon|weekend)'],
  well: ['(good|well|okay|alright)'],
  today: ['(today|with you)'],
  new: ['(up|new|happening|going on|good|crackin~|shakin~)'],
  lead: ['(there|so|and|yes|yeah|okay|well|um|uh|please|maybe)'],
  reached: ['(is this|have i reached|did i reach|am i through to|do i have =(the|doctor))'],
  line: ['(back|here|still here|on the line)'],
  /** "Is this shoe available" asks about the shoe. */
  quality: [
    '(available|covered|included|safe|normal|free|right|correct|working|possible|necessary)',
    '(required|waterproof|left|stock|sale|urgent|serious|contagious)',
  ],
};

export const greetingPattern = patternOf(
  [
    '< [oh|well|yes|yeah|okay|so|and] [{hello}] {reached} [the|a|an] !(..3 {quality} >) _ ..2 >',
    '< [oh|well|yes|yeah|okay|so|and] {hello} [{there}]*',
    '{how} {life} [{going}]* >',
    'how goes it',
    '< are you ({well}|there|doing {well}) [{today}] >',
    '< (have you been {well}|is (everything|all) {well} [with you]) [{today}] >',
    '[is] (anyone|anybody|someone|somebody) (there|home) [{today}] >',
    '[{hello}] [are you (there|still there)] (can|do) you hear me [now|okay|alright|all right]',
    '< [{hello}] (are you [still] there|is this thing (on|working)) >',
    '< (long time no see|what is (up|new|happening|going on)) [{today}] >',
    'how (ya|you) doin',
    "what's {new} [with you] [today] >",
    'hello >',
    '(nice|good|great|pleased|pleasure|glad|lovely) to (meet|see|hear from) you',
    'how do you do',
  ],
  greetingLists,
  'g',
);

/** Help at large is what a line is there for: the answer asks what with. */
export const helpPattern = patternOf(
  [
    '< [{hello}|{lead}]* (can|could|would|will) you [please|maybe|possibly]* help (me|us) [out] [with (something|a problem|an issue)] [please|today|now|then] >',
    "< [{hello}|{lead}]* (i|we|i'd|we'd) (need|want|could use|like) [some|your|a little|a bit of]* help [out] [with (something|a problem|an issue)] [please|today|now|then] >",
    "(i|we|i'm|we're) [was|were|am|are] (wondering|hoping) [if|whether|that]* you (can|could|might|would) help (me|us) [out] [with (something|a problem|an issue)]",
  ],
  greetingLists,
  'g',
);

/** After "hold on": the caller is there again, which answers no open question. */
export const backPattern = patternOf(
  [
    "< [{then}]* (i'm|i am|we're) {line} [now|again|sorry|thanks|go ahead]* >",
    '< [okay|alright]* back [now|again]* >',
  ],
  { ...greetingLists, then: ['(okay|yes|yeah|alright|all right|right|so|sorry)'] },
  'g',
);
