/** Danger signs in what the caller says, each from 0 to 1; they never take words from a reader. */
import type { SignalName, Signals } from '../../../../machines/vocabulary.ts';
import type { Sentence } from '../sentence.ts';
import { abuseSigns } from './abuse.ts';
import { angerSigns } from './anger.ts';
import { disputeSigns } from './dispute.ts';
import { emergencySigns } from './emergency.ts';
import { legalThreatSigns } from './legal-threat.ts';
import type { Signs } from './signs.ts';

const signsOf: Record<SignalName, Signs[]> = {
  emergency: emergencySigns,
  'legal-threat': legalThreatSigns,
  abuse: abuseSigns,
  anger: angerSigns,
  dispute: disputeSigns,
};
const allSigns = Object.entries(signsOf).flatMap(([signal, signs]) =>
  signs.map((sign) => ({ signal: signal as SignalName, ...sign })),
);

/** A second sign of the same kind raises the strength by this share of what is missing to 1. */
const furtherShare = 0.4;

export function readSignals(sentence: Sentence): Signals {
  const signals: Partial<Record<SignalName, number>> = {};
  for (const { signal, strength, pattern } of allSigns) {
    if (!pattern.test(sentence.plain)) continue;
    const before = signals[signal];
    const raised =
      before === undefined ? strength : before + (1 - before) * strength * furtherShare;
    signals[signal] = Math.round(Math.min(1, Math.max(raised, strength)) * 100) / 100;
  }
  const shouting = isShouting(sentence);
  if (shouting && signals.anger === undefined) signals.anger = 0.4;
  return signals;
}

/** Several words wholly in capitals; letters said one by one are spelling, not shouting. */
function isShouting(sentence: Sentence): boolean {
  const long = sentence.text.match(/\p{Lu}{4,}/gu) ?? [];
  return long.length >= 3 && sentence.text === sentence.text.toUpperCase();
}
