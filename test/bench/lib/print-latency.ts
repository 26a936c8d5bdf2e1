/** A latency report for people: the method first, then the figures beside their goals. */
import { emulatedDelays } from './emulated-delays.ts';
import type { LatencyReport } from './latency-report.ts';
import type { Spread } from './statistics.ts';

const { recogniserMs, modelFirstMs, modelRestMs, voiceFirstMs } = emulatedDelays;

const method = `How it was measured
  Both systems run in processes of their own and are called over Twilio's protocol by the same
  callers, with the same words, at the same time, from a third process. Words are spoken by eSpeak and
  trimmed to their voiced frames. The gap runs from the moment the last voiced frame left the caller
  to the first audible sample of the answer as the telephone network plays it.
  Emulated providers, in a fourth process: recogniser ${recogniserMs} ms after the audio that decides,
  model ${modelFirstMs} ms to the first token and ${modelRestMs} ms more, voice ${voiceFirstMs} ms to the first byte.
  The plain pipeline: 300 ms of silence end a turn, its final is waited for, the model is streamed,
  its first sentence goes to the voice. A turn counts as cut off when the agent was heard before the
  caller had finished; such turns have no gap.`;

const line = (name: string, value: string, goal = '') =>
  `  ${name.padEnd(44)}${value.padEnd(30)}${goal}`;
const ms = ({ p50, p95, count }: Spread) =>
  count === 0 ? 'no occasion' : `${p50} / ${p95} ms (${count})`;
const percent = (share: number) =>
  Number.isNaN(share) ? 'no occasion' : `${(share * 100).toFixed(1)} %`;

export function printLatency(report: LatencyReport): string {
  const { frontdesk, plain, ratio, resumed, engine } = report;
  const kinds = Object.keys(frontdesk.gapMsByKind) as (keyof typeof frontdesk.gapMsByKind)[];
  const lines = [
    method,
    '',
    `Gap the caller hears, p50 / p95 (turns); seed ${report.seed}, ${report.seconds} s, load ${report.loadAverage}`,
    line('plain pipeline', ms(plain.gapMs)),
    line('Frontdesk', ms(frontdesk.gapMs)),
    line('ratio', `${ratio.p50} / ${ratio.p95}`, 'goal 0.30 / 0.45'),
    ...kinds.map((kind) => {
      const theirs = plain.gapMsByKind[kind];
      const ours = frontdesk.gapMsByKind[kind];
      if (ours === undefined || theirs === undefined) return line(`  ${kind}`, '');
      return line(`  ${kind}`, ms(ours), `plain ${ms(theirs)}`);
    }),
    '',
    'Turn-taking',
    line('turns cut off too early', percent(frontdesk.cutIns.share), 'goal at most 2 %'),
    line('  plain pipeline', percent(plain.cutIns.share)),
    line(
      'silent after an interruption',
      ms(frontdesk.silentAfterInterruptionMs),
      'goal p95 200 ms',
    ),
    line('  plain pipeline', ms(plain.silentAfterInterruptionMs)),
    line(
      'false interruptions after which it went on',
      `${percent(frontdesk.falseInterruptions.share)} (${frontdesk.falseInterruptions.count})`,
      'goal at least 95 %',
    ),
    line('  and the sentence was heard to its end', percent(resumed.share)),
    line('  plain pipeline', percent(plain.falseInterruptions.share)),
    line(
      'turns without an answer',
      `${frontdesk.unanswered.count}, plain ${plain.unanswered.count}`,
    ),
    '',
    'Where the time went, by the journals, p50 / p95 (answers)',
    ...Object.entries(engine.parts).map(([name, spread]) => line(name, ms(spread))),
    line("the engine's own share, p99", `${engine.ownWithoutWorldMs.p99} ms`, 'goal 5 ms'),
    line('  with the answers of the database', `${engine.ownMs.p99} ms`),
    line('turns that a model labelled', String(report.turnsLabelledByModel)),
    line('how the calls ended', JSON.stringify(report.outcomes)),
    ...frontdesk.cutIns.words.map((words) => `  cut off: ${words}`),
    ...frontdesk.unanswered.words.map((words) => `  no answer: ${words}`),
    ...report.errors.map((error) => `  error: ${error}`),
  ];
  return `${lines.join('\n')}\n`;
}
