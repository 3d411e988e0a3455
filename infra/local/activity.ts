/**
 * Counts whatever happens, so that "nothing has happened since" can be answered without a clock. Work begins
 * before it can have an effect and ends after its last one; something that happens in no time is noted.
 */
export type Activity = {
  /** Grows with every beginning, every end and every note. */
  readonly count: number;
  /** How many pieces of work have begun and not ended. */
  readonly running: number;
  note(): void;
  /** Runs a piece of work as activity. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves at the next change of the count. */
  changed(): Promise<void>;
};

export function createActivity(): Activity {
  let count = 0;
  let running = 0;
  let listeners: (() => void)[] = [];
  const note = (): void => {
    count += 1;
    const waiting = listeners;
    listeners = [];
    for (const listener of waiting) listener();
  };
  return {
    get count() {
      return count;
    },
    get running() {
      return running;
    },
    note,
    during: async (work) => {
      running += 1;
      note();
      try {
        return await work();
      } finally {
        running -= 1;
        note();
      }
    },
    changed: () => new Promise((resolve) => listeners.push(resolve)),
  };
}
