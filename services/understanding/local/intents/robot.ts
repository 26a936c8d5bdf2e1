/** Asking whether a person or a machine is speaking, and what it is called. */
import { patternOf } from '../wordings.ts';

const lists = {
  'are-you': [
    "(are you|you're|you are|is this|is that|were you|would you be|am i|was i)",
    "(if|whether) (you are|you're|this is|i'm|i am)",
    '(be accurate to call you|consider yourself|act and think like)',
  ],
  machine: [
    '(bot|robot|machine|computer|ai|a i|automated|automatic|recording|recorded|artificial)',
    '(program|software|voice assistant|virtual assistant|chatbot|answering machine)',
  ],
  person: ['(real|human|humans|alive|person)'],
  ending: [
    '(person|human|being|or|not|a|an|bot|robot|ai|machine|computer|talking|to|me|automated)',
    '(life|intelligence|here)',
  ],
  'what-is': ["(what's|what is|what was|what would|what're)"],
  ask: ['(tell me|say|know|get|have|ask|want|catch|like)'],
  full: ['(full|real|given|first|own)'],
  call: ['(call|refer to|calling|use for|call for)'],
  doing: ['(doing|open|going|able|saying|talking|asking|trying|known|charging)'],
};

const whatAreYou = [
  '{are-you} ..4 ({person}|{machine}) [{ending}]*',
  '(who|what) [exactly] (are you|am i (speaking|talking) (to|with)) !({doing})',
  "(who's|who is) this",
  'what (kind|type|sort) of (life form|lifeform|being|thing) [are] you',
  '(real person|human|ai) or [a|an] _',
  '(robot|machine|bot|computer) or [a|an] _',
  "(you|you're|you are|if you were|sound|sounds|seem) ..3 (a|an) (bot|robot|machine|computer|ai) >",
  "(you|you're|you are|if you were|sound|sounds|seem) [a|really|actually|even|some|like|so|very]* (real|human|automated) >",
  'do you identify',
  'tell me who you are',
];

const whatIsYourName = [
  '{what-is} [exactly|exactly is] your [{full}] name',
  'what exactly is your name',
  'do you (have|know|go by|got) (a|your|any) (name|nickname)',
  'what (should|can|do|could|may) i call you',
  '({ask}|{what-is} [exactly]) your [{full}] name [be]',
  'what (do|should|can|would|name) ..6 {call} you',
  'what do you go by',
  '(what|which|tell me|know|say|like|is) ..4 your [_] (name|nickname)',
  'what (are|were) you (called|named|given)',
  'name (do|did|are|were|have|would) you',
  'do (people|they|others) call you',
  '(named|called) you',
  'name ..7 (call|calling|refer to|called|talking to|referred) [[to] (you|by)]',
  'what name (should|would|do|can)',
  'how {would-one} [be] (refer|referred|address|addressed|call|called) [to] [you] >',
  'your name [is] (please|again)',
];

export const robotPattern = patternOf(
  [...whatAreYou, ...whatIsYourName],
  { ...lists, 'would-one': ['(would|do|should|can) (you|i) [like] [to]'] },
  'g',
);
