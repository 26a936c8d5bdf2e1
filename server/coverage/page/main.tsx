/** Puts the page of the runs into its document; the runs are in it already. */
import { render } from 'preact';
import { TopBar } from '../../console/page/top-bar.tsx';
import { WhoField } from '../../console/page/who.tsx';
import type { RunsRead } from '../../scenarios/runs-folder.ts';
import { CoveragePage } from './coverage-page.tsx';
import { createPageState } from './page-state.ts';
import { createRunSession } from './run-session.ts';

const place = document.getElementById('page');
const data = document.getElementById('runs');
if (place === null || data === null) throw new Error('the document has no place for the page');
const runs = JSON.parse(data.textContent) as RunsRead;

/** Opened from a report folder, it is no part of a console, and there is no server to run anything. */
function reportPage() {
  return <CoveragePage state={createPageState(runs)} />;
}

function consolePage() {
  const wanted = new URLSearchParams(location.search).get('business');
  const state = createPageState(runs, wanted);
  const session = createRunSession(state, runs);
  return (
    <>
      <TopBar here="/coverage">
        <WhoField />
      </TopBar>
      <CoveragePage state={state} session={session} />
    </>
  );
}

render(data.dataset.inConsole === undefined ? reportPage() : consolePage(), place);
