import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Stretch } from './calibrate-thread.ts';
import type { Rows } from './rows.ts';
import { addTally, type Tally } from './tally.ts';

/** Data sets that a thread does at a time: often enough for a line of progress. */
const STRETCH_DATASETS = 20;

export type Run = {
  datasets: number;
  only: string | undefined;
  threads: number;
  onProgress: (done: number, of: number) => void;
};

/**
 * Judges data sets of every kind of clinic in threads.
 *
 * @returns for each of the rows the tallies of its pledges
 */
export async function tallyInThreads(rows: readonly Rows[], run: Run): Promise<Tally[][]> {
  const stretches = stretchesOf(rows.length, run.datasets);
  const tallies = rows.map(({ pledges }) => pledges.map((): Tally => ({ datasets: 0, said: 0, kept: 0 })));
  const queue = stretches.values();
  let done = 0;
  const work = async (worker: Worker) => {
    for (const stretch of queue) {
      for (const [nth, tally] of (await ask(worker, stretch)).entries()) {
        addTally(tallies[stretch.row]![nth]!, tally);
      }
      done += 1;
      run.onProgress(done, stretches.length);
    }
    worker.postMessage('finish');
  };
  const file = new URL('./calibrate-thread.ts', import.meta.url);
  const workers = Array.from(
    { length: run.threads },
    () => new Worker(file, { workerData: { only: run.only } }),
  );
  try {
    await Promise.all(workers.map(work));
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  }
  return tallies;
}

/** Row by row: the truth of one kind of clinic is worked out once in every thread. */
function stretchesOf(rows: number, datasets: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let from = 0; from < datasets; from += STRETCH_DATASETS) {
      stretches.push({ row, from, to: Math.min(from + STRETCH_DATASETS, datasets) });
    }
  }
  return stretches;
}

async function ask(worker: Worker, stretch: Stretch): Promise<Tally[]> {
  const answer = once(worker, 'message'); // rejects when the thread fails instead
  worker.postMessage(stretch);
  const [tallies] = await answer;
  return tallies as Tally[];
}
