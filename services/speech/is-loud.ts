/** Whether a frame is loud enough to be speech and not the hiss of a line. */
import { meanLevel } from '../media/mulaw.ts';

/** A mean level of about -27 dB. */
const loudFrom = 1_500;

export function isLoud(frame: Uint8Array): boolean {
  return meanLevel(frame) > loudFrom;
}
