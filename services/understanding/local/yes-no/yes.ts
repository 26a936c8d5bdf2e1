/** The wordings of yes: words that open an answer, nods, and sentences that agree. */
import { patternOf } from '../wordings.ts';

const lists = {
  lead: ['(oh|well|um|ah|and|so|hell|heck|uh)'],
  yes: [
    '(yes|yess~|yeah~|yea|yep|yup|yah|yeh|yas|yeap|yessir|ye|ya|aye|yupper|yuppers)',
    'sure [thing] !(about|you|if|how|what|when|where)',
    '(of course|ofcourse|absolutely|definitely|certainly|indeed|affirmative|correct|exactly)',
    '(precisely|totally|surely|for sure|you bet|you got it|by all means|why not|no doubt)',
    '(mm hm~|mmhm~|mhm~|m hm|uh huh|uhuh|roger [that]|please do|right on|agreed|indubitably)',
    '(positively|true|very true|confirmed|confirm|accepted|positive|okay sure|ten four|10 4)',
    '(okey dokey|okeydokey|okie dokey|okiedokey|fo sho|you know it|sure is|sure does)',
    '(i concur|i approve|i accept|accept|facts)',
  ],
  nod: [
    '(okay|okey doke~|okie doke~|k|alright|all right|fine|perfect|great|good|cool|lovely)',
    '(wonderful|awesome|excellent|brilliant|fantastic|super|amazing|splendid|terrific|right|nice)',
    '(works|fair enough|very well|very good|all good|makes sense)',
  ],
  it: ['(that|it|this|those|these|everything|all that|all of that)'],
  'it-is': [
    "(that's|it's|everything's|that'll be|it'll be|that'd be|it'd be)",
    '{it} (is|are|was|will be|would be|seems|appears|sounds|looks)',
  ],
  quite: [
    '(to be|all|just|exactly|definitely|perfectly|absolutely|totally|very|a|pretty|really|quite)',
    '(indeed|also|so|in fact|actually|certainly|the|much|not false and)',
  ],
  fine: [
    '(affirmative|not false|not wrong|right|correct|fine|good|great|perfect|okay|true|accurate)',
    '(alright|wonderful|lovely|awesome|excellent|ideal|brilliant|fantastic|cool|it|one|ticket)',
    '(factual|definite yes|yes)',
  ],
  welcome: [
    '(fine|good|great|perfect|okay|lovely|wonderful|ideal|awesome|excellent|amazing|nice)',
    '(alright|super|helpful)',
  ],
  'after-works': ['(for|fine|great|well|perfectly|just|out|okay|good|better|best|then|on)'],
  one: ['(one|then|please|for me|time|now|thanks)'],
  indeed: ['(indeed|please|yes|absolutely|think|definitely|thanks|thank you)'],
  told: [
    '(that|it|this|what|you|just|said|the|a|statement|is|are|was|definitely|indeed)',
    "(that's|it's)",
  ],
};

/** Said alone or first, these agree to nearly anything. */
export const yesHead = patternOf(['< [{lead}] {yes}'], lists);

/** Weak on their own: with an open yes-no question they agree, before other words they only nod. */
export const nodHead = patternOf(['< [oh|well|and] {nod}'], lists);

/** "Yeah" and its kin, which take back a no said before them; "definitely" only stresses it. */
export const plainYes = patternOf(['(yes|yeah~|yea|yep|yup|okay)']);

const itIsFine = [
  '{it-is} [{quite}]* {fine}',
  'sound(s) (good|great|fine|perfect|right|like a plan|lovely|okay|wonderful|awesome|excellent)',
  'sound(s) (about right|fantastic)',
  '(that|it|this|which) [time|day|date|one] [will|would|should|does|definitely|actually] (work|works) =({after-works}|>)',
  '(that|it|this|which) [time|day|date|one] [will|would|should] (do (nicely|fine|it)|suit(s) [me])',
  '(that|it|this|which) [time|day|date|one] [will|would|should] do >',
  "(that'll|that'd|it'll|that will|that would|it would) (do|work|be {welcome})",
  'works (for me|fine|great|well|perfectly)',
  '(what (we|you) (discussed|said|just said)|all of it|everything) ..4 is (correct|right|true)',
  'the statement is (true|correct|right)',
  "< it's the (correct|right)",
];

const goAhead = [
  '< [please] (go ahead|go for it|do (it|that|so)|proceed|carry on|continue|please confirm)',
  "< [please] (confirm it|i confirm|i'll take (it|that)|i will take (it|that))",
  "< [please] [let's|i'd] (do|go with|go for|book|take|keep|stick with) (it|that|this|the first|that one|this one) =({one}|>)",
  "(please go ahead|let's do (it|that|this)|go ahead (and|with)|i'll take it)",
];

const iAgree = [
  '< i (do|am|would|did|will|can|have|was|could|think so|guess so|guess) [{indeed}]* >',
  '< i (believe so|suppose so|suppose|agree|accept|confirm) [{indeed}]* >',
  "< (i'd (like|love) that|it (is|does|was|will|would)|that (is|was|does) (it|so)) [{indeed}]* >",
  '< (they (are|do)|we (do|are|did)|you (can|may|could)|you have it right|you got that right) [{indeed}]* >',
  "< (you're|you are) (right|correct|absolutely right|totally right) [{indeed}]* >",
  '< i (want|would like|would love) (that|it) [{indeed}]* >',
  "i (think|believe|guess|suppose) (so|that's (right|correct|it)|that is (right|correct)|it is)",
  "(i (know|believe|think|agree|feel|can say|would say)|i'm (telling you|saying|sure|confident|certain)) [{told}]* (true|right|correct|accurate|yes)",
  "(that's|that is) [exactly|just|precisely] what (i (said|want|need|meant|wanted|asked)|i'm (saying|after|looking for))",
  '< (my|the) (answer|response) (is|was|would be) (yes|affirmative|a yes)',
  '(is|was|be|would be|a|an|say|saying|said|answer|going with|definite|am a) (yes|affirmative|yep)',
  "i (don't|do not) mind [if you do|at all] >",
  "< (by all means|please|yes sir|yes ma'am|you know it|don't mind if i do) >",
  '< [i am|am] [quite|very|perfectly] happy with (that|it|this) >',
  '< [yes] (that is|that was) (me|my (name|number|account|booking|order)) [{indeed}]* >',
  "< that's (me|my (name|number|account|booking|order)) [{indeed}]* >",
  '< (accept|accepted) (it|that) >',
  "< i'm (in|game|(good|happy|fine|okay) with that) >",
  '< (not a problem|no problem [at all]|no worries|no objection(s)) >',
];

/** Sentences that agree. */
export const yesSentence = patternOf([...itIsFine, ...goAhead, ...iAgree], lists);
