/** A soak's report for people. */
import type { Held, SoakReport } from '../soak.ts';

const method = `How it was measured
  One process takes short calls over Twilio's protocol, twenty at a time: webhook, stream, the first
  words of the greeting, hang-up, status. Memory, open files and Node's own count of timers and sockets
  are read from outside, at ten points and once more 70 s after the last call.`;

function line({ calls, memoryMb, openFiles, resources }: Held, note = ''): string {
  const { Timeout = 0 } = resources;
  return (
    `  after ${String(calls).padStart(6)} calls  ${String(memoryMb).padStart(7)} MB  ` +
    `${String(openFiles).padStart(4)} files  ${String(Timeout).padStart(4)} timers  ${note}`
  );
}

export function printSoak(report: SoakReport): string {
  const { calls, seconds, marks, rested, growthKbPerCall, left } = report;
  const leftOver = Object.entries(left).map(([kind, count]) => `${count} ${kind}`);
  const lines = [
    method,
    '',
    `${calls} calls in ${seconds} s`,
    ...marks.map((mark) => line(mark)),
    line(rested, 'after a rest'),
    '',
    `memory grew by ${growthKbPerCall} kB a call from the first fifth to the end`,
    `left behind: ${leftOver.length === 0 ? 'no socket, timer or file' : leftOver.join(', ')}`,
  ];
  return `${lines.join('\n')}\n`;
}
