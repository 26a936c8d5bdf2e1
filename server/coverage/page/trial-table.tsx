/** A table of a trial; a long one is closed until it is asked for. */
import type { TrialTable as Table } from '../../scenarios/trials/trial.ts';

export function TrialTable({ table }: { table: Table }) {
  const { title, columns, rows, long } = table;
  const grid = (
    <div class="wide">
      <table>
        <caption class={long ? 'unseen' : undefined}>{title}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" class={isNumber(table, column) ? 'number' : ''}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells, bad }) => (
            <tr key={name} class={bad ? 'lacking' : ''}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                // Columns never change their order.
                <td key={at} class={isNumber(table, columns[at] ?? '') ? 'number' : ''}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  if (!long) return grid;
  return (
    <details class="reason">
      <summary>
        {title}
        <span class="count">{rows.length}</span>
      </summary>
      {grid}
    </details>
  );
}

/** "12", and "12 (3)" or "4 / 5" as well: what is compared downwards stands to the right. */
function isNumber({ columns, rows }: Table, column: string): boolean {
  const at = columns.indexOf(column);
  return rows.every(({ cells }) => /^\d[\d /()]*$/.test(String(cells[at] ?? '0')));
}
