/** Asking for a person. */
import { patternOf } from '../wordings.ts';

const lists = {
  /** Whoever sits at a desk. */
  staff: [
    'human [being]',
    '(real|live|actual|living|different) (person|human|people|one|agent|someone)',
    '(operator|representative|rep|agent|manager|supervisor|receptionist|reception|front desk)',
    '(secretary|advisor|adviser|customer service|team member|colleague)',
    'staff [member]',
    'member of [the] staff',
  ],
  somebody: [
    '(someone|somebody) [else]',
    '(anyone|anybody|people|person)',
    '(the|a|your) (boss|owner|doctor|nurse|dentist)',
  ],
  one: ['(someone|somebody|anyone|anybody|a person)'],
  may: ['(could|can|may|let me|like to|want to|need to|just)'],
  talk: ['(speak|talk|chat|spoke|talking|speaking)'],
  connect: [
    '(connect|connected|transfer|transferred|put|pass|patch|switch|forward|redirect|escalate)',
  ],
  quickly: ['(me|us|this|my|call|now|directly|right|away|just|over|please|through|on|up)'],
  a: ['(a|an|the|my|your|any|some|another)'],
  get: ['(give|get|need|want|like|find|have|let|prefer|fetch|pass)'],
  robot: ['(robot|machine|computer|bot|recording)'],
};

const talkTo = [
  '({talk}|{connect}) [{quickly}]* (to|with|through|onto) [{a}] ({staff}|{somebody})',
  '{get} [me|to|us] [have|get] [{a}] {staff} !(agreement|contract)',
  '(talk|speak) (to|with) [a] doctor _',
  '{may} [i] [please] (speak|talk) (to|with) {somebody}',
  '(speak|talk) (to|with) (the|your) _ [department|team|desk|office|people] =(>|please)',
  'let me (speak|talk) =(>|please|now)',
];

const putThrough = [
  '(get|put) {somebody} [please] on the (line|phone)',
  '(get|put) {somebody} [please] to (talk|speak|help) [to|with] me',
  'put me (through|on with|back to|over to) !(a (list|waiting list))',
  'put me to {a} {somebody}',
  '(transfer|connect|patch|pass) me (through|over|on|please|to|with)',
  'transfer (me|my call|this call)',
  '(someone|somebody) else (help|take|look|handle|deal|assist)',
];

const isThere = [
  'is there (a|any|an) (human|person|agent|real person|live person)',
  'is [there] {one} [there] ([that] i can|to) (talk|speak)',
  "(can|can't) (i|you) [just] (get|have) (someone|a person|somebody) [else] [please|help me] >",
];

const noRobot = [
  "don't (want to|wanna) (talk|speak) (to|with) (you|a {robot})",
  '(not|with|to) [to|with] (a|an) {robot} =(>|please|anymore|about)',
];

const byName = [
  '(customer (service|support|care)|support team|call center) =(>|please|agent|rep)',
  '< [a|an|the] {staff} [please] [now] >',
  '< [a|an] person please >',
];

export const humanPattern = patternOf(
  [...talkTo, ...putThrough, ...isThere, ...noRobot, ...byName],
  lists,
  'g',
);
