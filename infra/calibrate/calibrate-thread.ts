import { parentPort, workerData } from 'node:worker_threads';
import { ClaimsReader } from './read-claims.ts';
import { rowsOf } from './rows.ts';
import { tallyDataSets } from './tally.ts';

/** A stretch of data sets of one kind of clinic, by its place in the table. */
export type Stretch = { row: number; from: number; to: number };

/** The thread's side of calibrate-pool.ts. */
const rows = rowsOf((workerData as { only: string | undefined }).only);
const reader = new ClaimsReader();

parentPort?.on('message', async (stretch: Stretch | 'finish') => {
  if (stretch === 'finish') {
    reader.close();
    parentPort!.close();
    return;
  }
  const { scenario, pledges } = rows[stretch.row]!;
  parentPort!.postMessage(await tallyDataSets(scenario, pledges, stretch, reader));
});
