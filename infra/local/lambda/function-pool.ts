import type { ExecutionEnvironment } from './execution-environment.ts';
import { failure, type InvocationResult } from './invocation.ts';

/** The execution environments of one function. */
export type FunctionPool = {
  invoke(payload: string): Promise<InvocationResult>;
  /** Kills every environment; invocations that run fail. Returns how many there were. */
  kill(): number;
  stop(): Promise<void>;
};

type Waiting = { readonly payload: string; readonly resolve: (result: InvocationResult) => void };

/**
 * One invocation at a time for each environment, and another environment for an invocation that finds none
 * free, as Lambda scales. Beyond `capacity` invocations wait, where Lambda would start more or throttle.
 *
 * @param boot starts an environment and calls `onFree` each time it can take an invocation
 */
export function createFunctionPool(
  capacity: number,
  boot: (onFree: (environment: ExecutionEnvironment) => void) => Promise<ExecutionEnvironment>,
): FunctionPool {
  const environments = new Set<ExecutionEnvironment>();
  const free: ExecutionEnvironment[] = [];
  const waiting: Waiting[] = [];
  const boots = new Set<Promise<void>>();
  /** Boots that have no process yet. */
  let starting = 0;
  let stopped = false;
  const size = (): number => environments.size + starting;

  const assign = (): void => {
    while (free.length > 0 && waiting.length > 0) {
      const environment = free.pop();
      const next = waiting.shift();
      if (!environment || !next) return;
      environment.invoke(next.payload).then(next.resolve, (error: unknown) => {
        next.resolve(failure('Runtime.Unknown', String(error)));
      });
    }
    while (!stopped && waiting.length > boots.size && size() < capacity) {
      const boot = bootOne().finally(() => {
        boots.delete(boot);
        assign();
      });
      boots.add(boot);
    }
  };

  const bootOne = async (): Promise<void> => {
    const trouble = await bootAndWatch().catch((error: unknown) => failure('Runtime.Unknown', String(error)));
    // The invocation that asked for this environment is told why it did not start; the others try again.
    if (trouble) waiting.shift()?.resolve(trouble);
  };

  const bootAndWatch = async (): Promise<InvocationResult | undefined> => {
    starting += 1;
    const environment = await boot((freed) => {
      free.push(freed);
      assign();
    }).finally(() => {
      starting -= 1;
    });
    environments.add(environment);
    if (stopped) environment.kill();
    void environment.exited.then(() => {
      environments.delete(environment);
      const index = free.indexOf(environment);
      if (index >= 0) free.splice(index, 1);
      assign();
    });
    const trouble = await environment.started;
    if (trouble) await environment.exited;
    return trouble;
  };

  return {
    invoke: (payload) => {
      if (stopped) return Promise.resolve(failure('Runner.Stopped', 'the local cloud has been stopped'));
      if (capacity === 0) {
        return Promise.resolve(failure('TooManyRequestsException', 'Rate Exceeded.'));
      }
      return new Promise((resolve) => {
        waiting.push({ payload, resolve });
        assign();
      });
    },
    kill: () => {
      const count = environments.size;
      // Killed, but not gone yet: they must get no invocation in between.
      free.length = 0;
      for (const environment of environments) environment.kill();
      return count;
    },
    stop: async () => {
      stopped = true;
      const gone = [...environments].map(({ exited }) => exited);
      for (const environment of environments) environment.kill();
      for (const { resolve } of waiting.splice(0))
        resolve(failure('Runner.Stopped', 'the local cloud has been stopped'));
      await Promise.all([...gone, ...boots]);
    },
  };
}
