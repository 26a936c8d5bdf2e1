/** One call by the terminal handset, with what the caller's end saw of it. */
import { randomBytes } from 'node:crypto';
import type { MediaLeg } from '../../../server/handset/media-leg.ts';
import {
  type DeskAnswer,
  dial,
  type Handset,
  type HandsetEnd,
} from '../../../server/handset/terminal-handset.ts';
import { systemClock } from '../../../services/clock.ts';
import { authToken } from '../phone/practice-phone.ts';

export interface HandsetCall {
  ended: HandsetEnd;
  violations: string[];
  /** Audio of the agent's that arrived. */
  spokenMs: number;
  said: string[];
  dialled: string[];
}

/** Calls, does `talk` with each stream, and hangs up after it (by default once all was played). */
export async function callByHandset(
  url: string,
  options: { desk?: DeskAnswer; talk?: (leg: MediaLeg, handset: Handset) => void } = {},
): Promise<HandsetCall> {
  const call: Omit<HandsetCall, 'ended'> = { violations: [], spokenMs: 0, said: [], dialled: [] };
  const hex = () => randomBytes(16).toString('hex');
  let stopWaiting: (() => void) | undefined;
  const handset: Handset = dial({
    url,
    authToken,
    from: '+15005550006',
    to: '+15005550001',
    ids: { accountSid: `AC${hex()}`, callSid: `CA${hex()}`, streamSid: () => `MZ${hex()}` },
    clock: systemClock,
    desk: options.desk ?? 'answered',
    connected: (leg) => options.talk?.(leg, handset),
    agentAudio(mulaw, endsAtMs) {
      call.spokenMs += mulaw.length / 8;
      if (options.talk !== undefined) return;
      stopWaiting?.();
      const leftMs = endsAtMs + 200 - systemClock.now();
      stopWaiting = systemClock.after(leftMs, () => handset.hangUp());
    },
    said: (text) => call.said.push(text),
    dialled: (number) => call.dialled.push(number),
    violation: (what) => call.violations.push(what),
  });
  const ended = await handset.over;
  return { ...call, ended };
}
