import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * A folder that the first who asks for it makes, for all workers of a run. When two make it at once, one is kept.
 *
 * @param name of what is in it, such as a hash of what it is made from
 * @param make fills a folder that is empty, and may be moved afterwards
 */
export async function onceARun(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const kept = join(inject('runFolder'), name);
  if (existsSync(kept)) return kept;
  const made = await mkdtemp(`${kept}-`);
  await make(made);
  await rename(made, kept).catch(async (error: unknown) => {
    if (!existsSync(kept)) throw error;
    await rm(made, { recursive: true });
  });
  return kept;
}
