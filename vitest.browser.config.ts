import { defineConfig } from 'vitest/config';

// The suites that need a real browser; apart from the others, since they take longer and are skipped where there is none.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One browser at a time: these suites look at timing on screen, and a small machine has two cores.
    fileParallelism: false,
    reporters: ['default'],
  },
});
