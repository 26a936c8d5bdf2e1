/** Lawyers, courts and authorities: nobody but a person answers those. */
import { signs } from './signs.ts';

const lists = {
  lawyer: ['(lawyer|lawyers|attorney|attorneys|solicitor|legal team)'],
  report: ['(report|reporting|reported|complain|complaining|complaint)'],
  authority: [
    '(board|authorities|authority|police|state|attorney general|better business|bbb|regulator)',
    '(ombudsman|medical board|dental board|trading standards|health department|news|press)',
    '(department of health|licensing board|city|government)',
  ],
};

export const legalThreatSigns = [
  signs(
    0.95,
    [
      '(my|a|our|your) {lawyer}',
      '(sue|suing) (you|your|them|this|the|for)',
      "(i'll|i will|going to|gonna|to|will|might|could) sue",
      '(see you|take (you|this|it|them)|end up|meet) (in|to) court',
      'legal action',
      '(lawsuit|small claims|press charges)',
    ],
    lists,
  ),
  signs(
    0.7,
    [
      '{report} [you|this|your _|it|him|her] (to|with) [the|a] ..1 {authority}',
      'better business bureau',
      '(malpractice|ombudsman)',
      'violat~ (my|the) (rights|law|hipaa|privacy)',
      'against the law',
    ],
    lists,
  ),
];
