/** The frame of every page of the console: the bar above it, and who one is. */
import { CallsPage } from './calls/calls-page.tsx';
import { FlowsPage } from './flows/flows-page.tsx';
import { HomePage } from './home-page.tsx';
import { TopBar } from './top-bar.tsx';
import { WhoField } from './who.tsx';

export function ConsolePage() {
  const here = location.pathname;
  return (
    <div class="console">
      <TopBar here={here}>
        <WhoField />
      </TopBar>
      <Page here={here} />
    </div>
  );
}

function Page({ here }: { here: string }) {
  if (here === '/flows') return <FlowsPage />;
  return here === '/calls' ? <CallsPage /> : <HomePage />;
}
