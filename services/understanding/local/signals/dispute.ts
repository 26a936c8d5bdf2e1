/** Money and harm that the caller holds against the business. */
import { signs } from './signs.ts';

const lists = {
  bill: ['(bill|invoice|charge|statement|balance|account)'],
  wrong: ['(wrong|incorrect|too high|not right|off|a mistake)'],
  back: ['[a|my|the|full|our]* (refund|money back)'],
  damage: ['(hurt|broke|damaged|ruined|cracked|injured|burned|cut)'],
};

export const disputeSigns = [
  signs(
    0.85,
    [
      '(overcharged|over charged|double charged|overbilled)',
      'charged [me] [_] (twice|double|too much|two times|again|wrong)',
      "(charged|billed) [me] for (something|a|things|stuff) [_|i]* (didn't|never)",
      '(want|need|get|like|demand|give|have|asking) [me|for]* {back}',
      "(where's|where is|about|for) {back}",
      'never (got|received|saw) [the|my|any|that]* (refund|money|money back)',
      '(wrong|incorrect|bad) (bill|charge|invoice|amount)',
      '{bill} [i got] (is|was|looks|seems) [_] {wrong}',
      "(dispute|disputing|chargeback|unauthorized|didn't authorize|didn't authorise)",
      "shouldn't have been charged",
      'never (agreed|authorized|bought|got what i paid)',
      '(scam|scammed|ripped off|rip off|ripped me off)',
    ],
    lists,
  ),
  signs(
    0.6,
    [
      '(refund|reimburse|reimbursed|reimbursement)',
      'billing (issue|problem|error|mistake|question)',
      '(mistake|error) (on|with|in) (my|the) {bill}',
      '(not|never) (paying|going to pay)',
      "won't pay",
      '(cheated|fraud|fraudulent|owe me)',
      '(you|you guys|dentist|doctor|she|he|they|hygienist|someone) {damage} (me|my) !(feet|foot|toes|heels)',
    ],
    lists,
  ),
];
