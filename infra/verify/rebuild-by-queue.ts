import { randomUUID } from 'node:crypto';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import type { RebuildNotes } from '../../shared/storage/views/rebuild-notes.ts';
import { type RebuildPart, rebuildParts } from '../../shared/views/rebuild-parts.ts';
import type { ClinicPartitions, ClinicSources } from '../../shared/views/verify-clinic.ts';

export type QueuedRebuild = {
  sources: Pick<ClinicSources, 'storedIn'>;
  send(messages: readonly AskedWork[]): Promise<void>;
  notes: Pick<RebuildNotes, 'done'>;
  wait(seconds: number): Promise<void>;
  show(step: 'clients' | 'months', done: number, of: number): void;
};

const SHORTEST_WAIT_SECONDS = 0.2;
const LONGEST_WAIT_SECONDS = 5;
/** Three tries of a part, as long as each may take, and what waits before it in the queue. */
const PATIENCE_SECONDS = 2 * 3600;

/**
 * Hands all that is to be derived again for a clinic to the queue of its work, in parts, and waits until they are done: those
 * of its clients before those of its months. What is handed over is done also where nobody waits any more.
 *
 * @returns how many views could not be derived, and of how many parts nothing was heard for two hours
 */
export async function rebuildByQueue(
  { sources, send, notes, wait, show }: QueuedRebuild,
  clinicId: string,
  partitions: ClinicPartitions,
): Promise<{ failed: number; unheard: number }> {
  const run = randomUUID();
  const { ofClients, ofMonths } = await rebuildParts(sources, clinicId, partitions);
  const handOver = async (step: 'clients' | 'months', parts: readonly RebuildPart[], first: number) => {
    await send(
      parts.map((part, index) => ({ work: 'rebuild', clinicId, run, part: first + index, ...part })),
    );
    let heard = 0;
    let seconds = SHORTEST_WAIT_SECONDS;
    for (let waited = 0; heard < parts.length && waited < PATIENCE_SECONDS; waited += seconds) {
      show(step, heard, parts.length);
      await wait(seconds);
      const done = (await notes.done(run)).size - first;
      if (done > heard) waited = 0;
      heard = done;
      seconds = Math.min(2 * seconds, LONGEST_WAIT_SECONDS);
    }
    return parts.length - heard;
  };
  const unheard = await handOver('clients', ofClients, 0);
  if (unheard > 0) return { failed: 0, unheard: unheard + ofMonths.length };
  const unheardMonths = await handOver('months', ofMonths, ofClients.length);
  const failed = [...(await notes.done(run)).values()].reduce((sum, each) => sum + each, 0);
  return { failed, unheard: unheardMonths };
}
