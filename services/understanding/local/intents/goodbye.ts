/** Taking leave, and having no more to ask. */
import { patternOf } from '../wordings.ts';

const lists = {
  bye: [
    '(goodbye|good bye|bye|bye bye|byebye|bu bye|buh bye|bubye|buhbye|farewell|fairwell)',
    '(cheerio|ciao|ta ta|tata)',
    '(toodle~|tootle~|so long|adios|sayonara|arrivederci|au revoir|hasta luego)',
    '(godspeed|over and out|signing off)',
  ],
  later: ['(later|soon|next time|another time|tomorrow)'],
  day: ['(monday|tuesday|wednesday|thursday|friday|saturday|sunday)'],
  soon: [
    '(soon|later|then|around|again|tomorrow|next time|in|a|few|days|next|week|alligator|there|on)',
    '{day}',
  ],
  you: ['(you|ya)'],
  nice: ['(nice|good|great|pleasant|lovely|fun|a pleasure|pleasure)'],
  talk: ['(talk|talking|talkin|speak|speaking|chat|chatting|converse|conversing)'],
  good: [
    '(nice|good|great|lovely|wonderful|pleasant|blessed|swell|awesome|fantastic|fine|happy)',
    '(amazing|excellent|safe)',
  ],
  must: ['(got to|better|must|should|need to|have to)'],
  go: ['(go|run|get going|be going|leave|head out|jet|split|bounce)'],
  'that-is': ["(that's|that is|that'll be|that will be|that should be|that would be)"],
  all: ['(all|everything|about it|about all|it (for|thanks|thank|from|then|i think))'],
  rest: [
    "(i|i'd|that i|that|we|for|now|today|needed|need|wanted|want|to know|to ask|from|me|you)",
    '(wanted to|then|have)',
  ],
  now: ['(for now|today|at the moment)'],
  so: ['(thanks|no|nope|thank you|okay|alright|good) [i think|i guess]'],
};

const farewells = [
  '{bye} [now|for now|then|bye]*',
  'see {you} [{soon}]* =(>|bye|thanks|thank)',
  '(talk|speak|chat|catch|ttyl) [to|with] {you} [all] [again] {later}',
  'catch {you} (later|on|around|soon)',
  '(talk|chat|speak) (later|soon)',
  '< [okay|so|well|bye|goodbye|all right|alright|great|thanks]* (until|till) (next time|we meet|later|then) >',
  '< [okay|so|well|bye|goodbye|all right|alright|great|thanks]* until tomorrow >',
  'till next time',
  '< (peace [out]|later !(today|this|in|on|that|next)|laters|good night|goodnight|nighty night|cya)',
  "< (i'll|i will) (see|talk to|speak (to|with)|catch|be seeing) you",
];

const wishes = [
  'have (a|an|yourself a) [really|very|wonderfully] {good} [_]',
  'enjoy (your|the rest of your) (day|evening|weekend|night)',
  'take (it easy|care) !(of)',
  '{nice} [to] {talk} (to|with) you',
  'conversation with you',
  'nice (talking|speaking|chatting|meeting) [to|with] [you]',
  "(it's|it has|it was|it is) been (nice|great|good|fun|real|a pleasure)",
  '(was|been|is) {nice} (to (talk|chat|speak)|{talk}|meeting|seeing) [to|with] [you]',
];

const leaving = [
  '(hang|hanging) up',
  'end (the|this) (call|conversation)',
  '[this] call is over',
  "[i've|i have|i'd|i] {must} {go} [now|already] =(>|bye|thanks|thank)",
  "i'm (out of here|off|leaving [now]|heading out|finished) =(>|bye|thanks|thank)",
  "i'm done [here|for (now|today)] =(>|bye|thanks|thank)",
  'call it a day',
  "< [alright|all right|okay|great|perfect|thanks|thank you|good]* (i'm|i am|we're) (on (my|our) way|heading (over|there)|coming (over|by)) [now|then|over]* >",
  "(i'll|i will|we'll|i'd better|let me|i'm going to|i'm gonna) [just|have to|probably]* (call|phone|ring|try) [you|y'all] (back|again) [later|tomorrow|then|soon|another time|some other time|when _ _]* =(>|bye|thanks|thank|okay)",
  "< (i am|i'm) (leaving|going) [now] >",
  'wrong number',
  '(dialed|called|got|have) the wrong (number|place|office|person)',
];

const nothingMore = [
  "[i (think|guess|believe)] ({that-is}|this is|that was|it's) {all} [{rest}]*",
  '+({so}) {that-is} it =(>|thanks|thank)',
  '(nothing|no) (else|more|further) [thanks|{now}|to add] =(>|bye|thanks|thank)',
  "i'm [all] (good|set|fine|okay|happy) (for|now|today|here) [for|now|today|here]*",
  "i'm all (good|set|done)",
];

export const goodbyePattern = patternOf(
  [...farewells, ...wishes, ...leaving, ...nothingMore],
  lists,
  'g',
);
