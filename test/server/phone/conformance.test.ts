/** The phone against Twilio's published rules, played by a caller outside this process. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callByHandset } from '../handset/handset-call.ts';
import { authToken, type PracticePhone, startPracticePhone, tone } from './practice-phone.ts';

const outsideCaller = fileURLToPath(
  new URL('../../../../shared/tools/twilio-conformance-client.cjs', import.meta.url),
);

const reportSchema = z.object({
  violations: z.array(z.unknown()),
  notes: z.array(z.string()),
  stream: z.looseObject({ action: z.boolean(), afterConnect: z.boolean() }).optional(),
  stats: z
    .object({
      mediaIn: z.number(),
      marks: z.number(),
      marksPlayed: z.number(),
      marksCleared: z.number(),
      clears: z.number(),
      unplayedMarks: z.number().optional(),
      maxQueuedMs: z.number(),
    })
    .optional(),
});

let phone: PracticePhone;
beforeEach(async () => {
  phone = await startPracticePhone();
});
afterEach(() => phone.close());

function callFromOutside(mode: string, more: string[] = []): Promise<z.infer<typeof reportSchema>> {
  const options = ['--voice-url', `${phone.url}/twilio/voice`, '--auth-token', authToken];
  const wire = ['--ws-to', phone.url.replace('http', 'ws'), '--mode', mode, '--seconds', '2.5'];
  const child = spawn(process.execPath, [outsideCaller, ...options, ...wire, ...more]);
  let printed = '';
  child.stdout.on('data', (data) => {
    printed += String(data);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(reportSchema.parse(JSON.parse(printed))));
  });
}

const modes = ['normal', 'bad-signature', 'no-signature', 'bad-ws-signature', 'tamper-parameter'];

function playedFromOutside(): void {
  it.each([...modes, 'hang-up', 'no-media'])('finds no violation in mode %s', async (mode) => {
    const report = await callFromOutside(mode);
    expect(report.violations).toEqual([]);
    if (report.stream) expect(report.stream).toMatchObject({ action: true, afterConnect: true });
    if (mode === 'normal') {
      expect(report.stats).toMatchObject({ marks: 1, marksPlayed: 1, clears: 0, unplayedMarks: 0 });
      expect(phone.desk.log).toContain('heard greeting');
    }
    if (mode === 'tamper-parameter') expect(report.stats?.mediaIn).toBe(0);
  });

  it('interrupts the agent and gets an answer, with every mark accounted for', async () => {
    phone.desk.greetingMs = 10_000;
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-conformance-'));
    const audio = join(folder, 'caller.ulaw');
    writeFileSync(audio, tone(500));
    const report = await callFromOutside('normal', ['--audio', audio, '--audio-at', '800']);
    rmSync(folder, { recursive: true });
    expect(report.violations).toEqual([]);
    expect(report.stats?.clears).toBe(1);
    expect(report.stats?.maxQueuedMs).toBeLessThan(2_200);
    expect(phone.desk.log).toContain('cut greeting');
    expect(phone.desk.log).not.toContain('heard greeting');
    expect(phone.desk.log).toContain('heard answer');
  });

  it('passes keys to the call', async () => {
    const report = await callFromOutside('normal', ['--dtmf', '1@300,#@500']);
    expect(report.violations).toEqual([]);
    expect(phone.desk.log.filter((line) => line.startsWith('key'))).toEqual(['key 1', 'key #']);
  });
}

/** Where the outside caller is not at hand, our own handset walks the same ways. */
function playedByHandset(): void {
  it('finds no violation from the webhook to the end of the call', async () => {
    const { ended, violations, spokenMs } = await callByHandset(phone.url);
    expect(violations).toEqual([]);
    expect(ended).toEqual({ endedBy: 'caller', verbs: ['Connect'] });
    expect(spokenMs).toBe(phone.desk.greetingMs);
    expect(phone.desk.log).toContain('heard greeting');
  });
}

if (existsSync(outsideCaller)) describe('an outside caller that plays Twilio', playedFromOutside);
else describe('a handset that plays Twilio', playedByHandset);
