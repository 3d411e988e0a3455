import type { CallKind, Schedule } from './schedule.ts';

/** How often workers come to their turn: some so slowly that all others are done before. */
const PACES = [
  [1, 12],
  [0.1, 2],
  [0.003, 1],
] as const;
/** How far clocks of two machines are apart, at most: AWS says less than a second, and we ask for more. */
const SKEW_MILLISECONDS = 5_000;

/** A process: what runs in it, by which clock, and whether it is still there. */
export class Worker {
  readonly name: string;
  readonly pace: number;
  readonly #schedule: Schedule;
  readonly #skew: number;
  readonly #atEnd = new Set<() => void>();
  isAlive = true;

  constructor(schedule: Schedule, name: string) {
    this.#schedule = schedule;
    this.name = name;
    this.pace = schedule.random.weighted(PACES);
    this.#skew = schedule.random.integer(-SKEW_MILLISECONDS, SKEW_MILLISECONDS);
  }

  readonly clock = (): Date => new Date(this.#schedule.now + this.#skew);

  /** Asks something of the world. */
  call<Answer>(kind: CallKind, label: string, act: () => Answer): Promise<Answer> {
    return this.#schedule.call(this, kind, label, act);
  }

  /** Runs some work. @returns what came of it, `killed` where the worker was before it had ended */
  async run<Result>(
    work: () => Promise<Result>,
  ): Promise<{ result: Result } | { error: unknown } | 'killed'> {
    let end = () => {};
    const killed = new Promise<'killed'>((resolve) => {
      end = () => resolve('killed');
      this.#atEnd.add(end);
    });
    const done = work().then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    const outcome = await Promise.race([done, killed]);
    this.#atEnd.delete(end);
    return outcome;
  }

  kill(): void {
    this.isAlive = false;
    this.#schedule.forget(this);
    for (const end of this.#atEnd) end();
  }
}
