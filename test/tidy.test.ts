/** The rules of the house, kept by a test: who imports whom, and what deciding code may not touch. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildCallChart } from '../machines/call/build-call-chart.ts';
import { loadDefinitions } from '../services/definitions/definitions.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Source {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  /** What is left when comments and the insides of texts are taken out. */
  code: string;
  /** The modules it imports; those of our own as paths from the root. */
  imports: string[];
}

const rooms = ['machines', 'services', 'server', 'test'];
const sources = rooms.flatMap((room) => readSources(room));
const shipped = sources.filter(({ path }) => !path.startsWith('test/'));
const inRoom = (room: string) => sources.filter(({ path }) => path.startsWith(`${room}/`));

function readSources(room: string): Source[] {
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => readSource(relative(root, file).split(sep).join('/')));
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const code = withoutComments(text);
  // `import('x')` is both a module loaded later and a type; `new URL('x', import.meta.url)` a file
  // that is run on its own.
  const named = [
    ...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g),
    ...code.matchAll(/new URL\(\s*'([^']+)',\s*import\.meta\.url/g),
  ].map((match) => match[1] ?? '');
  const imports = named.map((name) =>
    name.startsWith('.') ? join(dirname(path), name).split(sep).join('/') : name,
  );
  return { path, text, code: withoutTexts(code), imports };
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;,{(])\/\/.*$/gm, '$1');
}

function withoutTexts(code: string): string {
  return code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

/** Each file with the thing it must not hold, as `path: thing`; empty when all is well. */
function offences(files: Source[], pattern: RegExp, allowed: string[] = []): string[] {
  return files
    .filter(({ path }) => !allowed.includes(path))
    .flatMap(({ path, code }) => {
      const found = pattern.exec(code);
      return found ? [`${path}: ${found[0]}`] : [];
    });
}

describe('imports point one way', () => {
  const order = ['machines', 'services', 'server', 'test'];

  it.each(order.slice(0, -1))('%s imports nothing that stands above it', (room) => {
    const above = order.slice(order.indexOf(room) + 1);
    const wrong = inRoom(room).flatMap(({ path, imports }) =>
      imports
        .filter((name) => above.some((other) => name.startsWith(`${other}/`)))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('a service imports only the contract of another one, never its maker', () => {
    const wrong = inRoom('services').flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith('services/'))
        .filter((name) => folderOf(name) !== folderOf(path) && folderOf(name) !== 'services')
        .filter((name) => !contracts.includes(name) && !isStore(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('and nothing that is imported is missing', () => {
    const paths = new Set(sources.map(({ path }) => path));
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((name) => /^(machines|services|server|test)\/.*\.(ts|tsx|mjs)$/.test(name))
        .filter((name) => !paths.has(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** `services/calendar/x.ts` → `services/calendar`; makers may keep folders of their own below it. */
function folderOf(path: string): string {
  return path
    .split('/')
    .slice(0, 2)
    .filter((part) => !part.endsWith('.ts'))
    .join('/');
}

/** Tables, pool and errors of the database serve every maker; a maker of the store serves nobody. */
function isStore(path: string): boolean {
  return /^services\/store\/(?!(?:postgres|embedded)-)/.test(path);
}

/** What a stage shows to the others: the file named like its folder, and its vocabulary. */
const contracts = [...new Set(inRoom('services').map(({ path }) => folderOf(path)))].flatMap(
  (folder) => [`${folder}/${folder.split('/')[1]}.ts`],
);
// Values without a maker behind them.
contracts.push(
  'services/understanding/vocabulary.ts',
  'services/media/mulaw.ts',
  'services/words/template.ts',
);

describe('deciding code', () => {
  const machines = inRoom('machines');

  it('has no clock, no randomness and no process', () => {
    const clock = /\bDate\.now\b|\bnew Date\(|\bTemporal\.Now\b|\bperformance\.now\b/;
    const world = /\bMath\.random\b|\bcrypto\b|\bprocess\.|\bglobalThis\b|\bfetch\(|\bconsole\./;
    const timers = /\bsetTimeout\(|\bsetInterval\(|\bsetImmediate\(|\bqueueMicrotask\(/;
    expect(offences(machines, clock)).toEqual([]);
    expect(offences(machines, world)).toEqual([]);
    expect(offences(machines, timers)).toEqual([]);
  });

  it('imports only pure packages, and nothing of Node', () => {
    const pure = ['@marcbachmann/cel-js', 'temporal-polyfill', 'xstate', 'xstate/graph', 'zod'];
    const wrong = machines.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !name.startsWith('machines/') && !pure.includes(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('time, chance and settings are handed in', () => {
  /** These run as processes of their own, where nobody can hand them a clock. */
  const processes = sources
    .filter(({ path }) => path.endsWith('-process.ts'))
    .map(({ path }) => path);

  it('no service asks for the time or for chance itself', () => {
    const pattern =
      /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\b|\bsetTimeout\(|\bsetInterval\(/;
    expect(offences(inRoom('services'), pattern, ['services/clock.ts', ...processes])).toEqual([]);
  });

  it('only server/config.ts reads the environment', () => {
    const readers = ['server/config.ts', 'server/setup.mjs', ...processes];
    expect(offences(shipped, /\bprocess\.env\b/, readers)).toEqual([]);
  });
});

describe('every file', () => {
  it('says in its first line what it is', () => {
    // A test's names are its sentences.
    const silent = sources
      .filter(({ path }) => !/\.test\.tsx?$|config\.ts$/.test(path))
      .filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text))
      .map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it('exports by name', () => {
    // Tools and packages without types of their own ask for a default.
    const asked = /config\.ts$|\.d\.ts$|^test\/support\/global-setup\.ts$/;
    const ours = sources.filter(({ path }) => !asked.test(path));
    expect(offences(ours, /\bexport default\b/)).toEqual([]);
  });

  it('fits a screen: 100 columns, comments a little more, 350 lines where it ships', () => {
    const wide = shipped.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (isWide(line) ? [`${path}:${index + 1}`] : [])),
    );
    const long = shipped
      .filter(({ text }) => text.trimEnd().split('\n').length > 350)
      .map(({ path, text }) => `${path} has ${text.split('\n').length} lines`);
    expect(wide).toEqual([]);
    expect(long).toEqual([]);
  });

  it('is finished', () => {
    // Spelled apart, so that this line is not one of them.
    const marks = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'];
    const pattern = new RegExp(`\\b(?:${marks.join('|')})\\b|\\b(?:it|describe|test)\\.skip\\b`);
    const unfinished = sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(unfinished).toEqual([]);
  });

  it('is used: something imports it, or it is a place where a program begins', () => {
    const begins = (path: string) =>
      ['server/main.ts', 'server/setup.mjs'].includes(path) ||
      path.startsWith('server/commands/') ||
      path.endsWith('-process.ts') ||
      /-(worker|worklet)\.ts$/.test(path) ||
      path.endsWith('.d.ts') ||
      /(^|\/)(main|index)\.tsx?$/.test(path);
    const used = new Set(shipped.flatMap(({ imports }) => imports));
    const alone = shipped
      .map(({ path }) => path)
      .filter((path) => !begins(path) && !used.has(path));
    expect(alone).toEqual([]);
  });
});

function isWide(line: string): boolean {
  // A long text or pattern cannot be broken; the words around it can.
  if (/(['"`/]).{60,}\1/.test(line)) return false;
  return [...line].length > (/^\s*(\/\*\*|\*|\/\/)/.test(line) ? 115 : 100);
}

describe('every chart of the shipped businesses', () => {
  const { definitions } = loadDefinitions(join(root, 'policies'));

  it.each(definitions.map((definition) => [definition.business.id, definition] as const))(
    '%s: an effect that fails always leads on',
    (_id, definition) => {
      const invokes: { id: string; onError: unknown }[] = [];
      collectInvokes(buildCallChart(definition).config, invokes);
      expect(invokes.length).toBeGreaterThan(0);
      const broken = invokes.filter(({ onError }) => !leadsOn(onError)).map(({ id }) => id);
      expect(broken).toEqual([]);
    },
  );
});

function collectInvokes(node: unknown, found: { id: string; onError: unknown }[]): void {
  if (typeof node !== 'object' || node === null) return;
  if ('invoke' in node) {
    for (const invoke of [node.invoke].flat()) {
      const { id, onError } = invoke as { id?: string; onError?: unknown };
      found.push({ id: String(id), onError });
    }
  }
  for (const inner of Object.values(node)) collectInvokes(inner, found);
}

/** The last edge takes whatever the ones before it did not: it has a target and no guard. */
function leadsOn(onError: unknown): boolean {
  const edges = [onError].flat().filter((edge) => edge !== undefined);
  const last = edges.at(-1) as { target?: unknown; guard?: unknown } | string | undefined;
  return typeof last === 'string' || (last?.target !== undefined && last.guard === undefined);
}
