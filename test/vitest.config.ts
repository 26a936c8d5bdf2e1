import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // One worker a core: much of a whole call's test is waiting for its real clock.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes at once, but not on a busy machine.
    expect: { poll: { timeout: 20_000 } },
  },
});
