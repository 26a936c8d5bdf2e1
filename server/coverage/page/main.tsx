/** Puts the page of the runs into its document; the runs are in it already. */
import { render } from 'preact';
import { TopBar } from '../../console/page/top-bar.tsx';
import type { RunsRead } from '../../scenarios/runs-folder.ts';
import { CoveragePage } from './coverage-page.tsx';
import { createPageState } from './page-state.ts';

const place = document.getElementById('page');
const data = document.getElementById('runs');
if (place === null || data === null) throw new Error('the document has no place for the page');
const runs = JSON.parse(data.textContent) as RunsRead;
const state = createPageState(runs);
// Opened from a report folder, it is no part of a console.
const inConsole = location.pathname === '/coverage';
render(
  <>
    {inConsole && <TopBar here="/coverage" />}
    <CoveragePage state={state} />
  </>,
  place,
);
