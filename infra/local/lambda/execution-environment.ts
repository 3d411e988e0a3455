import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startSupervised } from '../engines/supervised-process.ts';
import { type Credentials, environmentVariables } from './environment-variables.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { failure, type InvocationResult } from './invocation.ts';
import { startRuntimeApi } from './runtime-api.ts';

const RUNTIME_CLIENT = fileURLToPath(import.meta.resolve('aws-lambda-ric'));
const PRELOAD = fileURLToPath(new URL('rapid-client.cjs', import.meta.url));
/** How long a function may take to start before it counts as failed (Lambda's init phase). */
const INIT_SECONDS = 10;

export type ExecutionEnvironment = {
  /** Resolves once the process waits for its first invocation; or with what went wrong before that. */
  readonly started: Promise<InvocationResult | undefined>;
  readonly exited: Promise<void>;
  invoke(payload: string): Promise<InvocationResult>;
  kill(): void;
};

export type EnvironmentOptions = {
  readonly definition: FunctionDefinition;
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Takes what the process writes, and what Lambda would add to its log. */
  readonly log: NodeJS.WritableStream;
  /** The environment is free for an invocation. */
  onFree(environment: ExecutionEnvironment): void;
  /** How long the start has taken, or an invocation. */
  onRun(run: { start: boolean; milliseconds: number }): void;
};

/**
 * Starts one process that runs the function's bundle under AWS's runtime client, one invocation at a time.
 * It ends when it is killed, exits by itself, runs over its time, or when the runner is gone.
 */
export async function bootEnvironment(options: EnvironmentOptions): Promise<ExecutionEnvironment> {
  const { definition, log } = options;
  const start = Promise.withResolvers<InvocationResult | undefined>();
  let running: { requestId: string; fail: (result: InvocationResult) => void } | undefined;

  const begun = performance.now();
  let starting = true;
  const api = await startRuntimeApi({
    onNext: () => {
      clearTimeout(initTimer);
      if (starting) options.onRun({ start: true, milliseconds: performance.now() - begun });
      starting = false;
      start.resolve(undefined);
      options.onFree(environment);
    },
    onInitError: (payload) => start.resolve({ ok: false, payload }),
  });
  const logStream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID()}`;
  const child = startSupervised(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes(definition)}`, '--require', PRELOAD, RUNTIME_CLIENT],
    {
      cwd: definition.codeDirectory,
      env: environmentVariables(definition, {
        runtimeApi: `127.0.0.1:${api.port}`,
        endpoint: options.endpoint,
        credentials: options.credentials,
        logStream,
      }),
    },
  );
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });

  const initTimer = setTimeout(() => {
    start.resolve(failure('Sandbox.Timedout', `Init phase timed out after ${INIT_SECONDS} seconds`));
    child.kill();
  }, INIT_SECONDS * 1000);

  const exited = child.exited.then((code) => {
    clearTimeout(initTimer);
    void api.close();
    const reason = exitReason(code);
    const requestId = running?.requestId ?? randomUUID();
    const result = failure(
      'Runtime.ExitError',
      `RequestId: ${requestId} Error: Runtime exited with error: ${reason}`,
    );
    running?.fail(result);
    start.resolve(result);
  });

  const environment: ExecutionEnvironment = {
    started: start.promise,
    exited,
    kill: () => child.kill(),
    invoke: async (payload) => {
      const requestId = randomUUID();
      const milliseconds = definition.timeoutSeconds * 1000;
      const broken = Promise.withResolvers<InvocationResult>();
      running = { requestId, fail: broken.resolve };
      const timer = setTimeout(() => {
        const message = `Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`;
        log.write(`${new Date().toISOString()} ${requestId} ${message}\n\n`);
        broken.resolve(failure('Sandbox.Timedout', `RequestId: ${requestId} Error: ${message}`));
        child.kill();
      }, milliseconds);
      const deadline = Date.now() + milliseconds;
      const invoked = performance.now();
      try {
        const answer = api.dispatch({ requestId, functionArn: definition.arn, deadline, payload });
        return await Promise.race([answer, broken.promise]);
      } finally {
        clearTimeout(timer);
        options.onRun({ start: false, milliseconds: performance.now() - invoked });
        running = undefined;
      }
    },
  };
  return environment;
}

/** Lambda's Node.js runtime leaves a tenth of the memory to everything but the heap. */
function heapMegabytes({ memoryMegabytes }: FunctionDefinition): number {
  return Math.floor(memoryMegabytes * 0.9);
}

/** In the words of Lambda; the supervisor reports signal n as 128 + n. */
function exitReason(code: number): string {
  if (code <= 128) return `exit status ${code}`;
  const words: Readonly<Record<number, string>> = { 6: 'aborted', 9: 'killed', 11: 'segmentation fault' };
  return `signal: ${words[code - 128] ?? code - 128}`;
}
