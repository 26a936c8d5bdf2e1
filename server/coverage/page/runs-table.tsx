/** Every business at a glance: what was run last of it, of which version, and how it ended. */
import { when } from '../../console/page/when.ts';
import type { RunsState } from '../../running/run-desk.ts';
import { kindWords, verdictWords } from './run-words.ts';

export function RunsTable({ told: { businesses, kept } }: { told: RunsState }) {
  return (
    <details class="runs-table">
      <summary>The last runs of every business</summary>
      <div class="wide">
        <table>
          <thead>
            <tr>
              {['business', 'what', 'when', 'version', 'how it ended'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {businesses.map(({ id, name, version }) => {
              const own = kept.filter(({ business }) => business === id);
              return own.length === 0 ? (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td colSpan={4} class="quiet">
                    nothing was run yet
                  </td>
                </tr>
              ) : (
                own.map((head) => (
                  <tr key={`${id} ${head.kind}`} class={head.good ? '' : 'lacking'}>
                    <th scope="row">{name}</th>
                    <td>{kindWords[head.kind]}</td>
                    <td>{when(Date.parse(head.at))}</td>
                    <td>
                      <code>{head.version}</code>
                      {head.version !== version && (
                        <b class="outdated"> not the one that answers</b>
                      )}
                    </td>
                    <td>{verdictWords(head)}</td>
                  </tr>
                ))
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
