/** What was chosen in the chart: how it stands, its ways out, what was tried there, its calls. */
import { standingWords } from './chart-colours.ts';
import type { PageState } from './page-state.ts';
import type { Edge, RunIndex } from './run-index.ts';

interface PanelProps {
  state: PageState;
  index: RunIndex;
}

export function ChosenPanel({ state, index }: PanelProps) {
  const what = state.chosen.value;
  if (what === undefined) {
    return (
      <aside class="chosen-panel quiet" aria-label="What is chosen">
        <p>
          Choose a state or an arrow: its calls appear here and below. A double click, or Enter,
          opens a flow.
        </p>
        <p>Drag to move, Ctrl and the wheel to zoom; with the keyboard: arrows, +, − and 0.</p>
      </aside>
    );
  }
  return (
    <aside class="chosen-panel" aria-label="What is chosen" aria-live="polite">
      {what.kind === 'state' && <StateDetails state={state} index={index} id={what.id} />}
      {what.kind === 'arrow' && (
        <>
          <h3>
            {what.from.replace('*', 'anywhere')} → {what.to}
          </h3>
          <Edges state={state} index={index} edges={edgesNamed(index, what.edges)} />
        </>
      )}
      {what.kind === 'item' && <h3>{what.name}</h3>}
      <p>
        <a class="button" href="#calls">
          {callsWords(state.calls.value.length)} below
        </a>{' '}
        <button type="button" onClick={() => state.choose(undefined)}>
          Clear
        </button>
      </p>
    </aside>
  );
}

function callsWords(number: number): string {
  return number === 1 ? '1 call' : `${number} calls`;
}

function edgesNamed(index: RunIndex, ids: readonly string[]): Edge[] {
  return ids.flatMap((id) => index.edgeNamed(id) ?? []);
}

function StateDetails({ state, index, id }: PanelProps & { id: string }) {
  const { pictures } = index.document;
  const opens = pictures.some((each) => each.id === id) && state.picture.value !== id;
  const edges = index.edgesFrom(id);
  const tried = index.triedIn(id);
  const inside = index.statesIn(id);
  return (
    <>
      <h3>{id.replaceAll('.', ' › ').replaceAll('-', ' ')}</h3>
      <p>{standingWords(index.state(id))}</p>
      {opens && (
        <p>
          <button type="button" onClick={() => state.openPicture(id)}>
            Open its steps
          </button>
        </p>
      )}
      {inside.length > 0 && (
        <details open={inside.length <= 14}>
          <summary>
            states inside <span class="count">{inside.length}</span>
          </summary>
          <ul class="ways">
            {inside.map((path) => (
              <li key={path}>
                <button
                  type="button"
                  class={index.state(path).standing}
                  onClick={() => state.choose({ kind: 'state', id: path })}
                >
                  <span>{path.slice(id.length + 1)}</span>
                  <span class="count">{index.state(path).calls.length}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {edges.length > 0 && (
        <details open={edges.length <= 14}>
          <summary>
            ways out <span class="count">{edges.length}</span>
          </summary>
          <Edges state={state} index={index} edges={edges} />
        </details>
      )}
      {tried.length > 0 && (
        <details open={tried.length <= 14}>
          <summary>
            tried here <span class="count">{tried.length}</span>
          </summary>
          <ul class="ways">
            {tried.map(({ move, item, calls }) => (
              <li key={move}>
                <button
                  type="button"
                  class="covered"
                  onClick={() => state.choose({ kind: 'item', item, name: `${id}, ${move}` })}
                >
                  <span>{move}</span>
                  <span class="count">{calls}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Edges({ state, index, edges }: PanelProps & { edges: readonly Edge[] }) {
  return (
    <ul class="ways">
      {edges.map((edge) => {
        const standing = index.edge(edge.id);
        const name = edge.description ?? (edge.event === '' ? 'at once' : edge.event);
        const to = edge.targets.join(', ') || 'stays';
        const item = `transitions ${edge.id}`;
        return (
          <li key={edge.id}>
            <button
              type="button"
              class={standing.standing}
              onClick={() => state.choose({ kind: 'item', item, name: `${name} → ${to}` })}
            >
              <span>
                {name} <span class="quiet">→ {to}</span>
                {standing.why !== undefined && <em class="quiet"> {standing.why}</em>}
              </span>
              <span class="count">{standing.calls.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
