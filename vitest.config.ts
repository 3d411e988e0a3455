import { defineConfig } from 'vitest/config';

/**
 * unit: pure code and synthesized templates, no process, no port. Files share the modules that a worker has
 * loaded, which halves the time: no test replaces a module or changes a global, and none may.
 * integration: the synthesized app on the real local engines. Files share what a worker has started once, engines
 * and an application, each with tables or clinics of its own; who kills, or looks at everything, starts its own.
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
          globalSetup: 'test/integration/run-folder.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          isolate: false,
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/integration/run-folder.ts',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
