/** Puts a run onto a picture of its chart: each box and arrow says how it stands, and can be chosen. */
import type { Chosen } from './page-state.ts';
import type { PlaceStanding, RunIndex } from './run-index.ts';

/** The arrows of an empty run are as thin as those that one call took. */
const thinnest = 1.3;

export function colour(root: SVGElement, index: RunIndex, scope: string): void {
  for (const node of root.querySelectorAll<SVGGElement>('.node')) {
    const id = node.dataset.state ?? '';
    if (node.dataset.kind === 'anywhere' || node.dataset.kind === 'exit') continue;
    const standing = index.state(id);
    node.classList.add(standing.standing);
    node.classList.toggle('broken', index.failedIn(id) && node.dataset.kind !== 'group');
    makeChoosable(node, `${id.replaceAll('-', ' ')}: ${standingWords(standing)}`);
  }
  for (const arrow of root.querySelectorAll<SVGGElement>('.edge')) {
    const { from = '', to = '' } = arrow.dataset;
    const edges = index.edgesOf(from, to, scope);
    const standings = edges.map(({ id }) => index.edge(id));
    if (standings.length === 0) continue;
    const together = bundled(standings);
    arrow.classList.add(together.standing);
    const width = thinnest + Math.log10(1 + together.calls.length) * 0.7;
    arrow.style.setProperty('--width', width.toFixed(2));
    const hit = arrow.querySelector('.arrow')?.cloneNode() as SVGPathElement | undefined;
    if (hit) {
      // A line of a pixel cannot be hit: a wide one that is not seen lies over it.
      hit.setAttribute('class', 'hit');
      arrow.append(hit);
    }
    makeChoosable(arrow, `from ${from} to ${to}: ${standingWords(together)}`);
  }
}

function bundled(standings: readonly PlaceStanding[]): PlaceStanding {
  const covered = standings.filter(({ standing }) => standing === 'covered').length;
  const missing = standings.some(({ standing }) => standing === 'missing');
  return {
    standing: missing ? 'missing' : covered > 0 ? 'covered' : 'unreachable',
    calls: [...new Set(standings.flatMap(({ calls }) => calls))],
    covered,
    of: standings.length,
  };
}

export function standingWords({ standing, calls, covered, of, why }: PlaceStanding): string {
  if (standing === 'unreachable') return why === undefined ? 'no call comes here' : `never: ${why}`;
  const through = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`;
  const share = of === 1 ? '' : `, ${covered} of ${of} covered`;
  return standing === 'missing' ? `missing${share}` : `${through}${share}`;
}

function makeChoosable(element: SVGGElement, name: string): void {
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', name);
  const title = element.querySelector('title');
  if (title !== null) title.textContent = `${name}\n${title.textContent}`;
}

/** What of the picture an event happened on. */
export function chosenAt(target: EventTarget | null, index: RunIndex, scope: string) {
  const element = (target as Element | null)?.closest<SVGGElement>('.node, .edge');
  if (element?.getAttribute('role') !== 'button') return undefined;
  const { state, from = '', to = '', kind } = element.dataset;
  if (state !== undefined) return { chosen: { kind: 'state', id: state } as Chosen, box: kind };
  const edges = index.edgesOf(from, to, scope).map(({ id }) => id);
  return { chosen: { kind: 'arrow', from, to, edges } as Chosen, box: 'arrow' };
}

export function mark(root: SVGElement, chosen: Chosen | undefined): void {
  for (const each of root.querySelectorAll('.chosen')) each.classList.remove('chosen');
  if (chosen === undefined || chosen.kind === 'item') return;
  const all = [...root.querySelectorAll<SVGGElement>('.node, .edge')];
  const found = all.find(({ dataset }) =>
    chosen.kind === 'state'
      ? dataset.state === chosen.id
      : dataset.from === chosen.from && dataset.to === chosen.to,
  );
  found?.classList.add('chosen');
}
