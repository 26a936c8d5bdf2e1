/** What was not covered: what is missing first, then what no call can reach, by its reason. */
import { useSignal } from '@preact/signals';
import type { RunDocument } from '../../scenarios/run-document.ts';

export function Uncovered({ document }: { document: RunDocument }) {
  const kind = useSignal('');
  const kinds = Object.keys(document.coverage).filter((each) => {
    const { unreachable, missing } = document.coverage[each] ?? { unreachable: [], missing: [] };
    return unreachable.length + missing.length > 0;
  });
  const chosen = kinds.filter((each) => kind.value === '' || kind.value === each);
  const missing = chosen.flatMap((each) =>
    (document.coverage[each]?.missing ?? []).map((id) => ({ kind: each, id })),
  );
  const unreachable = chosen.flatMap((each) =>
    (document.coverage[each]?.unreachable ?? []).map((one) => ({ kind: each, ...one })),
  );
  const reasons = [...Map.groupBy(unreachable, ({ why }) => why)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  return (
    <section aria-labelledby="uncovered-title">
      <div class="section-head">
        <h2 id="uncovered-title">Not covered, and why</h2>
        <label>
          of{' '}
          <select value={kind.value} onChange={(event) => (kind.value = event.currentTarget.value)}>
            <option value="">every kind</option>
            {kinds.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      {missing.length > 0 && (
        <details class="reason lacking" open>
          <summary>
            <b>missing: a call can come there, and none did</b>
            <span class="count">{missing.length}</span>
          </summary>
          <Items items={missing} />
        </details>
      )}
      {reasons.map(([why, items]) => (
        <details key={why} class="reason">
          <summary>
            {why}
            <span class="count">{items.length}</span>
          </summary>
          <Items items={items} />
        </details>
      ))}
      {missing.length + reasons.length === 0 && <p class="quiet">Everything was covered.</p>}
    </section>
  );
}

function Items({ items }: { items: readonly { kind: string; id: string }[] }) {
  return (
    <ul class="items">
      {items.map((item) => (
        <li key={`${item.kind} ${item.id}`}>
          <span class="quiet">{item.kind}</span> <code>{item.id}</code>
        </li>
      ))}
    </ul>
  );
}
