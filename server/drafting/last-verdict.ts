/** The last verdict on each business's draft: who approves what they were shown does not wait for it anew. */
import type { Verdict } from '../publishing/gate.ts';

export interface LastVerdicts {
  /** `of` names everything that was judged: the draft, and what it was judged beside. */
  judged(business: string, of: string, judge: () => Promise<Verdict>): Promise<Verdict>;
}

/** One verdict a business. What could not be judged leaves none. */
export function createLastVerdicts(): LastVerdicts {
  const last = new Map<string, { of: string; verdict: Verdict }>();
  return {
    async judged(business, of, judge) {
      const known = last.get(business);
      if (known?.of === of) return known.verdict;
      const verdict = await judge();
      last.set(business, { of, verdict });
      return verdict;
    },
  };
}
