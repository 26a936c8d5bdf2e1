/** The frame of every page of the console: where one is, where one can go, and who one is. */
import { FlowsPage } from './flows/flows-page.tsx';
import { HomePage } from './home-page.tsx';
import { WhoField } from './who.tsx';

const pages = [
  { address: '/', name: 'Home' },
  { address: '/flows', name: 'Flows' },
  { address: '/coverage', name: 'Coverage' },
  { address: '/call', name: 'Call' },
];

export function ConsolePage() {
  const here = location.pathname;
  return (
    <div class="console">
      <header class="top">
        <a class="brand" href="/" aria-label="Frontdesk, home">
          <Mark />
          <span>Frontdesk</span>
        </a>
        <nav aria-label="Pages">
          {pages.map(({ address, name }) => (
            <a key={address} href={address} aria-current={address === here ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <WhoField />
      </header>
      {here === '/flows' ? <FlowsPage /> : <HomePage />}
    </div>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 21a8 8 0 0 1 16 0M6 23h20M16 10v3" />
    </svg>
  );
}
