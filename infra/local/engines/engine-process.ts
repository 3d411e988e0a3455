import { setTimeout as delay } from 'node:timers/promises';
import { engineHeaders } from './engine-headers.ts';
import { freePort } from './free-port.ts';
import { type SupervisedProcess, startSupervised } from './supervised-process.ts';

export type EngineProcess = {
  readonly url: string;
  /** Rejects with EngineEnded when the process ends and nobody has stopped it; else never settles. */
  readonly unbroken: Promise<never>;
  stop(): Promise<void>;
};

/** An engine has ended by itself, so that nothing that was asked of it will be answered. */
export class EngineEnded extends Error {
  override readonly name = 'EngineEnded';
}

export type EngineCommand = {
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Where the engine may leave files of its own. */
  cwd?: string;
};

/** A port can be taken between our look and the engine's bind, so a start is tried again on another. */
const STARTS = 3;

/**
 * Starts a DynamoDB engine on a free port of 127.0.0.1 and resolves once it answers ListTables.
 *
 * @param commandFor the command line for a port.
 * @throws Error with the end of the engine's own output when it ends instead, or is silent for too long.
 */
export async function startEngineProcess(
  name: string,
  commandFor: (port: number) => EngineCommand | Promise<EngineCommand>,
  options: { timeoutMilliseconds: number; log: (line: string) => void },
): Promise<EngineProcess> {
  let failure = '';
  for (let start = 0; start < STARTS; start += 1) {
    const port = await freePort();
    const { command, args, ...surroundings } = await commandFor(port);
    const engine = startSupervised(command, args, surroundings);
    const output = lastLines(engine);
    const ended = engine.exited.then((code) => `it ended with exit code ${code}`);
    const url = `http://127.0.0.1:${port}`;
    const outcome = await Promise.race([ended, whenReady(url, options.timeoutMilliseconds)]);
    if (outcome === 'ready') {
      options.log(`${name} is ready at ${url}`);
      return running(name, url, engine, output);
    }
    engine.kill();
    await engine.exited;
    failure = `${outcome}: ${output() || 'no output'}`;
    if (!/in use/i.test(output())) break;
  }
  throw new Error(`${name} did not start, ${failure}`);
}

function running(name: string, url: string, engine: SupervisedProcess, output: () => string): EngineProcess {
  let stopped = false;
  const unbroken = engine.exited.then((code) => {
    if (stopped) return new Promise<never>(() => {});
    throw new EngineEnded(
      `${name} has ended by itself with exit code ${code}; it last said: ${output() || 'nothing'}`,
    );
  });
  unbroken.catch(() => {}); // whoever waits for the engine is told
  const stop = (): Promise<void> => {
    stopped = true;
    return engine.stop();
  };
  return { url, unbroken, stop };
}

/** Polls because an open port is not yet a working engine, and none of them announces its readiness alike. */
async function whenReady(url: string, timeoutMilliseconds: number): Promise<string> {
  const deadline = Date.now() + timeoutMilliseconds;
  while (Date.now() < deadline) {
    if (await answers(url)) return 'ready';
    await delay(10);
  }
  return `no answer within ${timeoutMilliseconds / 1000} s`;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: engineHeaders('DynamoDB_20120810.ListTables'),
      body: '{}',
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function lastLines(engine: SupervisedProcess): () => string {
  let text = '';
  const keep = (chunk: Buffer): void => {
    text = (text + chunk.toString()).slice(-2_000);
  };
  engine.stdout.on('data', keep);
  engine.stderr.on('data', keep);
  return () => text.trim();
}
