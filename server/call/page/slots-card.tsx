/** What the agent has noted so far, and what it listens for now. */
import type { Expectation } from '../../../machines/vocabulary.ts';
import type { CallView } from './call-view.ts';

export function SlotsCard({ view }: { view: CallView }) {
  const waits = view.outcome === undefined ? expectedWords(view.expecting) : [];
  return (
    <section class="card slots" aria-labelledby="slots-title">
      <h2 id="slots-title">Noted so far</h2>
      {view.slots.length === 0 ? (
        <p class="quiet">Nothing yet.</p>
      ) : (
        <dl>
          {view.slots.map((slot) => (
            // A changed slot is a new element, so that its arrival is seen.
            <div key={`${slot.name} ${slot.changedAt}`}>
              <dt>{slot.name.replaceAll('-', ' ')}</dt>
              <dd>{slot.spoken}</dd>
            </div>
          ))}
        </dl>
      )}
      {waits.length > 0 && (
        <p class="expects">
          Listening for{' '}
          {waits.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </p>
      )}
    </section>
  );
}

function expectedWords(expecting: Expectation | undefined): string[] {
  if (expecting === undefined) return [];
  const { asks, yesNo, choices, flows } = expecting;
  const asked = asks.map((ask) => ask.slot.replaceAll('-', ' '));
  const offered = choices.map((choice) => choice.words[0] ?? choice.id);
  const wishes =
    asked.length + offered.length === 0 && !yesNo && flows.length > 0 ? ['a wish'] : [];
  return [...new Set([...asked, ...(yesNo ? ['yes or no'] : []), ...offered, ...wishes])];
}
