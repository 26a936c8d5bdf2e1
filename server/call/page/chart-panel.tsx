/** The chart, live: the whole call, and beside it the inside of the state that the call is in. */
import { useEffect, useRef } from 'preact/hooks';
import type { ChartPictures } from '../../console/chart-picture.ts';
import type { WayStep } from './call-view.ts';
import { insideOf } from './chart-light.ts';
import { ChartSvg } from './chart-svg.tsx';

interface ChartPanelProps {
  pictures: ChartPictures | undefined;
  active: string[];
  way: WayStep[];
}

export function ChartPanel({ pictures, active, way }: ChartPanelProps) {
  const shownInside = useRef<string | undefined>(undefined);
  const now = pictures === undefined ? undefined : insideOf(pictures, active);
  // A flow comes back into view after talk beside it, until the call enters another one.
  if (now?.includes('.')) shownInside.current = now;
  if (way.length === 0) shownInside.current = undefined;
  const id = now ?? shownInside.current;
  const inside = id === undefined ? undefined : pictures?.inside[id];
  return (
    <section class="card chart" aria-labelledby="chart-title">
      <header>
        <h2 id="chart-title">Where the call is</h2>
        <p class="place" aria-live="off">
          {active.length === 0 ? 'not in a call' : active.map(placeWords).join(' and ')}
        </p>
      </header>
      {pictures === undefined ? (
        <p class="quiet">The chart of the business appears with the call.</p>
      ) : (
        <div class="pictures">
          <Scroller active={active}>
            <ChartSvg
              title="The whole call"
              picture={pictures.overview}
              active={active}
              way={way}
            />
          </Scroller>
          <Scroller active={active}>
            {inside === undefined || id === undefined ? (
              <p class="quiet">The steps of a flow appear here while the call is in it.</p>
            ) : (
              <>
                <h3 class={now === undefined ? 'left' : ''}>{placeWords(id)}</h3>
                <ChartSvg
                  title={`Inside ${placeWords(id)}`}
                  picture={inside}
                  active={active}
                  way={way}
                />
              </>
            )}
          </Scroller>
        </div>
      )}
    </section>
  );
}

/** Keeps the active state in sight where the picture is larger than its place. */
function Scroller({ active, children }: { active: string[]; children: preact.ComponentChildren }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = frame.current;
    const lit = box?.querySelector('.node.active');
    if (!box || !lit) return;
    const [outer, inner] = [box.getBoundingClientRect(), lit.getBoundingClientRect()];
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.scrollBy({
      left: inner.left + inner.width / 2 - outer.left - outer.width / 2,
      top: inner.top + inner.height / 2 - outer.top - outer.height / 2,
      behavior: calm ? 'instant' : 'smooth',
    });
  }, [active.join()]);
  return (
    <div ref={frame} class="picture">
      {children}
    </div>
  );
}

function placeWords(path: string): string {
  return path.replaceAll('-', ' ').replaceAll('.', ' › ');
}
