/** The silence before each answer, in ms: the newest as a number, all of them as bars. */
import type { CallView } from './call-view.ts';

/** Bars that fit; older ones are in the transcript. */
const barsMax = 24;
/** The full height of a bar, at least: one long gap must not make the others invisible. */
const scaleMsMin = 600;

export function GapCard({ gaps }: { gaps: CallView['gaps'] }) {
  const last = gaps.at(-1);
  const sorted = gaps.map((gap) => gap.ms).sort((one, other) => one - other);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  const scaleMs = Math.max(scaleMsMin, ...sorted);
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
            {gaps.slice(-barsMax).map((gap, index) => (
              <i key={index} style={{ height: `${Math.max(4, (gap.ms / scaleMs) * 100)}%` }} />
            ))}
          </div>
          <p class="parts">{partsWords(last.parts)}</p>
        </>
      )}
    </section>
  );
}

function partsWords(parts: Record<string, number>): string {
  return Object.entries(parts)
    .map(([name, ms]) => `${name.replaceAll('-', ' ')} ${Math.round(ms)}`)
    .join(' · ');
}
