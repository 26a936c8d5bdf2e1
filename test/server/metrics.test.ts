import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../server/metrics.ts';
import { createHealth } from '../../services/health/health.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { createManualClock } from '../support/manual-clock.ts';

const reading = { commands: [], signals: {}, confidence: 1 };

describe('An engineer who reads the metrics', () => {
  it('sees the gap before answers by business, by the state of the turn, and by who read it', async () => {
    const metrics = createMetrics();
    const entries = [
      {
        kind: 'understood',
        text: 'yes',
        state: 'serving.book.confirm',
        maker: 'local',
        reading,
        tookMs: 1,
      },
      { kind: 'gap', ms: 210, parts: { patience: 200 } },
    ].map((fact, index) => ({ callId: 'c', seq: index + 1, atMs: 0, ...fact }) as JournalEntry);
    for (const entry of entries) metrics.note('bright-smile', entry);
    const text = await metrics.registry.metrics();
    const labels = 'business="bright-smile",state="serving.book.confirm",maker="local"';
    expect(text).toContain(`frontdesk_turn_gap_seconds_sum{${labels}} 0.21`);
    expect(text).toContain(`frontdesk_turn_gap_seconds_bucket{le="0.2",${labels}} 0`);
    expect(text).toContain(`frontdesk_turn_gap_seconds_bucket{le="0.3",${labels}} 1`);
    const part = 'business="bright-smile",part="patience"';
    expect(text).toContain(`frontdesk_turn_gap_part_seconds_sum{${part}} 0.2`);
  });

  it('sees which maker works, which one rests, and where one took over from another', async () => {
    const clock = createManualClock();
    const health = createHealth({ clock });
    health.worked('google');
    for (let times = 0; times < 3; times += 1) health.failed('flux', 'away');
    const metrics = createMetrics();
    metrics.makers(() => health.records());
    const switched = {
      kind: 'maker-switched',
      stage: 'speech',
      from: 'flux',
      to: 'nova',
      why: 'away',
    };
    metrics.note('bright-smile', { callId: 'c', seq: 1, atMs: 0, ...switched } as JournalEntry);
    const text = await metrics.registry.metrics();
    expect(text).toContain('frontdesk_maker_resting{maker="flux"} 1');
    expect(text).toContain('frontdesk_maker_resting{maker="google"} 0');
    expect(text).toContain('frontdesk_maker_answers{maker="flux",worked="no"} 3');
    const labels = 'business="bright-smile",stage="speech",from="flux",to="nova"';
    expect(text).toContain(`frontdesk_maker_switches_total{${labels}} 1`);
  });
});
