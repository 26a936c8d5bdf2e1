/** One picture in its frame: it is moved and zoomed, and its boxes and arrows are chosen. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RunDocument } from '../../scenarios/run-document.ts';
import { chosenAt, colour, mark } from './chart-colours.ts';
import type { PageState } from './page-state.ts';
import {
  broughtInto,
  fitted,
  followPointers,
  panned,
  panStep,
  type View,
  zoomed,
  zoomStep,
} from './pan-zoom.ts';
import type { RunIndex } from './run-index.ts';

interface ChartFrameProps {
  state: PageState;
  index: RunIndex;
  picture: RunDocument['pictures'][number];
}

const arrowKeys: Record<string, [number, number]> = {
  ArrowLeft: [panStep, 0],
  ArrowRight: [-panStep, 0],
  ArrowUp: [0, panStep],
  ArrowDown: [0, -panStep],
};

export function ChartFrame({ state, index, picture }: ChartFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGGElement>(null);
  const view = useSignal<View>({ x: 0, y: 0, scale: 1 });
  const showWhole = (): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box) view.value = fitted(picture, box, beginningOf(drawing.current));
  };
  const zoom = (factor: number): void => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return;
    view.value = zoomed(view.value, factor, { x: box.width / 2, y: box.height / 2 });
  };

  useLayoutEffect(() => {
    const root = drawing.current;
    if (root === null) return;
    // Ours, made by the same program that made this page; every text in it was escaped there.
    root.innerHTML = picture.svg;
    colour(root, index, picture.id);
    mark(root, state.chosen.value);
    showWhole();
  }, [picture, index]);
  useEffect(() => {
    if (drawing.current) mark(drawing.current, state.chosen.value);
  }, [state.chosen.value]);
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const stopper = new AbortController();
    const { signal } = stopper;
    const chooses = (opens: boolean) => (event: Event) => choose(event.target, opens);
    box.addEventListener('click', chooses(false), { signal });
    box.addEventListener('dblclick', chooses(true), { signal });
    box.addEventListener('keydown', keyDown, { signal });
    box.addEventListener('focusin', bringIn, { signal });
    const show = (next: View): void => {
      view.value = next;
    };
    followPointers(box, { view: () => view.value, show, signal });
    return () => stopper.abort();
  }, [picture, index]);

  function choose(target: EventTarget | null, opens: boolean): boolean {
    const found = chosenAt(target, index, picture.id);
    if (found === undefined) return false;
    const { chosen, box } = found;
    state.choose(chosen);
    if (opens && box === 'folded' && chosen.kind === 'state') state.openPicture(chosen.id);
    return true;
  }

  /** Who goes through the picture by keyboard sees where they are. */
  function bringIn(event: FocusEvent): void {
    const [box, at] = [frame.current, event.target as Element];
    if (box === null || at === box || !at.matches(':focus-visible')) return;
    const [inner, outer] = [at.getBoundingClientRect(), box.getBoundingClientRect()];
    view.value = broughtInto(view.value, inner, outer);
  }

  function keyDown(event: KeyboardEvent): void {
    const pan = arrowKeys[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (pan) view.value = panned(view.value, ...pan);
    else if (event.key === '+' || event.key === '=') zoom(zoomStep);
    else if (event.key === '-') zoom(1 / zoomStep);
    else if (event.key === '0') showWhole();
    else if (event.key === 'Escape') state.choose(undefined);
    else if (!((event.key === 'Enter' || event.key === ' ') && choose(event.target, true))) return;
    event.preventDefault();
  }

  const { x, y, scale } = view.value;
  return (
    <div class="frame-place">
      <section ref={frame} class="frame" aria-label={picture.name}>
        <svg>
          <title>{picture.name}</title>
          <g ref={drawing} transform={`translate(${x} ${y}) scale(${scale})`} />
        </svg>
      </section>
      <fieldset class="zoom" aria-label="Zoom">
        <button type="button" aria-label="Larger" onClick={() => zoom(zoomStep)}>
          +
        </button>
        <button type="button" aria-label="Smaller" onClick={() => zoom(1 / zoomStep)}>
          −
        </button>
        <button type="button" aria-label="The whole picture" onClick={showWhole}>
          fit
        </button>
      </fieldset>
      <p class="about quiet">{picture.about}</p>
    </div>
  );
}

/** Where the picture's first state is drawn. */
function beginningOf(drawing: SVGGElement | null): { x: number; y: number } {
  const box = drawing?.querySelector<SVGGElement>('.node:has(.initial)')?.getBBox();
  return box === undefined ? { x: 0, y: 0 } : { x: box.x + box.width / 2, y: box.y };
}
