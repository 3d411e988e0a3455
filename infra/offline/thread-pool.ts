import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TaskResult, ThreadStart, ThreadTask } from './thread-tasks.ts';

/** One thread, asked one thing at a time. */
export type Thread = {
  ask<Task extends ThreadTask>(task: Task): Promise<TaskResult[Task['do']]>;
};

/** Threads that read and derive. A thread that fails fails what it was asked. */
export class ThreadPool {
  readonly #workers: Worker[];

  constructor(count: number, start: ThreadStart) {
    const file = new URL('./thread.ts', import.meta.url);
    this.#workers = Array.from({ length: count }, () => new Worker(file, { workerData: start }));
  }

  /**
   * Lets every thread do tasks until there are none left, each thread its next one as soon as it is free.
   *
   * @param work gets a thread and does all that this thread shall do
   */
  async each(work: (thread: Thread) => Promise<void>): Promise<void> {
    await Promise.all(this.#workers.map((worker) => work({ ask: (task) => ask(worker, task) })));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

async function ask<Task extends ThreadTask>(worker: Worker, task: Task): Promise<TaskResult[Task['do']]> {
  const answer = once(worker, 'message'); // rejects when the thread fails instead
  worker.postMessage(task);
  const [result] = await answer;
  return result as TaskResult[Task['do']];
}
