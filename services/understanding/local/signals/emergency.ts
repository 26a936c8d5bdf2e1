/** Somebody is in danger now: a person is called at once, whatever else was said. */
import { signs } from './signs.ts';

const lists = {
  cannot: ["(can't|can not|cannot|couldn't|unable to|stopped|struggling to|isn't|not)"],
  badly: ["(won't stop|not stopping|doesn't stop|hasn't stopped|isn't stopping|a lot|badly)"],
  tooth: ['(tooth|teeth)'],
  face: ['(face|jaw|tongue|lip|lips|cheek|eye)'],
  /** Wanting to be seen soon is no alarm yet: a business may sell just that. */
  visit: ['(visit(s)|appointment(s)|exam(s)|slot(s)|opening(s)|consultation(s)|service(s)|care)'],
  place: ['(house|building|kitchen|car|office|it|place)'],
};

export const emergencySigns = [
  signs(
    1,
    [
      '{cannot} [really] (breathe|breathing)',
      '(trouble|hard to|difficulty|hard time) [really] (breathe|breathing)',
      'call (911|9 1 1|nine one one|999|112|an ambulance)',
      'need an ambulance',
      '(chest|heart) pain(s)',
      'pain in my chest',
      'heart attack',
      'having a stroke',
      "(unconscious|not responding|unresponsive|passed out|won't wake up|collapsed)",
      '(overdose|overdosed|suicide|suicidal|choking|anaphyla~)',
      '(kill|hurt) myself',
      '(end my life|want to die)',
      '(seizure|seizing)',
    ],
    lists,
  ),
  signs(
    0.9,
    [
      '(bleeding|blood) ..4 ({badly}|heavily|everywhere)',
      "(won't|can't|doesn't|not) stop [the] bleeding",
      'throat [is] (swelling|closing)',
      'smell [of] gas',
      'gas leak',
      "({place} is|it's|building's|house's) on fire",
      "(there is|there's) a fire",
      '(severe|serious) (allergic|bleeding|burn)',
    ],
    lists,
  ),
  signs(0.3, ['emergency {visit}'], lists),
  signs(
    0.6,
    [
      'emergency !(contact|number|fund|exit|line|hours|brake|{visit})',
      '(knocked|fell|came|broke|got) ..3 {tooth} (out|off)',
      'knocked out [a|my|his|her|the] [front] {tooth}',
      '{tooth} [was|got|is|been|has been|were|just]* knocked out',
      '(unbearable|excruciating|agonizing|worst) pain',
      '{face} [is|are] [really|so|very|badly]* (swelling|swollen)',
      'in (terrible|so much|severe|extreme|a lot of) pain',
      'in agony',
      '(pipe|water main) [has] burst',
      'burst pipe',
      'flooding',
    ],
    lists,
  ),
];
