import { defineConfig } from 'vitest/config';

/**
 * unit: pure code and synthesized templates, no process, no port. Files share the modules that a worker has
 * loaded, which halves the time: no test replaces a module or changes a global, and none may.
 * integration: the synthesized app on the real local engines; one file at a time, because each file
 * starts engines of its own and two cores are what we promise to run on.
 * browser: Chromium against the same, only when asked for: npm run test:browser.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**', 'test/browser/**', 'test/bench/**'],
          testTimeout: 30_000,
          isolate: false,
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
