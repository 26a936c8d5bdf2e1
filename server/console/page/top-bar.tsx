/** The bar above every page: where one is, and where one can go. */
import type { ComponentChildren } from 'preact';
import { pages } from './pages.ts';

export function TopBar({ here, children }: { here: string; children?: ComponentChildren }) {
  return (
    <header class="top">
      <a class="brand" href="/" aria-label="Frontdesk, home">
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M8 21a8 8 0 0 1 16 0M6 23h20M16 10v3" />
        </svg>
        <span>Frontdesk</span>
      </a>
      <nav aria-label="Pages">
        {pages.map(({ address, name }) => (
          <a key={address} href={address} aria-current={address === here ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {children}
    </header>
  );
}
