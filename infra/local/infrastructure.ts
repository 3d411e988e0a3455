import { mkdirSync } from 'node:fs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ACCOUNT, REGION } from './account.ts';
import { type Application, application } from './assembly/application.ts';
import type { RunningFacts } from './assembly/attributes.ts';
import { readCloudAssembly } from './assembly/cloud-assembly.ts';
import { type EngineName, type Engines, startEngines } from './engines/engines.ts';
import { type Gateway, type ObjectEvent, startGateway } from './gateway/gateway.ts';
import { type HttpServer, startHttpServer } from './http-api/http-server.ts';
import { type IdentityIssuer, startIdentityIssuer } from './identity-issuer.ts';
import { type Provisioned, provision } from './provision/provision.ts';
import { type Queues, queues as queuesOf } from './queues.ts';
import { readyLink } from './sign-in/ready-links.ts';
import type { UsageObserver } from './usage.ts';

/** What functions and event sources stand on: engines with everything created, the front door, identity. */
export type Infrastructure = {
  readonly app: Application;
  readonly engines: Engines;
  readonly gateway: Gateway;
  readonly issuer: IdentityIssuer;
  readonly apiServer: HttpServer;
  readonly queues: Queues;
  readonly provisioned: Provisioned;
  /** Says who gets object events from now on. */
  onObjectEvent(listener: (event: ObjectEvent) => Promise<void>): void;
};

export type InfrastructureOptions = {
  readonly assemblyDirectory: string;
  readonly dataDirectory: string;
  readonly engine?: EngineName;
  readonly log: (line: string) => void;
  readonly usage?: UsageObserver | undefined;
};

/** Starts it all and creates what the templates say. Whatever was started is in `cleanup`, also when this throws. */
export async function startInfrastructure(
  options: InfrastructureOptions,
  cleanup: AsyncDisposableStack,
): Promise<Infrastructure> {
  const { dataDirectory, engine, log, usage } = options;
  const stacks = readCloudAssembly(options.assemblyDirectory);
  mkdirSync(dataDirectory, { recursive: true });

  const issuer = await startIdentityIssuer();
  cleanup.defer(issuer.stop);
  const apiServer = await startHttpServer();
  cleanup.defer(apiServer.stop);
  const engines = await startEngines({ dataDirectory, log, ...(engine && { engine }) });
  cleanup.defer(engines.stop);

  let listener = async (_: ObjectEvent): Promise<void> => {};
  const onObjectEvent = (event: ObjectEvent): Promise<void> => listener(event);
  const gateway = await startGateway({
    ...{ dataDirectory, engines, onObjectEvent, usage },
    // Not to whom: the address is the pool's alone, and no log's.
    onInvitation: ({ subject }) => {
      log(`invited: ${subject}; to sign in as this user: ${readyLink(issuer.url, subject)}`);
    },
  });
  cleanup.defer(gateway.stop);

  const provisioned: Provisioned = { streams: new Map(), secretArns: new Map() };
  const app = application(stacks, runningFacts({ gateway, issuer, apiServer, provisioned }));
  const queues = connectQueues(engines, cleanup);
  await provision(app, { engines, gateway, queues }, provisioned);
  return {
    ...{ app, engines, gateway, issuer, apiServer, queues, provisioned },
    onObjectEvent: (next) => {
      listener = next;
    },
  };
}

function runningFacts(
  place: Pick<Infrastructure, 'gateway' | 'issuer' | 'apiServer' | 'provisioned'>,
): RunningFacts {
  const known = (value: string | undefined, what: string): string => {
    if (value === undefined) throw new Error(`${what} is not known before it is created`);
    return value;
  };
  const { streams, secretArns } = place.provisioned;
  return {
    apiUrl: () => place.apiServer.url,
    issuerUrl: () => place.issuer.url,
    queueUrl: (name) => `${place.gateway.url}/${ACCOUNT}/${name}`,
    streamArn: (table) => known(streams.get(table)?.arn, `the stream of ${table}`),
    secretArn: (id, stack) => known(secretArns.get(`${stack}/${id}`), `the ARN of ${stack}/${id}`),
  };
}

/** The runner itself talks to the queue engine directly: it is no principal of the application. */
function connectQueues(engines: Engines, cleanup: AsyncDisposableStack): Queues {
  const client = new SQSClient({
    region: REGION,
    endpoint: engines.queuesUrl,
    credentials: { accessKeyId: 'runner', secretAccessKey: 'runner' },
    // Longer than it waits for messages.
    requestHandler: { requestTimeout: 60_000, throwOnRequestTimeout: true },
  });
  cleanup.defer(() => client.destroy());
  return queuesOf(client, (name) => `${engines.queuesUrl}/${ACCOUNT}/${name}`);
}
