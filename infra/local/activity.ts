/**
 * Counts whatever happens, so that "nothing has happened since" can be answered without a clock. Work begins
 * before it can have an effect and ends after its last one; something that happens in no time is noted.
 */
export type Activity = {
  /** Grows with every beginning, every end and every note. */
  readonly count: number;
  /** How many pieces of work have begun and not ended. */
  readonly running: number;
  /** Which work has begun and not ended, and how long it has run, in milliseconds; what has run longest first. */
  underWay(): { readonly what: string; readonly milliseconds: number }[];
  note(): void;
  /** Runs a piece of work as activity. @param what names it for whoever asks what is under way */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Resolves at the next change of the count. */
  changed(): Promise<void>;
};

export function createActivity(): Activity {
  let count = 0;
  const begun = new Set<{ what: string; at: number }>();
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
      return begun.size;
    },
    underWay: () => [...begun].map(({ what, at }) => ({ what, milliseconds: performance.now() - at })),
    note,
    during: async (what, work) => {
      const piece = { what, at: performance.now() };
      begun.add(piece);
      note();
      try {
        return await work();
      } finally {
        begun.delete(piece);
        note();
      }
    },
    changed: () => new Promise((resolve) => listeners.push(resolve)),
  };
}
