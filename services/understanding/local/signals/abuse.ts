/** Insults and threats against whoever answers. */
import { signs } from './signs.ts';

const lists = {
  insult: [
    '(idiot(s)|moron(s)|bitch|bastard|asshole(s)|cunt|scum|dumbass|retard(s))',
    'piece of (shit|crap|garbage)',
  ],
  bad: ['(stupid|dumb|useless|worthless|idiotic|brainless|fucking|damn|freaking|goddamn|pathetic)'],
  us: [
    '(robot|machine|bot|computer|thing|people|woman|man|receptionist|company|app|system)',
    '{insult}',
  ],
  'you-are': ["(you're|you are|you guys are|you people are|you lot are)"],
};

export const abuseSigns = [
  signs(
    0.9,
    [
      'fuck (you|off|yourself)',
      '(go to hell|screw you|piss off|kill you|kiss my ass|i hope you die|suck my)',
      'shut [the _] up',
      'you [_] ({insult}|stupid|dumb)',
      '{insult}',
    ],
    lists,
  ),
  signs(
    0.55,
    ['{bad} [_] {us}', '{you-are} ..2 ({bad}|incompetent|an idiot|a moron|a joke)'],
    lists,
  ),
];
