/** `npm run call`: dials into the running server over the real phone protocol, and talks. */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../services/clock.ts';
import { createEspeakVoice } from '../../services/voice/espeak-voice.ts';
import { readConfig } from '../config.ts';
import { createCallPrinter } from '../handset/call-printer.ts';
import { type CallerStep, readCallerLine } from '../handset/call-script.ts';
import { findRunningServer, firstNumber } from '../handset/running-server.ts';
import type { DeskAnswer } from '../handset/terminal-handset.ts';
import { startTypedCall } from '../handset/typed-call.ts';
import { endWithTheReader } from './end-with-the-reader.ts';

const usage =
  'usage: npm run call -- [--say "…"]… [--to +1…] [--from +1…] [--json] ' +
  '[--desk answered|no-answer|busy] [--keys]';
const help = `${usage}
  calls the server that npm start runs; without --say, each line you type is what the caller says
  --say "a cleaning"  says it and goes on to the next --say; "#123" presses keys
  --to, --from        the number dialled, and the caller's own
  --desk              what the person answers who is rung
  --keys              a line of digits alone presses keys
  --json              the call's record instead of its dialogue
`;
const exitFailed = 1;
const exitWrongUsage = 2;
/** A number that no person has. */
const callerNumber = '+12025550123';
/** A voice that is not the agent's. */
const callerVoice = 'en-us+m3';

const deskAnswers: readonly string[] = ['answered', 'no-answer', 'busy'] satisfies DeskAnswer[];

class WrongUsage extends Error {}

interface Asked {
  script: CallerStep[] | undefined;
  to: string | undefined;
  from: string;
  json: boolean;
  desk: DeskAnswer;
  bareKeys: boolean;
}

function stepsOf(line: string, bareKeys: boolean): CallerStep[] {
  const steps = readCallerLine(line, bareKeys);
  if ('refused' in steps) throw new WrongUsage(steps.refused);
  return steps;
}

function phoneNumber(name: string, number: string): string {
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number;
  throw new WrongUsage(`--${name} ${number}: write it as +<country><number>, digits only`);
}

function read(args: string[]): Asked {
  const { values } = parseArgs({
    args,
    options: {
      say: { type: 'string', multiple: true },
      to: { type: 'string' },
      from: { type: 'string', default: callerNumber },
      json: { type: 'boolean', default: false },
      desk: { type: 'string', default: 'answered' },
      keys: { type: 'boolean', default: false },
    },
  });
  if (!deskAnswers.includes(values.desk)) {
    throw new WrongUsage(`--desk ${values.desk}: one of ${deskAnswers.join(', ')}`);
  }
  return {
    script: values.say?.flatMap((line) => stepsOf(line, values.keys)),
    to: values.to === undefined ? undefined : phoneNumber('to', values.to),
    from: phoneNumber('from', values.from),
    json: values.json,
    desk: values.desk as DeskAnswer,
    bareKeys: values.keys,
  };
}

/** Lines typed by a person; one that means nothing is said so, and asked for again. */
function typedSteps(bareKeys: boolean, notice: (text: string) => void) {
  const lines = createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  let steps: CallerStep[] = [];
  return async (): Promise<CallerStep | undefined> => {
    while (steps.length === 0) {
      const line = await lines.next();
      if (line.done) return undefined;
      if (line.value.trim() === '') continue;
      const typed = readCallerLine(line.value, bareKeys);
      if ('refused' in typed) notice(typed.refused);
      else steps = typed;
    }
    return steps.shift();
  };
}

function scriptedSteps(script: CallerStep[]) {
  const left = [...script];
  return async () => left.shift();
}

function newId(kind: 'AC' | 'CA' | 'MZ'): string {
  return kind + randomBytes(16).toString('hex');
}

async function call(asked: Asked, dataFolder: string): Promise<number> {
  const server = await findRunningServer(dataFolder);
  if ('missing' in server) throw new Error(server.missing);
  const to = asked.to ?? (await firstNumber(server));
  if (to === undefined) throw new Error('this server answers no number; name one with --to');
  const voice = createEspeakVoice({ clock: systemClock, voice: callerVoice });
  const printer = asked.json ? undefined : createCallPrinter(process.stdout);
  const notice = (text: string) => printer?.notice(text);
  const typed = startTypedCall({
    server,
    to,
    from: asked.from,
    desk: asked.desk,
    ids: {
      accountSid: newId('AC'),
      callSid: newId('CA'),
      streamSid: () => newId('MZ'),
    },
    clock: systemClock,
    voice,
    nextStep: asked.script ? scriptedSteps(asked.script) : typedSteps(asked.bareKeys, notice),
    ...(printer === undefined ? {} : { shown: printer }),
  });
  process.once('SIGINT', typed.hangUp);
  const { record, end, violations } = await typed.finished.finally(() => voice.close());
  if (end.endedBy === 'rejected') {
    throw new Error(`the server did not take the call: nobody answers ${to}, or it is busy`);
  }
  for (const what of violations) process.stderr.write(`call: against the protocol: ${what}\n`);
  if (asked.json) process.stdout.write(`${JSON.stringify(record)}\n`);
  else printer?.end(record);
  if (record.outcome === null) process.stderr.write('call: the call has no outcome\n');
  return record.outcome === null || record.outcome === 'failed' ? exitFailed : 0;
}

async function run(): Promise<number> {
  if (process.argv.slice(2).some((each) => each === '--help' || each === '-h')) {
    process.stdout.write(help);
    return 0;
  }
  let asked: Asked;
  try {
    asked = read(process.argv.slice(2));
  } catch (error) {
    const [firstLine] = String(error instanceof Error ? error.message : error).split('\n');
    process.stderr.write(`call: ${firstLine}; ${usage}\n`);
    return exitWrongUsage;
  }
  try {
    return await call(asked, readConfig().dataFolder);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`call: ${message}\n`);
    if (asked.json) process.stdout.write(`${JSON.stringify({ error: message })}\n`);
    return exitFailed;
  }
}

endWithTheReader();
// Standard input may still be open, and nobody reads it any more.
process.exit(await run());
