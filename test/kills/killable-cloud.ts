import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { LocalCloud } from '../../infra/local/local-cloud.ts';

/** What the process that runs the application can be asked for. */
export type Asked =
  | { what: 'token'; subject: string }
  | { what: 'invoke'; name: string; event: unknown }
  | { what: 'quiescence' }
  | { what: 'kill-workers' }
  | { what: 'stop' };

/** What is killed: the engine of the tables, all workers, or everything at once. */
export const VICTIMS = ['engine', 'workers', 'stack'] as const;
export type Victim = (typeof VICTIMS)[number];

/** How the processes of the two engines of tables are called. */
const ENGINE = /dynoxide|DynamoDBLocal/;

/** What a client of the application needs, as it is at the moment. */
export type RunningCloud = Pick<
  LocalCloud,
  'apiUrl' | 'clientConfig' | 'outputs' | 'tokenFor' | 'invoke' | 'quiescence'
> & {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
};

/** The application in a process of its own, which may be killed at any moment, and is started again on the same data. */
export class KillableCloud {
  readonly #args: readonly string[];
  readonly #waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  #child: ChildProcess | undefined;
  #running: Promise<RunningCloud> | undefined;
  #asked = 0;
  /** How often something of it has been killed. */
  kills = 0;

  constructor(assemblyDirectory: string, dataDirectory: string) {
    this.#args = [assemblyDirectory, dataDirectory];
  }

  /** It, started again where it was killed. */
  running(): Promise<RunningCloud> {
    this.#running ??= this.#start();
    return this.#running;
  }

  /** Kills with SIGKILL. An engine is not missed for long: the rest goes with it, a moment later, and starts anew. */
  async kill(victim: Victim): Promise<void> {
    await this.running();
    this.kills += 1;
    if (victim === 'workers') {
      await this.#ask({ what: 'kill-workers' }).catch(() => undefined);
      return;
    }
    const child = this.#child!;
    if (victim === 'engine') await killEngineOf(child.pid!);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    const { s3, dynamodb } = await this.#running;
    s3.destroy();
    dynamodb.destroy();
    const gone = once(this.#child!, 'exit');
    await this.#ask({ what: 'stop' });
    await gone;
  }

  async #start(): Promise<RunningCloud> {
    const child = fork(join(import.meta.dirname, 'cloud-run.ts'), this.#args, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.once('exit', () => {
      this.#running = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error('it was killed'));
      this.#waiting.clear();
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error('it ended while it started');
    });
    const [place] = (await Promise.race([once(child, 'message'), ended])) as [
      Pick<LocalCloud, 'apiUrl' | 'clientConfig' | 'outputs'>,
    ];
    ended.catch(() => undefined);
    child.on('message', ({ number, answer, error }: { number: number; answer?: unknown; error?: string }) => {
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    return {
      ...place,
      s3: new S3Client({ ...place.clientConfig, forcePathStyle: true }),
      dynamodb: new DynamoDBClient(place.clientConfig),
      tokenFor: (subject) => this.#ask({ what: 'token', subject }) as Promise<string>,
      invoke: (name, event) => this.#ask({ what: 'invoke', name, event }),
      quiescence: () => this.#ask({ what: 'quiescence' }) as Promise<{ deadLetters: number }>,
    };
  }

  #ask(asked: Asked): Promise<unknown> {
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve, reject) => {
      if (!this.#child?.connected) {
        reject(new Error('it was killed'));
        return;
      }
      this.#waiting.set(number, { resolve, reject });
      this.#child.send({ ...asked, number });
    });
  }
}

async function killEngineOf(pid: number): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [own, parent, ...args] = line.trim().split(/\s+/);
      return { pid: Number(own), parent: Number(parent), args: args.join(' ') };
    });
  const below = (of: number): typeof processes =>
    processes.filter(({ parent }) => parent === of).flatMap((one) => [one, ...below(one.pid)]);
  for (const one of below(pid)) if (ENGINE.test(one.args)) process.kill(one.pid, 'SIGKILL');
}
