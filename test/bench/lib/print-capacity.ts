/** A capacity report for people: the method, the figures, and how they grow. */
import type { CapacityReport } from '../capacity.ts';
import { type CapacityRun, type CapacityStep, lateMsMax } from './climb.ts';

const method = `How it was measured
  Callers in a process of their own hold real calls over Twilio's protocol: 50 frames a second in, the
  agent's speech out with its marks, voice activity judged, every fact written to a real PostgreSQL.
  Each caller asks a question, hears the answer, asks the next one; each call is also watched live.
  Once a second a WebSocket ping goes between two frames of each line: its pong tells how late the
  server took that frame. The echo is a bare WebSocket server that sends every frame back to callers who
  do not listen. Both are kept on one core; the callers and the database share the others, and in the
  last run everybody shares all. Calls are doubled until frames are late, then the number between is
  halved; what is too late is held once more before it counts.`;

const barWidth = 20;
const eighths = ' ▏▎▍▌▋▊▉';

/** As long as its share of the most, to an eighth of a letter; an arrow where it is more than that. */
function bar(value: number, most: number): string {
  if (value > most) return `${'█'.repeat(barWidth - 1)}▶`;
  const filled = most > 0 ? Math.round((Math.max(0, value) / most) * barWidth * 8) : 0;
  const rest = eighths[filled % 8] ?? '';
  return ('█'.repeat(Math.floor(filled / 8)) + rest).trimEnd().padEnd(barWidth);
}

const heading =
  `  calls  core  ${'frames late, p99'.padEnd(barWidth + 9)}  ` +
  `${'memory more than at the first step'.padEnd(barWidth + 10)}  answer p95`;

function stepLine(step: CapacityStep, firstMb: number, grownMbMost: number): string {
  const { calls, lateMsP99, cpuShare, memoryMb, gapMsP95, callersLateMsP99, callsLost } = step;
  const grownMb = memoryMb === undefined ? undefined : memoryMb - firstMb;
  const notes = [
    gapMsP95 === undefined ? '' : `${gapMsP95} ms`,
    callsLost > 0 ? `${callsLost} calls lost` : '',
    callersLateMsP99 > lateMsP99 / 2 ? `callers late themselves, ${callersLateMsP99} ms` : '',
  ];
  const grown = grownMb === undefined ? '' : `${grownMb.toFixed(1)} MB`;
  return (
    `  ${String(calls).padStart(5)}  ${`${(cpuShare * 100).toFixed(0)} %`.padStart(5)} ` +
    `${bar(lateMsP99, lateMsMax)} ${`${lateMsP99} ms`.padStart(8)}  ` +
    `${bar(grownMb ?? 0, grownMbMost)} ${grown.padStart(9)}  ` +
    notes.filter((note) => note !== '').join(', ')
  ).trimEnd();
}

function runLines({ name, steps, held, callsPerCore }: CapacityRun): string[] {
  const [first] = steps;
  if (first === undefined) return [`${name}: measured nothing`, ''];
  const { memoryMb: firstMb = 0 } = first;
  const grownMbMost = Math.max(...steps.map(({ memoryMb = firstMb }) => memoryMb - firstMb));
  return [
    `${name}: holds ${held} calls; by its work, a whole core would carry ${callsPerCore}; ` +
      `${firstMb} MB with ${first.calls} of them`,
    heading,
    ...steps.map((step) => stepLine(step, firstMb, grownMbMost)),
    '',
  ];
}

export function printCapacity(report: CapacityReport): string {
  const { echo, frontdesk, together, processes, ratio, pinned, loadAverage } = report;
  const lines = [
    method,
    ...(pinned ? [] : ['  This system cannot keep a process on one core: the figures are rough.']),
    '',
    `Calls held with p99 lateness under ${lateMsMax} ms (a whole bar); load ${loadAverage}`,
    ...runLines(echo),
    ...runLines(frontdesk),
    ...runLines(together),
    `ratio of calls held ${ratio.held}, by work for each call ${ratio.callsPerCore} (goal 0.5)`,
    `memory for each call ${report.memoryKbPerCall} kB`,
    `${processes} processes on this machine hold ${together.held} calls together, one holds ${frontdesk.held}`,
    `measured in ${report.minutes} minutes`,
  ];
  return `${lines.join('\n')}\n`;
}
