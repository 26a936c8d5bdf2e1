/** The silence before each answer, in ms: the newest as a number, each turn as a bar of its parts. */
import type { CallView } from './call-view.ts';

/** Bars that fit; older ones are in the transcript. */
const barsMax = 16;
/** The full height of a bar, at least: one long gap must not make the others invisible. */
const scaleMsMin = 400;
/** What each part of a gap is, in the order of time. */
const meanings: Record<string, string> = {
  patience: 'until the turn was over',
  understanding: 'to understand it',
  deciding: 'to decide',
  voice: 'for the first sound of the voice',
  sending: 'to send it',
  way: 'to the ear',
};

type OneGap = CallView['gaps'][number];

export function GapCard({ gaps }: { gaps: CallView['gaps'] }) {
  const last = gaps.at(-1);
  const sorted = gaps.map((gap) => gap.ms).sort((one, other) => one - other);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  const shown = gaps.slice(-barsMax);
  const scaleMs = Math.max(scaleMsMin, ...shown.map(({ ms }) => ms));
  return (
    <section class="card gaps" aria-labelledby="gaps-title">
      <h2 id="gaps-title">Gap before the answer</h2>
      {last === undefined || median === undefined ? (
        <p class="quiet">No answer yet.</p>
      ) : (
        <>
          <p class="gap-now">
            <b>{Math.round(last.ms)}</b> ms
            <span>
              median {Math.round(median)} of {gaps.length}
            </span>
          </p>
          <div class="bars" aria-hidden="true">
            {shown.map((gap, index) => (
              <Bar key={gaps.length - shown.length + index} gap={gap} scaleMs={scaleMs} />
            ))}
          </div>
          <ul class="parts">
            {spent(last).map(([name, ms]) => (
              <li key={name} title={meanings[name] ?? name}>
                <i class={`part-${name}`} aria-hidden="true" />
                {name} {Math.round(ms)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** One turn: what came first is at the bottom. */
function Bar({ gap, scaleMs }: { gap: OneGap; scaleMs: number }) {
  const words = spent(gap).map(([name, ms]) => `${Math.round(ms)} ${meanings[name] ?? name}`);
  const height = `${Math.max(4, (gap.ms / scaleMs) * 100)}%`;
  return (
    <span class="bar" style={{ height }} title={`${Math.round(gap.ms)} ms: ${words.join(', ')}`}>
      {spent(gap).map(([name, ms]) => (
        <i key={name} class={`part-${name}`} style={{ flexGrow: ms }} />
      ))}
    </span>
  );
}

function spent({ parts }: OneGap): [string, number][] {
  return Object.entries(parts).filter(([, ms]) => Math.round(ms) > 0);
}
