/** The whole system as it is started and dialled: real sockets, real voices, real time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { type Frontdesk, startFrontdesk } from '../../server/frontdesk.ts';
import type { CallRecord } from '../../server/handset/call-record.ts';
import type { CallerStep } from '../../server/handset/call-script.ts';
import { startTypedCall } from '../../server/handset/typed-call.ts';
import { systemClock } from '../../services/clock.ts';
import type { JournalEntry } from '../../services/store/journal-entry.ts';
import { createEspeakVoice } from '../../services/voice/espeak-voice.ts';
import { useDatabase } from '../support/database.ts';

const clinic = '+16145550142';
const here = (file: string) => fileURLToPath(new URL(`../../server/${file}`, import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-whole-'));
  folders.push(folder);
  return folder;
}

const hex = () => randomBytes(16).toString('hex');
const newIds = () => ({
  accountSid: `AC${hex()}`,
  callSid: `CA${hex()}`,
  streamSid: () => `MZ${hex()}`,
});

interface Program {
  child: ChildProcess;
  /** Resolves when the text was printed; rejects when the program ends before. */
  printed(text: string): Promise<void>;
  ended: Promise<{ code: number | null; out: string; err: string }>;
}

function start(file: string, args: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [here(file), ...args], { env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  const waiting: { text: string; resolve: () => void }[] = [];
  const take = () => {
    for (const { text, resolve } of waiting) if ((out + err).includes(text)) resolve();
  };
  child.stdout.on('data', (data) => {
    out += String(data);
    take();
  });
  child.stderr.on('data', (data) => {
    err += String(data);
    take();
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  return {
    child,
    printed: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({ text, resolve });
        take();
        void ended.then(() => reject(new Error(`ended without "${text}":\n${out}${err}`)));
      }),
    ended,
  };
}

describe('A running front desk, dialled by telephone', () => {
  const database = useDatabase();
  let frontdesk: Frontdesk;
  let folder: string;
  beforeAll(async () => {
    folder = newFolder();
    const config = readConfig({
      DATA_DIR: folder,
      DATABASE_URL: database.url,
      PORT: '0',
      LOG_LEVEL: 'error',
    });
    frontdesk = await startFrontdesk(config, { secret: hex, say: () => undefined });
  }, 120_000);
  afterAll(() => frontdesk.close(0));

  async function callBack(
    nextStep: (heard: (id: string) => Promise<void>) => () => Promise<CallerStep | undefined>,
  ) {
    const heard = new Map<string, PromiseWithResolvers<void>>();
    const whenHeard = (id: string) => {
      const waiter = heard.get(id) ?? Promise.withResolvers<void>();
      heard.set(id, waiter);
      return waiter;
    };
    const entries: JournalEntry[] = [];
    const voice = createEspeakVoice({ clock: systemClock, voice: 'en-us+m3' });
    const ids = newIds();
    const call = startTypedCall({
      server: frontdesk,
      from: '+16145550188',
      to: clinic,
      desk: 'answered',
      ids,
      clock: systemClock,
      voice,
      nextStep: nextStep((id) => whenHeard(id).promise),
      shown: {
        entry(entry) {
          entries.push(entry);
          if (entry.kind === 'heard' && entry.complete) whenHeard(entry.utterance).resolve();
        },
      },
    });
    const ended = await call.finished.finally(() => voice.close());
    return { ...ended, entries, callId: ids.callSid };
  }

  async function kindsInJournal(callId: string): Promise<string[]> {
    const text = 'select kind from journal where call_id = $1 order by seq';
    const { rows } = await database.query(text, [callId]);
    return rows.map(({ kind }) => String(kind));
  }

  // In real time, a busy machine can be late for a caller, who then hangs up.
  const inRealTime = { retry: 2, timeout: 90_000 };

  // Both calls go on at the same time, as calls do.
  it.concurrent(
    'books what was said, and the record, the row and the journal agree',
    inRealTime,
    async ({ expect }) => {
      const lines = [
        "I'm Ann Lee and I'd like a cleaning next week",
        'the first one',
        'yes please',
      ];
      const args = ['--json', '--to', clinic, '--from', '+16145550187'];
      const program = start(
        'commands/call.ts',
        [...args, ...lines.flatMap((line) => ['--say', line])],
        { DATA_DIR: folder },
      );
      const { code, out, err } = await program.ended;
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const record = JSON.parse(out) as CallRecord;
      expect(record.outcome).toBe('booked');
      expect(record.booking).toMatchObject({ name: 'Ann Lee', phone: '+16145550187' });
      expect(record.turns[0]?.text).toContain("I'm the AI assistant here");
      expect(record.turns.filter(({ who }) => who === 'caller').map(({ text }) => text)).toEqual(
        lines,
      );
      const { rows } = await database.query(
        `select a.id, a.service_id, a.staff_id, c.name,
         to_char(lower(a.span) at time zone 'America/New_York', 'YYYY-MM-DD"T"HH24:MI') as start
       from appointments a join customers c on c.id = a.customer_id where a.call_id = $1`,
        [record.callId],
      );
      expect(rows).toMatchObject([
        {
          id: record.booking?.id,
          service_id: 'cleaning',
          name: 'Ann Lee',
          start: record.booking?.start,
        },
      ]);
      // The journal is written behind the call's back.
      await expect.poll(() => kindsInJournal(record.callId)).toContain('call-ended');
      expect(
        (await kindsInJournal(record.callId)).filter((one) => one === 'call-ended'),
      ).toHaveLength(1);
      const said = await database.query(
        `select fact->>'text' as text from journal where call_id = $1 and kind = 'said' order by seq`,
        [record.callId],
      );
      const texts = said.rows.map(({ text }) => String(text));
      const agent = record.turns.filter(({ who }) => who === 'agent').map(({ text }) => text);
      expect(agent.join(' ')).toBe(texts.join(' '));
      expect(texts.filter((text) => text.startsWith("You're booked"))).toHaveLength(1);
    },
  );

  it.concurrent(
    'falls silent when it is talked over, once it has said who it is',
    inRealTime,
    async () => {
      const { record, end, violations, entries } = await callBack((heard) => {
        const steps: (() => Promise<CallerStep | undefined>)[] = [
          async () => {
            await heard('u1');
            return { does: 'say', text: 'where are you located', interrupts: true };
          },
          async () => undefined,
        ];
        return async () => steps.shift()?.();
      });
      expect(violations).toEqual([]);
      expect(end.endedBy).toBe('caller');
      const greeting = entries.filter(({ kind }) => kind === 'heard').slice(0, 2);
      expect(greeting).toMatchObject([
        { utterance: 'u1', complete: true },
        { utterance: 'u2', complete: false },
      ]);
      expect(record.turns.map(({ text }) => text).join(' ')).toContain('1284 West Fifth Avenue');
      expect(record.outcome).toBe('answered');
    },
  );
});

describe('npm start', () => {
  let first: Program;
  let folder: string;
  const settings = () => ({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
  beforeAll(async () => {
    folder = newFolder();
    first = start('main.ts', [], settings());
    await first.printed('Frontdesk is ready.');
  }, 120_000);
  afterAll(async () => {
    first.child.kill('SIGKILL');
    await first.ended;
  });

  it('refuses a data folder that another one uses, in one line', async () => {
    const { code, out, err } = await start('main.ts', [], settings()).ended;
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(folder);
  }, 60_000);

  it('says in one line that its port is in use', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    const other = { DATA_DIR: newFolder(), PORT: String(port), LOG_LEVEL: 'error' };
    const { code, err } = await start('main.ts', [], other).ended;
    taken.close();
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain(`port ${port} is in use`);
  }, 60_000);

  it('waits at a SIGTERM for the call that goes on, takes no other, and stops cleanly', async () => {
    const args = ['--to', clinic, '--say', '~30'];
    const caller = start('commands/call.ts', args, { DATA_DIR: folder });
    await caller.printed('AI assistant');
    first.child.kill('SIGTERM');
    await first.printed('Waiting for 1 call(s)');
    const late = await start('commands/call.ts', ['--json', '--say', 'hello'], { DATA_DIR: folder })
      .ended;
    expect(late.code).toBe(1);
    caller.child.kill('SIGINT');
    const { code, out } = await first.ended;
    expect(code).toBe(0);
    expect(out).toContain('Stopped.');
    expect(existsSync(join(folder, 'line.json'))).toBe(false);
    await caller.ended;
  }, 60_000);
});
