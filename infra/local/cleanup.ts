/** Undoes what was started, the last thing first, once. */
export type Cleanup = {
  add(undo: () => Promise<void> | void): void;
  /** Runs every step even when one fails, then throws the first failure. A second call waits for the first. */
  run(): Promise<void>;
};

export function createCleanup(): Cleanup {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | undefined;
  const runAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let undo = steps.pop(); undo; undo = steps.pop()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (undo) => {
      steps.push(undo);
    },
    run: () => {
      running ??= runAll();
      return running;
    },
  };
}
