/** The pipe to the voice process: whatever the pipe cuts, the frames come out whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createVoiceFrameReader,
  encodeVoiceFrame,
  frameKinds,
  type VoiceFrame,
} from '../../../services/voice/voice-frames.ts';

const frame: fc.Arbitrary<VoiceFrame> = fc.record({
  kind: fc.constantFrom(...frameKinds),
  request: fc.nat({ max: 2 ** 32 - 1 }),
  payload: fc.uint8Array({ maxLength: 300 }),
});

describe('voice frames', () => {
  it('come out as they went in, however the pipe cuts them', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 8 }),
        fc.integer({ min: 1, max: 64 }),
        (sent, cut) => {
          const bytes = Buffer.concat(sent.map(encodeVoiceFrame));
          const read = createVoiceFrameReader();
          const got: VoiceFrame[] = [];
          for (let at = 0; at < bytes.length; at += cut) {
            got.push(...read(new Uint8Array(bytes.subarray(at, at + cut))));
          }
          expect(got).toEqual(sent);
        },
      ),
    );
  });

  it('are refused when the bytes are something else', () => {
    const read = createVoiceFrameReader();
    expect(() => read(new TextEncoder().encode('warning: something printed'))).toThrow();
  });
});
