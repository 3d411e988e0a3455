import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadStart, ThreadTask } from './thread-tasks.ts';

/** The thread's side of thread-pool.ts. */
enableCompileCache();
// Loaded only now, so that the cache holds for it.
const { TaskRunner } = await import('./thread-tasks.ts');
const runner = new TaskRunner(workerData as ThreadStart);

parentPort!.on('message', async (task: ThreadTask) => {
  const { result, transfer } = await runner.run(task);
  parentPort!.postMessage(result, transfer);
});
