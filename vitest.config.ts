import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { DEEP, DEEP_ALONE, DEEP_INTEGRATION } from './test/deep-files.ts';

/** One more than there are cores: a file of the integration tests waits for engines a third of its time. */
const WORKERS = availableParallelism() + 1;

/** How long a test may take: none fails for a machine that is slow, five times what it takes on two idle cores. */
const PATIENCE = 400_000;

/** Commands that tests start are the same ones over and over: each is compiled once. */
const COMPILED = join(import.meta.dirname, 'node_modules/.cache/node-compile');

/**
 * unit: pure code and synthesized templates, no process, no port. Files share the modules that a worker has
 * loaded, which halves the time: no test replaces a module or changes a global, and none may.
 * integration: the synthesized app on the real local engines. Files share what a worker has started once, engines
 * and an application, each with tables or clinics of its own; who kills, or looks at everything, starts its own.
 * browser: Chromium against the same, only when asked for: npm run test:browser.
 */
export default defineConfig(({ mode }) => ({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: mode === 'deep' ? DEEP : ['test/**/*.test.ts'],
          exclude: ['test/integration/**', 'test/browser/**', 'test/bench/**'],
          env: { TESTS: mode },
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'integration',
          include: mode === 'deep' ? [...DEEP_INTEGRATION, ...DEEP_ALONE] : ['test/integration/**/*.test.ts'],
          exclude: mode === 'deep' ? [] : DEEP_ALONE,
          env: { TESTS: mode, NODE_COMPILE_CACHE: COMPILED },
          globalSetup: 'test/integration/run-folder.ts',
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/integration/run-folder.ts',
          maxWorkers: availableParallelism(),
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
    ],
  },
}));
