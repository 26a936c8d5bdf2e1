/** Puts the call page into its document. */
import { render } from 'preact';
import { CallPage } from './call-page.tsx';
import { createCallSession } from './call-session.ts';

const place = document.getElementById('page');
if (place === null) throw new Error('the document has no place for the page');
const session = createCallSession();
render(<CallPage session={session} />, place);
// Closing the page hangs up, as putting a telephone down does.
addEventListener('pagehide', () => session.hangUp());
