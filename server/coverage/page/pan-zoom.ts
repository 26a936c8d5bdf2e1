/** Moves and zooms a picture inside its frame: by mouse, fingers and keys. */

export interface View {
  x: number;
  y: number;
  scale: number;
}

interface Size {
  width: number;
  height: number;
}

const scaleMin = 0.15;
const scaleMax = 3;
/** Below it the letters of a picture are guessed, not read; a large picture opens larger than its frame. */
const scaleReadable = 0.62;
const margin = 16;
export const zoomStep = 1.25;
export const panStep = 60;

/** Whole in its frame where it can be read like that, with `first` in the middle otherwise. */
export function fitted(picture: Size, frame: Size, first: { x: number; y: number }): View {
  const room = { width: frame.width - 2 * margin, height: frame.height - 2 * margin };
  const whole = Math.min(room.width / picture.width, room.height / picture.height, 1.15);
  const scale = Math.max(whole, scaleReadable);
  const place = (inFrame: number, inPicture: number, at: number) =>
    inPicture * scale + 2 * margin <= inFrame
      ? (inFrame - inPicture * scale) / 2
      : Math.min(margin, inFrame / 2 - at * scale);
  const x = place(frame.width, picture.width, first.x);
  const y = place(frame.height, picture.height, first.y);
  return { x, y, scale };
}

/** The point of the frame stays where it is. */
export function zoomed(view: View, factor: number, at: { x: number; y: number }): View {
  const scale = Math.min(scaleMax, Math.max(scaleMin, view.scale * factor));
  const grown = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
}

export function panned(view: View, byX: number, byY: number): View {
  return { ...view, x: view.x + byX, y: view.y + byY };
}

export interface PanZoomDeps {
  view(): View;
  show(view: View): void;
  /** Stops following. */
  signal: AbortSignal;
}

/** Pixels that a press may move and still be a click. */
const clickSlack = 4;

/** Follows the pointers over the frame. */
export function followPointers(frame: HTMLElement, { view, show, signal }: PanZoomDeps): void {
  const pointers = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const placeOf = (event: MouseEvent) => {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const spread = () => {
    const [one, other] = [...pointers.values()];
    if (one === undefined || other === undefined) return undefined;
    return {
      length: Math.hypot(one.x - other.x, one.y - other.y),
      middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
    };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, placeOf(event));
  };
  const move = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const earlier = spread();
    const now = placeOf(event);
    pointers.set(event.pointerId, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (moved <= clickSlack) return;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    const later = spread();
    if (earlier && later) show(zoomed(view(), later.length / earlier.length, later.middle));
    else show(panned(view(), now.x - before.x, now.y - before.y));
  };
  const up = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
  };
  frame.addEventListener('pointerdown', down, { signal });
  frame.addEventListener('pointermove', move, { signal });
  frame.addEventListener('pointerup', up, { signal });
  frame.addEventListener('pointercancel', up, { signal });
  // A drag that ends on a state has not chosen it.
  const click = (event: MouseEvent): void => {
    if (moved > clickSlack) event.stopPropagation();
    moved = 0;
  };
  frame.addEventListener('click', click, { signal, capture: true });
  // The plain wheel still scrolls the page.
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    show(zoomed(view(), Math.exp(-event.deltaY / 300), placeOf(event)));
  };
  frame.addEventListener('wheel', wheel, { signal, passive: false });
}

/** Moves no more than it must, so that a box of the frame is seen. */
export function broughtInto(view: View, box: DOMRect, frame: DOMRect): View {
  const inside = (from: number, to: number, low: number, high: number) =>
    from < low + margin ? low + margin - from : to > high - margin ? high - margin - to : 0;
  return panned(
    view,
    inside(box.left, box.right, frame.left, frame.right),
    inside(box.top, box.bottom, frame.top, frame.bottom),
  );
}
