import { defineConfig } from 'vitest/config';

/** Tests that leave nothing behind in a process: they share one, which saves reading the same modules for every file. */
const sharing = ['calls', 'cli', 'conformance', 'dialogues', 'docs', 'interpreter', 'keys', 'telephony'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

const common = { testTimeout: 20_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      { test: { ...common, name: 'sharing', include: sharing, isolate: false } },
      { test: { ...common, name: 'alone', include: ['test/**/*.test.ts'], exclude: ['test/browser/**', ...sharing] } },
    ],
  },
});
