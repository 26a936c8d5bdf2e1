import { describe, expect, it } from 'vitest';
import { createLastVerdicts } from '../../../server/drafting/last-verdict.ts';
import type { Verdict } from '../../../server/publishing/gate.ts';

const passed: Verdict = {
  findings: [],
  faults: [],
  proved: { claims: 1, situations: 1 },
  passed: true,
};

describe('An operator who publishes what they were just shown', () => {
  it('does not wait for the same verdict again', async () => {
    const verdicts = createLastVerdicts();
    let times = 0;
    const judge = async () => {
      times += 1;
      return passed;
    };
    await verdicts.judged('clinic', 'draft 1, saved twice', judge);
    expect(await verdicts.judged('clinic', 'draft 1, saved twice', judge)).toBe(passed);
    expect(times).toBe(1);
  });

  it('waits for a new one when anything was changed meanwhile, or it is another business', async () => {
    const verdicts = createLastVerdicts();
    const judged: string[] = [];
    for (const [business, of] of [
      ['clinic', 'saved once'],
      ['clinic', 'saved twice'],
      ['stores', 'saved twice'],
      ['clinic', 'saved once'],
    ] as const) {
      await verdicts.judged(business, of, async () => {
        judged.push(`${business} ${of}`);
        return passed;
      });
    }
    expect(judged).toHaveLength(4);
  });

  it('gets one all the same after it could not be given: the database was away', async () => {
    const verdicts = createLastVerdicts();
    const away = () => Promise.reject(new Error('the database is away'));
    await expect(verdicts.judged('clinic', 'a', away)).rejects.toThrow('away');
    expect(await verdicts.judged('clinic', 'a', async () => passed)).toBe(passed);
  });
});
