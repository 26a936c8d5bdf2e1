/** Whatever the network does and however the caller interrupts, the audio's rules hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInboundOrder } from '../../../services/media/inbound-order.ts';
import { createPracticeCall, piece, ready } from './practice-call.ts';

/** Chunks 1 to 60 with some lost, some doubled, and each up to three places out of order. */
const disordered = fc
  .array(
    fc.record({
      fate: fc.constantFrom('once', 'once', 'once', 'once', 'lost', 'twice'),
      delay: fc.nat(3),
    }),
    { minLength: 60, maxLength: 60 },
  )
  .map((fates) =>
    fates
      .flatMap(({ fate, delay }, index) => {
        const message = { chunk: index + 1, at: index + delay };
        if (fate === 'lost') return [];
        return fate === 'twice' ? [message, { ...message, at: message.at + 1 }] : [message];
      })
      .sort((one, other) => one.at - other.at)
      .map(({ chunk }) => chunk),
  );

describe('on any network', () => {
  it('plays each chunk once at most, in order, and an even stream of time', () => {
    fc.assert(
      fc.property(disordered, (chunks) => {
        const played: number[] = [];
        const ends: number[] = [];
        const order = createInboundOrder({
          oddity: () => undefined,
          frame(mulaw, endMs) {
            if (mulaw[0] !== 0xff) played.push(mulaw[0] ?? 0);
            ends.push(endMs);
          },
        });
        for (const chunk of chunks) {
          order.push(new Uint8Array(160).fill(chunk), chunk, (chunk - 1) * 20);
        }
        expect(played).toEqual([...new Set(played)].sort((one, other) => one - other));
        for (const [index, endMs] of ends.entries()) {
          if (index > 0) expect(endMs - (ends[index - 1] ?? 0)).toBe(20);
        }
      }),
    );
  });
});

const action = fc.oneof(
  fc.record({ does: fc.constant('play' as const), lengthMs: fc.integer({ min: 0, max: 3_000 }) }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 2_000 }) }),
  fc.record({ does: fc.constant('clear' as const) }),
);

describe('with any interruptions', () => {
  it('never reports a piece as heard that was cut, reports each one once, and falls quiet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), fc.nat(300), async (actions, wayMs) => {
        const call = createPracticeCall({ wayMs });
        let number = 0;
        for (const one of actions) {
          if (one.does === 'wait') await call.clock.advance(one.ms);
          else if (one.does === 'clear') call.media.clear();
          else {
            number += 1;
            call.media.play(piece(`p${number}`, 0, ready(one.lengthMs, 200)));
          }
        }
        await call.clock.advance(90_000);
        expect(call.media.playing).toBe(false);
        expect(call.line.aheadMsMax).toBeLessThanOrEqual(2_000);
        const ends = call.events
          .filter((event) => /^(heard|cut)/.test(event))
          .map((event) => event.split(/[ /]/)[1]);
        expect(ends).toEqual([...new Set(ends)]);
        expect(call.oddities).toEqual({});
        expect(call.failures).toEqual([]);
        call.media.close();
      }),
      { numRuns: 60 },
    );
  });
});
