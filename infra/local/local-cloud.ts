import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { REGION } from './account.ts';
import { createActivity } from './activity.ts';
import { startCompute } from './compute.ts';
import type { EngineName, Engines } from './engines/engines.ts';
import { workQueues } from './event-sources/event-sources.ts';
import type { Gateway } from './gateway/gateway.ts';
import { startInfrastructure } from './infrastructure.ts';
import { FunctionError } from './lambda/invocation.ts';
import type { LambdaService } from './lambda/lambda-service.ts';
import { type Progress, quiescence } from './quiescence.ts';
import { apiAudience, appClients } from './sign-in/app-clients.ts';
import { hostedSignIn } from './sign-in/hosted-sign-in.ts';
import { readyLink } from './sign-in/ready-links.ts';
import type { Person } from './sign-in/sign-in-page.ts';
import type { UsageObserver } from './usage.ts';

export type LocalCloud = {
  /** Base URL of the HTTP API, without a trailing slash. */
  readonly apiUrl: string;
  /** For clients on the host (the operator, allowed everything): spread into an SDK client's config. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Stack outputs by output key, over all stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  /** A token of a user that the HTTP API accepts, for a day. */
  tokenFor(subject: string): Promise<string>;
  /**
   * Says who can be chosen on the page that stands in for the hosted sign-in page, besides the users of the pool.
   *
   * @returns for each of them a link that signs in at once
   */
  offerSignIn(people: readonly Person[]): string[];
  /** Invokes a function by construct name and waits for its answer. Throws FunctionError when it failed. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Runs a schedule as of `scheduledTime` (ISO 8601). Throws FunctionError when its function failed. */
  fireSchedule(name: string, scheduledTime: string): Promise<void>;
  /**
   * Resolves when every stream has been read to its end, every queue is empty and nothing is running.
   *
   * @throws EngineEnded when that cannot come, since an engine has gone
   */
  quiescence(onProgress?: (progress: Progress) => void): Promise<{ deadLetters: number }>;
  /** Rejects with EngineEnded when an engine ends by itself; else never settles. */
  readonly unbroken: Promise<never>;
  /** Kills every running execution environment. Returns how many. */
  killEnvironments(): number;
  /** Stops everything that was started. A second call waits for the first. */
  stop(): Promise<void>;
};

export type LocalCloudOptions = {
  /** What `cdk synth` wrote. */
  readonly assemblyDirectory: string;
  /** Where everything is kept: data, checkpoints, logs. A start on kept data goes on where the last one stopped. */
  readonly dataDirectory: string;
  readonly engine?: EngineName;
  readonly log?: (line: string) => void;
  /** Is told of what AWS would meter. */
  readonly usage?: UsageObserver;
};

/** Expired items and old stream records are removed this often. */
const SWEEP_MILLISECONDS = 60_000;

/**
 * Runs a synthesized CDK application on this machine: its tables, buckets, queues and secrets in embedded
 * engines, its functions in processes of their own, its HTTP API, event sources and schedules.
 *
 * @throws Error naming the resource for anything in the templates that cannot be run; nothing is left running.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const cleanup = new AsyncDisposableStack();
  try {
    return await start(options, cleanup);
  } catch (error) {
    await cleanup.disposeAsync().catch(() => {}); // the first failure is the one to tell
    throw error;
  }
}

async function start(options: LocalCloudOptions, cleanup: AsyncDisposableStack): Promise<LocalCloud> {
  const log = options.log ?? (() => {});
  const assemblyDirectory = resolve(options.assemblyDirectory);
  const dataDirectory = resolve(options.dataDirectory);
  const activity = createActivity();
  const base = await startInfrastructure({ ...options, assemblyDirectory, dataDirectory, log }, cleanup);
  const compute = await startCompute(base, { dataDirectory, activity, log, usage: options.usage }, cleanup);
  keepHouse(base.engines, log, cleanup);

  const { app, queues } = base;
  const { lambda, sources, deadLetterQueues } = compute;
  const audience = apiAudience(app);
  let people: readonly Person[] = [];
  const users = (): Person[] => {
    return base.gateway.userPool.users().map(({ subject, username }) => ({ subject, name: username }));
  };
  let stopping: Promise<void> | undefined;
  base.issuer.serve(
    hostedSignIn({
      clients: appClients(app),
      people: () => [...people, ...users()],
      pool: base.gateway.userPool,
      tokenFor: base.issuer.tokenFor,
    }),
  );
  const { unbroken } = base.engines;
  const place = { activity, sources, queues, workQueues: workQueues(app), deadLetterQueues, unbroken };
  return {
    apiUrl: base.apiServer.url,
    clientConfig: { endpoint: base.gateway.url, region: REGION, credentials: admitOperator(base.gateway) },
    outputs: app.outputs(),
    tokenFor: (subject) => base.issuer.tokenFor(subject, audience),
    offerSignIn: (offered) => {
      people = offered;
      return offered.map(({ subject }) => readyLink(base.issuer.url, subject));
    },
    invoke: (functionName, event) => invoke(lambda, functionName, event),
    fireSchedule: compute.schedules.fire,
    unbroken,
    quiescence: (onProgress) => quiescence(place, onProgress),
    killEnvironments: lambda.killEnvironments,
    stop: () => {
      stopping ??= cleanup.disposeAsync();
      return stopping;
    },
  };
}

function keepHouse(engines: Engines, log: (line: string) => void, cleanup: AsyncDisposableStack): void {
  const sweeping = setInterval(() => {
    engines.sweep().catch((error: unknown) => log(`housekeeping failed: ${String(error)}`));
  }, SWEEP_MILLISECONDS);
  cleanup.defer(() => clearInterval(sweeping));
}

function admitOperator(gateway: Gateway): LocalCloud['clientConfig']['credentials'] {
  const operator = { accessKeyId: 'AKIAOPERATOR', secretAccessKey: randomBytes(30).toString('base64') };
  gateway.admit(operator.accessKeyId, operator.secretAccessKey, { name: 'operator', operator: true });
  return operator;
}

async function invoke(lambda: LambdaService, functionName: string, event: unknown): Promise<unknown> {
  const definition = lambda.find(functionName);
  const result = await lambda.invoke(definition, JSON.stringify(event ?? null));
  if (!result.ok) throw new FunctionError(definition.constructName, result.payload);
  return result.payload === '' ? null : JSON.parse(result.payload);
}
