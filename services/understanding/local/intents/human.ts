/** Asking for a person. */
import { patternOf } from '../wordings.ts';

const lists = {
  kind: ['(customer|service|sales|support|bank|hotel|branch|office|duty|shift|senior|care)'],
  /** Whoever sits at a desk. */
  staff: [
    'human [being]',
    '(real|live|actual|living|different) (person|human|people|one|agent|someone)',
    '[{kind}]* (operator|representative|rep|agent|manager|supervisor|receptionist|reception)',
    'front desk',
    '(secretary|advisor|adviser|customer service|team member|colleague)',
    '(employee|clerk|concierge|attendant|personnel|teller|banker|live chat|support person)',
    'staff [member]',
    'member of [the] staff',
  ],
  somebody: [
    '(someone|somebody) [else]',
    '(anyone|anybody|people|person)',
    '[the|a|an|your] (boss|owner|superior)',
    '(the|a|an|your) (doctor|nurse|dentist|specialist|expert|consultant|technician|assistant)',
  ],
  one: ['(someone|somebody|anyone|anybody|a person)'],
  handle: ['(help|handle|look|take|deal|sort|fix|assist|explain|answer|do|call)'],
  may: ['(could|can|may|let me|like to|want to|need to|just)'],
  /** Where somebody works: "someone from the team". */
  'of-the-house': ['(from|in|at|on) [the|your] (team|staff|office|support|reception|desk|shop)'],
  talk: ['(speak|talk|chat)', '-(was|were|been|am|are|keep|kept) (talking|speaking)'],
  connect: [
    '(connect|connected|transfer|transferred|put|pass|patch|switch|forward|redirect|escalate)',
  ],
  quickly: ['(me|us|this|my|call|now|directly|right|away|just|over|please|through|on|up)'],
  help: [
    '(please|now|service|support|help|assistance|only|required|needed|available|immediately|here)',
    '(desk|team|line|instead)',
  ],
  a: ['(a|an|the|my|your|any|some|another)'],
  get: ['(give|get|need|want|like|find|have|let|prefer|fetch|pass|rather|bring)'],
  robot: ['(robot|machine|computer|bot|recording|ai|computerized voice|automated system)'],
  /** What may follow a bare "person", if anything does. */
  ending: ['(please|now|right now|instead|not|to (talk|speak|help)|on the (line|phone))'],
  /** Whatever else a house calls the people at its desks. */
  desk: ['(department|team|desk|staff|manager)'],
};

const talkTo = [
  '(talk|speak) (to|with) whoever',
  '(can|could|may|to) [i] (speak|talk) (to|with) !(you|me|him|her|them|us|it|that) _ =(>|please)',
  '({talk}|{connect}) [{quickly}]* (to|with|through|onto) [{a}] ({staff}|{somebody})',
  '{get} [me|to|us] [have|get] [{a}] {staff} !(agreement|contract)',
  '(talk|speak) (to|with) [a] doctor _',
  '{may} [i] [please] (speak|talk) (to|with) {somebody}',
  '{get} [me|us] [to|get|have|talk to|speak to]* {a} (person|people) =(>|{ending})',
  '{talk} (to|with) (the|your|one of (the|your)) ..2 =(>|please|about|now|first)',
  '(speak|talk) (to|with) [the|your|a|somebody|someone|in|from]* _ {desk} =(>|please|about|now|first)',
  '(talk|speak) (to|with) (someone|somebody|anyone|anybody) [else|there|here|in charge]',
  '(contact|reach|get a hold of|get hold of|(get|put me) in (touch|contact) with|(get|getting|put) through to|complain to|ask for|have a (chat|word|talk) with) [{a}] ({staff}|someone|somebody|person) !(else name)',
  '(discuss|go over|sort out|clear up|talk over) ..4 with [{a}] ({staff}|{somebody})',
  '(help|assistance|advice|support) from [{a}] ({staff}|{somebody})',
  '(rather|prefer|want to|like to) [to] (be [helped|served] by|deal with|discuss (it|this) with|explain [it] to) [{a}] ({staff}|{somebody})',
  'let me (speak|talk) =(>|please|now)',
];

const putThrough = [
  '(get|put) {somebody} [please] on the (line|phone)',
  '(get|put) {somebody} [please] to (talk|speak|help) [to|with] me',
  'put me (through|on with|back to|over to) !(a (list|waiting list))',
  'put me to {a} {somebody}',
  'hand (me|this|it|us) (over|off|on|back)',
  '(get|put|call|fetch|bring) [me|us|on|in|over|the|your|a|my]* (manager|supervisor|boss|owner|superior) [please|in|on|over|here|now]* >',
  '(get|put|call|fetch|bring) [me|us] (someone|somebody) (from|in) (the|your) ..2 =(>|please)',
  '(get|find|bring|fetch) me (someone|somebody) [else] =(>|please|now|who|that|to)',
  '(transfer|connect|patch|pass) me (through|over|on|please|to|with)',
  '(transfer|forward|redirect|escalate) (me|my call|this call|this|my (case|issue))',
  '(connect|switch) me [please|now|up|over]* >',
  '< (someone|somebody|anyone) else [please|now] >',
  '< [a|an] (other|another|different) (person|human|one|people) [please|now]* >',
  '(could|can|may|would|will|have) {somebody} {of-the-house}',
  '(someone|somebody) else (help|take|look|handle|deal|assist)',
];

const isThere = [
  'is there (a|any|an) (human|person|agent|real person|live person)',
  'is [there] {one} [there] ([that] i can|to) (talk|speak)',
  '(can|could|may|will|would) [a|an|the|some|your]* {staff} [please] {handle}',
  'who [else|here|there]* (can|could|should|do|may) i (speak|talk|complain|turn) (to|with)',
  '(anyone|anybody|someone|somebody) [else|there|here|available]* [that|who] [i] (can|could) (speak|talk) (to|with)',
  "(can|can't) (i|you) [just] (get|have) (someone|a person|somebody) [else] [please|help me] >",
];

const noRobot = [
  '(not|rather not|hate|tired of|sick of|done|enough of|comfortable) ..6 (to|with|of) (a|an|this|you|the) {robot}',
  '< no (bots|robots|machines|computers) [please|thanks]* >',
  '(talking|speaking) to (a|this) {robot} is',
  "{robot} (can't|cannot|won't|doesn't|isn't) (help|helping|understand|useful|working) [me]",
  "don't (want to|wanna) (talk|speak) (to|with) (you|a {robot})",
  '(not|with|to) [to|with] (a|an) {robot} =(>|please|anymore|about)',
];

const byName = [
  '(customer (service|support|care)|support team|call (center|centre)) =(>|please|agent|rep)',
  '< [{a}|just|only|hotel|bank|office|branch|duty|shift|senior|support]* {staff} [{staff}|{help}]* >',
  '(human|live|real) (help|support|assistance|contact|interaction|assistant|voice|service)',
  '< (call|ring|connect|get|to|want|need|transfer) [to|the|your|with]* {staff} [{staff}|{help}]* >',
  '(someone|somebody) (real|human|alive|live|who is (real|human))',
  '< [a|an] person please >',
  '< [the|your] _ (team|department|desk|office) please >',
];

export const humanPattern = patternOf(
  [...talkTo, ...putThrough, ...isThere, ...noRobot, ...byName],
  lists,
  'g',
);
