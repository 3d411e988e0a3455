import type { Schedule } from '../schedule/schedule.ts';
import { Worker } from '../schedule/worker.ts';

/** What became of an invocation: its answer, or that it failed, or whose worker was killed. */
export type Invoked<Answer> = { result: Answer } | { error: unknown } | { killed: Worker };

/**
 * The execution environments of one function: each takes one event at a time, keeps what it remembers for the next one,
 * and is gone when it is killed.
 */
export class Environments<Event, Answer> {
  readonly #schedule: Schedule;
  readonly #name: string;
  readonly #start: (worker: Worker) => (event: Event) => Promise<Answer>;
  readonly #idle: { worker: Worker; handler: (event: Event) => Promise<Answer> }[] = [];
  #started = 0;
  running = 0;

  constructor(
    schedule: Schedule,
    name: string,
    start: (worker: Worker) => (event: Event) => Promise<Answer>,
  ) {
    this.#schedule = schedule;
    this.#name = name;
    this.#start = start;
  }

  async invoke(event: Event): Promise<Invoked<Answer>> {
    const environment = this.#nextIdle() ?? this.#new();
    this.running += 1;
    const outcome = await environment.worker.run(() => environment.handler(event));
    this.running -= 1;
    if (environment.worker.isAlive) this.#idle.push(environment);
    return outcome === 'killed' ? { killed: environment.worker } : outcome;
  }

  /** One that has answered may have been killed since, by what it had left under way. */
  #nextIdle() {
    let next = this.#idle.pop();
    while (next && !next.worker.isAlive) next = this.#idle.pop();
    return next;
  }

  #new() {
    this.#started += 1;
    const worker = new Worker(this.#schedule, `${this.#name}-${this.#started}`);
    return { worker, handler: this.#start(worker) };
  }
}
