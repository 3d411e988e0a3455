/** A wait that can be cut short. */
export type Pause = {
  /** Resolves after `milliseconds`, or at the next `end()`. */
  during(milliseconds: number): Promise<void>;
  end(): void;
};

export function createPause(): Pause {
  const waiting = new Set<() => void>();
  return {
    during: (milliseconds) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        waiting.add(end);
      }),
    end: () => {
      for (const end of waiting) end();
    },
  };
}
