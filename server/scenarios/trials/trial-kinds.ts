/** The kinds of trials there are, in the order in which they are shown. */
export const trialKinds = [
  'written',
  'faults',
  'simulation',
  'database',
  'proof',
  'telephone',
] as const;
export type TrialKind = (typeof trialKinds)[number];
