/** The rules that judged the calls, and the sentences that the reader took otherwise. */
import type { RunDocument } from '../../scenarios/run-document.ts';

export function RulesTable({ document }: { document: RunDocument }) {
  const { armed, failures, misreadings } = document;
  const broken = Map.groupBy(failures, ({ rule }) => rule);
  const rules = new Set([...Object.keys(armed), ...broken.keys()]);
  const misread = misreadings.filter(({ text }) => text !== '');
  return (
    <section aria-labelledby="rules-title">
      <h2 id="rules-title">The rules</h2>
      <div class="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">rule</th>
              <th scope="col" class="number">
                judged
              </th>
              <th scope="col" class="number">
                broken
              </th>
            </tr>
          </thead>
          <tbody>
            {[...rules].map((rule) => (
              <tr key={rule} class={broken.has(rule) ? 'lacking' : ''}>
                <th scope="row">{rule}</th>
                <td class="number">{armed[rule] ?? '–'}</td>
                <td class="number">{broken.get(rule)?.length ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {misread.length > 0 && (
        <details class="reason">
          <summary>
            sentences that were read otherwise than meant, and then told (no failure)
            <span class="count">{misread.length}</span>
          </summary>
          <ul class="items">
            {misread.map(({ text, move, state, times }) => (
              <li key={`${move} ${state} ${text}`}>
                “{text}” <code>{move}</code> <span class="quiet">in</span> <code>{state}</code>{' '}
                <span class="quiet">{times} times</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
