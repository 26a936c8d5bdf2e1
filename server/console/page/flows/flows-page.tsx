/** The Flows page: the business and its draft above, what can be changed beside what it leads to. */
import { useMemo } from 'preact/hooks';
import { ChangesView } from './changes-view.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { DraftBar } from './draft-bar.tsx';
import { FileView } from './file-view.tsx';
import { FindingsList } from './findings-list.tsx';
import { FlowPicture } from './flow-picture.tsx';
import { createFlowsSession, type FlowsSession } from './flows-session.ts';
import { FormView } from './form-view.tsx';
import { SideList } from './side-list.tsx';
import { VersionsView } from './versions-view.tsx';

export function FlowsPage() {
  const session = useMemo(createFlowsSession, []);
  const { businesses, problem, keeper, notice } = session;
  document.title = 'Frontdesk: flows';
  if (problem.value !== undefined) {
    return (
      <main class="flows-empty">
        <h1>Flows</h1>
        <p class="notice" role="alert">
          {problem.value}
        </p>
        <button type="button" onClick={session.load}>
          Try again
        </button>
      </main>
    );
  }
  const state = keeper.value?.state.value;
  if (businesses.value?.length === 0) {
    return (
      <main class="flows-empty">
        <h1>Flows</h1>
        <p>No business is answered for yet. Add a folder with a business.yaml to the policies.</p>
      </main>
    );
  }
  const ready = keeper.value !== undefined && state !== undefined;
  return (
    <main class="flows" aria-busy={!ready}>
      <DraftBar session={session} />
      {notice.value !== undefined && (
        <p class={`notice ${notice.value.good ? 'good' : ''}`} role="alert">
          {notice.value.text}{' '}
          <button
            type="button"
            class="plain"
            onClick={() => {
              notice.value = undefined;
            }}
          >
            All right
          </button>
        </p>
      )}
      <SideList session={session} />
      <section class="middle card" aria-label="What you change">
        {ready ? <Middle session={session} /> : <p class="quiet">Loading the files…</p>}
      </section>
      <FindingsList session={session} />
      <FlowPicture session={session} />
    </main>
  );
}

function Middle({ session }: { session: FlowsSession }) {
  const { view, keeper } = session;
  const shown = view.value;
  if (shown.kind === 'changes') return <ChangesView session={session} />;
  if (shown.kind === 'versions') return <VersionsView session={session} />;
  const path =
    shown.kind === 'file'
      ? shown.path
      : `${session.business.value}/${shown.form === 'questions' ? 'questions' : 'business'}.yaml`;
  const conflict = keeper.value?.conflicts.value[path];
  if (conflict !== undefined) {
    return <ConflictCard key={path} session={session} path={path} conflict={conflict} />;
  }
  if (shown.kind === 'form') return <FormView session={session} form={shown.form} path={path} />;
  return <FileView session={session} path={path} line={shown.line} />;
}
