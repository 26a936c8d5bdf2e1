/** A capacity report for people: the method, the figures, and how they grow. */
import type { CapacityReport, CapacityRun, CapacityStep } from '../capacity.ts';

const method = `How it was measured
  Callers in a process of their own hold real calls over Twilio's protocol: 50 frames a second in, the
  agent's speech out with its marks, voice activity judged, every fact written to a real PostgreSQL.
  Each caller asks a question, hears the answer, asks the next one; each call is also watched live.
  Once a second a WebSocket ping goes between two frames of each line: its pong tells how late the
  server took that frame. The echo is a bare WebSocket server that sends every frame back. Both are kept
  on one core; the callers and the database share the rest of the machine.`;

const barWidth = 30;

function bar(value: number, most: number): string {
  const filled = most > 0 ? Math.round((value / most) * barWidth) : 0;
  return '█'.repeat(filled).padEnd(barWidth);
}

function stepLine(step: CapacityStep, most: { memoryMb: number }): string {
  const { calls, lateMsP99, cpuShare, memoryMb, gapMsP95, callersLateMsP99, callsLost } = step;
  const gap = gapMsP95 === undefined ? '' : `  answer p95 ${gapMsP95} ms`;
  const lost = callsLost > 0 ? `  ${callsLost} calls lost` : '';
  return (
    `  ${String(calls).padStart(5)} calls  late p99 ${String(lateMsP99).padStart(6)} ms  ` +
    `core ${(cpuShare * 100).toFixed(0).padStart(3)} %  ${bar(memoryMb, most.memoryMb)} ` +
    `${memoryMb} MB  callers late ${callersLateMsP99} ms${gap}${lost}`
  );
}

function runLines({ name, steps, held, callsPerCore }: CapacityRun): string[] {
  const most = { memoryMb: Math.max(...steps.map(({ memoryMb }) => memoryMb)) };
  return [
    `${name}: holds ${held} calls; by its work, a whole core would carry ${callsPerCore}`,
    ...steps.map((step) => stepLine(step, most)),
    '',
  ];
}

export function printCapacity(report: CapacityReport): string {
  const { echo, frontdesk, together, ratio, memoryKbPerCall, pinned, loadAverage } = report;
  const lines = [
    method,
    ...(pinned ? [] : ['  This system cannot keep a process on one core: the figures are rough.']),
    '',
    `Calls held with p99 lateness under 20 ms; load ${loadAverage}`,
    ...runLines(echo),
    ...runLines(frontdesk),
    ...runLines(together),
    `ratio of calls held ${ratio.held}, by work for each call ${ratio.callsPerCore} (goal 0.5)`,
    `memory for each call ${memoryKbPerCall} kB`,
  ];
  return `${lines.join('\n')}\n`;
}
