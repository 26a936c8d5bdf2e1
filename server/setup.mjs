/**
 * Runs a Frontdesk command on a machine that may have nothing installed yet: installs the locked
 * packages when they are missing or out of date, then hands over to the pinned Node.
 * Plain JavaScript without packages, because it runs before there are any, on any Node from 18.
 *
 * Usage: node server/setup.mjs [--node-flag …] <command file or package binary> [arguments]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packages = join(root, 'node_modules');
const stampFile = join(packages, '.frontdesk-installed');
const binaries = join(packages, '.bin');
const windows = process.platform === 'win32';

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');

function installed() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted;
}

function install() {
  process.stderr.write('Installing what Frontdesk needs (once, about half a minute) ...\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // Standard output belongs to the command itself (it may print JSON).
    stdio: ['ignore', 2, 2],
    shell: windows,
  });
  if (npm.status !== 0) {
    process.stderr.write(
      'frontdesk: the packages could not be installed: see the lines above; ' +
        'the npm registry must be reachable the first time\n',
    );
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}

if (!installed()) install();

const given = process.argv.slice(2);
const flagCount = given.findIndex((one) => !one.startsWith('--'));
const nodeFlags = given.slice(0, flagCount);
const [target, ...rest] = given.slice(flagCount);
const node = join(binaries, windows ? 'node.cmd' : 'node');
const isFile = /\.(ts|mjs)$/.test(target);
const command = isFile ? node : join(binaries, target + (windows ? '.cmd' : ''));
const args = isFile ? [...nodeFlags, join(root, target), ...rest] : rest;

const child = spawn(command, args, {
  stdio: 'inherit',
  shell: windows,
  env: { ...process.env, PATH: binaries + delimiter + process.env.PATH },
});
// The terminal sends Ctrl-C to the child as well; waiting for it keeps its last words in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
