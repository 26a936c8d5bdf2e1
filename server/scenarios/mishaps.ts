/** What befell the caller's words on a generated call, for the attempt that says them otherwise. */
import type { Misreading } from './misreading.ts';

export interface Mishap {
  /** Read as something else than was meant. */
  misread: boolean;
  /** How often they were lost. */
  lost: number;
}

/** By the place of the move among the call's. */
export type Mishaps = Map<number, Mishap>;

export const noMishap: Mishap = { misread: false, lost: 0 };
/** First they are said in more words, then when the agent's were heard. */
export const lostMax = 2;

/** Over the agent's own words: taken for a hum, or for the echo of them. */
export function isLost({ text }: Misreading): boolean {
  return text === '';
}

export function worse(before: Mishap = noMishap, misreading: Misreading): Mishap {
  return isLost(misreading) ? { ...before, lost: before.lost + 1 } : { ...before, misread: true };
}
