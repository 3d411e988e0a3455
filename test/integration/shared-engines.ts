import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Engines, startEngines } from '../../infra/local/engines/engines.ts';

let running: Promise<Engines> | undefined;

/**
 * The engines that all files of a worker share, each with tables of its own. Nobody stops them: an engine
 * cannot outlive the process that started it, and its files lie in the folder of the run.
 */
export function sharedEngines(): Promise<Engines> {
  running ??= startEngines({ dataDirectory: mkdtempSync(join(inject('runFolder'), 'engines-')) });
  return running;
}
