/** The picture of what the draft does: the flow that is being edited, or the whole call. */
import { useSignal } from '@preact/signals';
import { ChartSvg } from '../../../call/page/chart-svg.tsx';
import { nameOf } from './draft-keeper.ts';
import type { FlowsSession } from './flows-session.ts';

export function FlowPicture({ session }: { session: FlowsSession }) {
  const { pictures, view, checked } = session;
  const chosen = useSignal<string | undefined>(undefined);
  const shown = pictures.value;
  const edited = view.value.kind === 'file' ? flowIn(view.value.path) : undefined;
  const ids = Object.keys(shown?.inside ?? {});
  const matching = ids.find((id) => id.split('.').at(-1) === edited);
  const id = chosen.value ?? matching ?? '';
  const inside = shown?.inside[id];
  const old = checked.value !== undefined && checked.value.version === undefined;
  return (
    <section class="picture-card card" aria-labelledby="picture-title">
      <header>
        <h2 id="picture-title">The picture</h2>
        <label>
          <span class="unseen">What is shown</span>
          <select
            value={id}
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
            }}
          >
            <option value="">the whole call</option>
            {ids.map((each) => (
              <option key={each} value={each}>
                {wordsOf(each)}
              </option>
            ))}
          </select>
        </label>
      </header>
      {old && shown && (
        <p class="quiet">The files have findings; this is the picture from before them.</p>
      )}
      <section class="picture" aria-label="The chart">
        {shown === undefined ? (
          <p class="quiet">
            {old ? 'There is no picture while the files have findings.' : 'Drawing…'}
          </p>
        ) : (
          <ChartSvg
            title={inside === undefined ? 'The whole call' : wordsOf(id)}
            picture={inside ?? shown.overview}
            active={[]}
            way={[]}
          />
        )}
      </section>
    </section>
  );
}

function flowIn(path: string): string | undefined {
  return /^flows\/(.+)\.yaml$/.exec(nameOf(path))?.[1];
}

function wordsOf(id: string): string {
  return (id.split('.').at(-1) ?? id).replaceAll('-', ' ');
}
