/** Whether a frame is loud enough to be speech and not the hiss of a line. */
import { decodeMulaw } from '../media/mulaw.ts';

/** A mean level of about -27 dB. */
const loudFrom = 1_500;

export function isLoud(frame: Uint8Array): boolean {
  let sum = 0;
  for (const sample of decodeMulaw(frame)) sum += Math.abs(sample);
  return sum / Math.max(1, frame.length) > loudFrom;
}
