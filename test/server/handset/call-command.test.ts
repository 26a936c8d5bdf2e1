/** `npm run call` as its user meets it: what it does on the phone, prints, and exits with. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../../server/handset/call-record.ts';
import { type PracticeAgent, startPracticeAgent } from './practice-agent.ts';

const command = fileURLToPath(new URL('../../../server/commands/call.ts', import.meta.url));

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

function run(dataFolder: string, args: string[], typed?: string): Promise<Ran> {
  const env = { ...process.env, DATA_DIR: dataFolder };
  const child = spawn(process.execPath, [command, ...args], { env });
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.on('data', (data) => {
    ran.out += String(data);
  });
  child.stderr.on('data', (data) => {
    ran.err += String(data);
  });
  child.stdin.end(typed ?? '');
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ ...ran, code }));
  });
}

const record = (ran: Ran) => JSON.parse(ran.out) as CallRecord;

describe('npm run call', () => {
  let agent: PracticeAgent;
  beforeAll(async () => {
    agent = await startPracticeAgent();
  });
  beforeEach(() => {
    agent.partials.length = 0;
    agent.voices.length = 0;
  });
  afterAll(async () => {
    await agent.close();
    rmSync(agent.dataFolder, { recursive: true });
  });

  it('says each line in its turn, as voice and as words, and prints one JSON document', async () => {
    const ran = await run(agent.dataFolder, ['--json', '--say', 'book me in', '--say', 'thanks']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const { outcome, states, turns } = record(ran);
    expect(outcome).toBe('answered');
    expect(states).toEqual(['greeting', 'asking']);
    expect(turns.map(({ who, text }) => `${who}: ${text}`)).toEqual([
      'agent: hello there',
      'caller: book me in',
      'agent: you said book me in',
      'caller: thanks',
      'agent: you said thanks',
    ]);
    expect(turns.every(({ who, heardText, text }) => who === 'caller' || heardText === text)).toBe(
      true,
    );
    expect(agent.partials).toEqual(['book', 'book me']);
    expect(agent.voices).toContain(true);
  });

  it('talks over the agent, presses keys, and is hung up on', async () => {
    const long = 'a rather long sentence so that the answer to it is long as well';
    const args = ['--json', '--say', long, '--say', '!no wait', '--say', '#5', '--say', 'bye'];
    const ran = await run(agent.dataFolder, args);
    expect(ran.code).toBe(0);
    const texts = record(ran).turns.map(({ who, text }) => `${who}: ${text}`);
    expect(texts.slice(-4)).toEqual([
      'caller: #5',
      'agent: key 5',
      'caller: bye',
      'agent: you said bye',
    ]);
    expect(texts).toContain('caller: no wait');
  });

  it('is put through to a person', async () => {
    const args = ['--desk', 'busy', '--say', 'a person please'];
    const ran = await run(agent.dataFolder, args);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('put through to +12025550199: busy');
    expect(ran.out).toContain('ended  answered');
  });

  it('says so when nobody answers the number, in one JSON document', async () => {
    const ran = await run(agent.dataFolder, ['--json', '--to', '+12025550177', '--say', 'hello']);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out).error).toContain('+12025550177');
  });

  it('takes typed lines from standard input', async () => {
    const ran = await run(agent.dataFolder, [], 'good morning\n~nonsense\n^\n');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('agent  hello there');
    expect(ran.out).toContain('caller good morning');
    expect(ran.out).toContain('a silence is written as');
  });
});

describe('npm run call, used wrongly or without a server', () => {
  it.each([[['--say', '~soon']], [['--to', '12']], [['--desk', 'asleep']], [['--nonsense']]])(
    'exits 2 with one line: %j',
    async (args) => {
      const ran = await run(tmpdir(), args);
      expect(ran.code).toBe(2);
      expect(ran.out).toBe('');
      expect(ran.err.trim().split('\n')).toHaveLength(1);
      expect(ran.err).toContain('usage:');
    },
  );

  it('says how to start a server when none runs, also when one was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-call-'));
    const none = await run(folder, ['--say', 'hello']);
    expect(none).toMatchObject({ code: 1, out: '' });
    expect(none.err).toContain('npm start');
    const leftover = { url: 'http://127.0.0.1:1', authToken: 'a', ticketSecret: 'b' };
    writeFileSync(join(folder, 'line.json'), JSON.stringify(leftover));
    const killed = await run(folder, ['--json', '--say', 'hello']);
    expect(killed.code).toBe(1);
    expect(JSON.parse(killed.out)).toHaveProperty('error');
    rmSync(folder, { recursive: true });
  });
});
