import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { expectNothing } from '../../../machines/vocabulary.ts';
import { readGoldenSet } from '../../../server/commands/understand/golden-set.ts';
import { pickReader } from '../../../server/commands/understand/pick-reader.ts';
import { goldenFolder, runGolden } from '../../../server/commands/understand/run-golden.ts';
import { runJournal } from '../../../server/commands/understand/run-journal.ts';
import { otherSide } from '../../../server/commands/understand/sides.ts';
import { parseLine } from '../../../server/commands/understand-lines.ts';
import { readConfig } from '../../../server/config.ts';
import { createVersions } from '../../../services/definitions/versions.ts';
import { createPostgresJournal } from '../../../services/store/postgres-journal.ts';
import { createLocalReader } from '../../../services/understanding/local-reader.ts';
import { startOpenaiEmulator } from '../../emulators/openai/openai-emulator.ts';
import { dentist, saidIn } from '../../services/understanding/openai-desk.ts';
import { useDatabase } from '../../support/database.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const database = useDatabase();
const config = readConfig({});
const local = pickReader('local', config);
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function goldenFiles(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const answers = `business: bright-smile
bars:
  affirm: { precision: 1, recall: 1 }
groups:
  - expecting: [yes-no]
    sentences:
      - { text: "yes", means: [affirm] }
      - { text: "the blue one goes round", means: [affirm] }
`;

describe('the golden sentences', () => {
  it('are many, each written once for its situation', () => {
    const { sentences } = readGoldenSet(goldenFolder);
    expect(sentences.length).toBeGreaterThanOrEqual(300);
    const seen = new Map<string, string>();
    for (const { text, situation, place } of sentences) {
      const key = JSON.stringify([text, situation]);
      expect(seen.get(key), `${place} says again what stands there`).toBeUndefined();
      seen.set(key, place);
    }
  });

  it('are read by the local reader above every bar', async () => {
    const { under } = await runGolden([dentist], local);
    expect(under).toEqual([]);
  });
});

describe('grading', () => {
  it('names each sentence that was misread, with its line, and the bar it breaks', async () => {
    const folder = goldenFiles({ 'answers.yaml': answers });
    const { lines, under } = await runGolden([dentist], local, undefined, folder);
    expect(under).toEqual(['affirm: recall 50.0%, the bar is 100.0%']);
    expect(lines).toContain(
      `${join(folder, 'answers.yaml')}:8: "the blue one goes round": not found: affirm; found: unclear`,
    );
    expect(lines).toContain('   1  affirm read as unclear');
  });

  it('sets two readers side by side', async () => {
    const folder = goldenFiles({ 'answers.yaml': answers });
    const { url, close } = await startOpenaiEmulator({
      answer: (request) => {
        const words = saidIn(request);
        return { kind: 'json', value: { meant: [{ label: 'affirm', words }] } };
      },
    });
    const model = pickReader('openai', readConfig({ OPENAI_BASE_URL: url }));
    const { lines, under } = await runGolden([dentist], model, local, folder);
    await close();
    expect(under).toEqual([]);
    const row = lines.find((line) => line.startsWith('affirm'));
    expect(row?.replace(/ +/g, ' ')).toBe('affirm 2 2/2 100.0% 100.0% 1/1 100.0% 50.0%');
  });

  it('compares values, and takes two readings for no single one', async () => {
    const groups = `groups:
  - expecting: [when]
    sentences:
      - { text: "Tuesday or Wednesday", means: [when: { date: 2026-11-24 }] }
      - { text: "Monday", means: [when: { date: 2026-11-23 }] }
`;
    const bars = 'bars:\n  set when: { precision: 0.5, recall: 0.6 }\n';
    const folder = goldenFiles({ 'times.yaml': `business: bright-smile\n${bars}${groups}` });
    const { under } = await runGolden([dentist], local, undefined, folder);
    expect(under).toEqual(['set when: recall 50.0%, the bar is 60.0%']);
  });

  it.each([
    [
      'a command nobody knows',
      answers.replace('means: [affirm] }\n', 'means: [agree] }\n'),
      'agree',
    ],
    ['a misspelt key', answers.replace('sentences:', 'sentence:'), 'sentence'],
    ['no YAML', '{', 'answers.yaml'],
  ])('refuses %s', (_, text, named) => {
    const folder = goldenFiles({ 'answers.yaml': text });
    expect(() => readGoldenSet(folder)).toThrow(named);
  });

  it('refuses a second bar for one command', () => {
    const folder = goldenFiles({ 'answers.yaml': answers, 'more.yaml': answers });
    expect(() => readGoldenSet(folder)).toThrow('"affirm" has its bar in another file');
  });
});

describe('two sides', () => {
  it('are two policy folders as well, each read by its own policies', async () => {
    const folder = goldenFiles({ 'answers.yaml': answers });
    const beside = { ...local, definitions: [dentist] };
    const policies = config.policiesFolder;
    const other = await otherSide({ against: policies, beside, config });
    expect(other.definitions.map(({ business }) => business.id)).toEqual(['bright-smile']);
    const { lines } = await runGolden([dentist], local, other, folder);
    expect(lines).toContain(`local and ${policies} misread the same sentences`);
  });

  it('are a published version and the files', async () => {
    const own = { ...config, databaseUrl: database.url };
    const clock = createManualClock();
    const versions = createVersions({ store: database.store, clock });
    const earlier = { ...dentist, version: 'feedbeef0001' };
    await versions.keep(earlier, {}, 'ann');
    const beside = { ...local, definitions: [dentist] };
    const { definitions, name } = await otherSide({
      against: earlier.version,
      beside,
      config: own,
    });
    expect(name).toBe(earlier.version);
    expect(definitions.map(({ version }) => version)).toEqual([earlier.version]);
    await expect(otherSide({ against: 'nosuch', beside, config: own })).rejects.toThrow(
      '"nosuch" is no maker, no policies folder and no published version',
    );
  });

  it('show each sentence that only one of them reads', async () => {
    const folder = goldenFiles({ 'answers.yaml': answers });
    const agreeing = {
      name: 'agreeing',
      async understand() {
        return { commands: [{ command: 'affirm' as const }], signals: {}, confidence: 1 };
      },
    };
    const other = { name: 'agreeing', of: () => agreeing };
    const { lines } = await runGolden([dentist], local, other, folder);
    const place = `${join(folder, 'answers.yaml')}:8`;
    expect(lines).toContain(
      `only agreeing reads ${place}: "the blue one goes round"; the other finds unclear`,
    );
  });
});

describe('a line of input', () => {
  it.each([
    ['hello', 'not JSON'],
    ['[1]', 'not an object: write one a line'],
    ['{"now":"2026-11-20T15:00"}', 'text: missing: write what the caller said'],
    ['{"text":"x","now":"2026-13-40T10:00"}', 'now: no such moment'],
    ['{"text":"x","now":"2026-11-20T10:00","timeZone":"Mars/Base"}', 'timeZone: no such time zone'],
    [
      '{"text":"x","now":"2026-11-20T10:00","choices":[3]}',
      'choices.0: write a text, or an object',
    ],
  ])('%s is refused with what is wrong and how to write it', (line, wrong) => {
    expect(parseLine(line)).toEqual({ wrong: expect.stringContaining(wrong) });
  });

  it('names the kinds that nobody can expect, and is read without them', () => {
    const line = '{"text":"nine","now":"2026-11-20T10:00:30Z","expecting":["when","dob"]}';
    const parsed = parseLine(line);
    expect(parsed).toMatchObject({
      line: { now: '2026-11-20T10:00' },
      leftOut: [expect.stringContaining('"dob" is left out: use when')],
    });
  });
});

describe('past calls', () => {
  it('are read again with what was known then, and only differences are shown', async () => {
    const clock = createManualClock();
    const journal = createPostgresJournal({ store: database.store, clock });
    const call = journal.open({ businessId: 'bright-smile', callId: 'CA1' });
    const expectation = {
      ...expectNothing,
      state: 'serving.book.when',
      asks: [{ slot: 'when', kind: 'when' as const }],
    };
    const local = createLocalReader();
    const ofStart = { from: '+16145550111', to: '+16145550142', vouched: false };
    call.note({
      kind: 'call-started',
      ...ofStart,
      business: 'bright-smile',
      businessName: 'Bright Smile Dental',
      version: 'earlier',
    });
    call.note({ kind: 'expecting', expectation });
    const heard = (text: string, date: string) =>
      call.note({
        kind: 'understood',
        text,
        state: expectation.state,
        maker: 'local',
        reading: {
          commands: [{ command: 'set', slot: 'when', heard: text, value: { date } }],
          signals: {},
          confidence: 0.9,
        },
        tookMs: 1,
      });
    heard('tomorrow', '2026-11-21');
    heard('Monday', '2026-11-30');
    call.note({ kind: 'call-ended', outcome: 'abandoned' });
    await Promise.all([call.settled(), clock.advance(5_000)]);
    await journal.close();

    const lines: string[] = [];
    const reader = { name: 'local', of: () => local };
    const read = (id: string) =>
      runJournal(database.store, [dentist], reader, { callId: id }, (line) => lines.push(line));
    expect(await read('all')).toEqual({
      calls: 1,
      turns: 2,
      different: 1,
      drift: new Map([['set when: another value', 1]]),
    });
    expect(lines).toEqual([
      'CA1 4 in serving.book.when: "Monday"',
      '  then: set when {"date":"2026-11-30"}',
      '  now:  set when {"date":"2026-11-23"}',
    ]);
    expect(await read('CA1')).toMatchObject({ calls: 1, turns: 2 });
    expect(await read('CA2')).toMatchObject({ calls: 0, turns: 0, different: 0 });
    const later = { callId: 'all', sinceMs: clock.now() + 60_000 };
    expect(await runJournal(database.store, [dentist], reader, later, () => {})).toMatchObject({
      calls: 0,
    });
  });
});

describe('the maker', () => {
  it('openai is refused without a key or an address, by the name of what is missing', () => {
    expect(() => pickReader('openai', config)).toThrow('OPENAI_API_KEY');
    expect(() => pickReader('gpt', config)).toThrow('use local or openai');
  });
});
