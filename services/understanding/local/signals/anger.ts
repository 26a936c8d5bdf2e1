/** A caller who is losing patience; a person calms better than a line. */
import { signs } from './signs.ts';

const lists = {
  worst: ['(worst|terrible|awful|horrible|lousy) (service|experience|company|place|customer)'],
  waited: [
    '(an hour|hours|forever|ages|all (day|morning|afternoon|week)|days|weeks)',
    '_ (minutes|hours|days|weeks)',
  ],
  nobody: ['(nobody|no one|not one person)'],
};

export const angerSigns = [
  signs(
    0.8,
    [
      '(furious|pissed|outraged|livid|fed up|infuriating|disgusting|disgusted|disgrace|disgraceful)',
      '(unacceptable|ridiculous|outrageous|bullshit|fucking|goddamn)',
      '(sick (and tired of|of)|tired of (this|waiting|being)|had enough|had it with|enough of this)',
      '{worst}',
      'never (coming|going|shopping) (back|here|there)',
      'waste of [my] time',
      'what the (hell|heck|fuck)',
      "for fuck's sake",
      "(are you kidding|you've got to be kidding|you have got to be kidding)",
      '(want|like|need|have|going) to [make|file|lodge|register] [a|an official] (complain|complaint) !(with|to)',
      '(filing|making|lodging) a complaint !(with|to)',
      '(you|you people|you guys|everyone|everybody|they) (are|is) [all|completely|totally] (useless|incompetent)',
    ],
    lists,
  ),
  signs(
    0.5,
    [
      '(angry|frustrated|frustrating|annoyed|annoying|upset|irritated|irritating|mad (at|about))',
      '(damn|hell|crap|shit|awful|pathetic|unbelievable|horrible|stupid|seriously)',
      '(this|that|what|you) ..2 a joke',
      'terrible service',
      'i (already|just) told you',
      'how many times',
      'keep (saying|telling|asking)',
      '(listen to me|not listening|still waiting|this is not working|fix this right now)',
      '(this|it|that|service) sucks',
      'been (waiting|on hold|calling|trying) ..3 {waited}',
      '{nobody} (helped|helps|answers|answered|calls|called|cares|picks up|listens)',
    ],
    lists,
  ),
];
