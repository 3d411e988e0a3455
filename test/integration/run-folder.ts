import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a run keeps what its workers make for several files; gone when the run has ended. */
    runFolder: string;
  }
}

let folder = '';

/** Before the first file of a run. */
export function setup({ provide }: TestProject): void {
  folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-run-'));
  provide('runFolder', folder);
}

/** After the last one. An engine ends with the worker that started it, a moment later: hence more tries. */
export function teardown(): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
