import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Activity } from '../activity.ts';
import type { Role } from '../assembly/roles.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { UsageObserver } from '../usage.ts';
import { bootEnvironment } from './execution-environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { createFunctionPool, type FunctionPool } from './function-pool.ts';
import { failure, type InvocationResult, LONGEST_PAYLOAD } from './invocation.ts';

/** All functions of the application, ready to be invoked. */
export type LambdaService = {
  readonly definitions: readonly FunctionDefinition[];
  /** By ARN, physical name or construct name. Throws when there is no such function. */
  find(reference: string): FunctionDefinition;
  /** Waits for the answer. `payload` is the JSON text of the event. */
  invoke(definition: FunctionDefinition, payload: string): Promise<InvocationResult>;
  killEnvironments(): number;
  stop(): Promise<void>;
};

/** More environments than cores only wait for each other; fewer than two would hide what runs at once. */
const ENVIRONMENTS_PER_FUNCTION = Math.max(2, Math.min(4, availableParallelism()));

/**
 * Sets up each function with an access key of its own, which the gateway knows as the function's role.
 * No process is started before the first invocation.
 */
export function startLambdaService(options: {
  definitions: readonly FunctionDefinition[];
  roles: ReadonlyMap<string, Role>;
  gateway: Gateway;
  activity: Activity;
  logDirectory: string;
  usage?: Pick<UsageObserver, 'onRun'> | undefined;
}): LambdaService {
  const { definitions, gateway, activity, usage } = options;
  mkdirSync(options.logDirectory, { recursive: true });
  const pools = new Map<string, FunctionPool>();
  const logs: WriteStream[] = [];
  const keys: string[] = [];
  for (const definition of definitions) {
    const role = options.roles.get(definition.roleArn);
    if (!role) throw new Error(`${definition.constructName} has a role that the templates do not define`);
    const credentials = {
      accessKeyId: `ASIA${randomHex(16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    };
    gateway.admit(credentials.accessKeyId, credentials.secretAccessKey, role);
    keys.push(credentials.accessKeyId);
    const log = createWriteStream(join(options.logDirectory, `${definition.constructName}.log`), {
      flags: 'a',
    });
    logs.push(log);
    const capacity = Math.min(
      ENVIRONMENTS_PER_FUNCTION,
      definition.reservedConcurrency ?? Number.POSITIVE_INFINITY,
    );
    const boot = (onFree: Parameters<Parameters<typeof createFunctionPool>[1]>[0]) =>
      bootEnvironment({
        ...{ definition, endpoint: gateway.url, credentials, log, onFree },
        onRun: (run) =>
          usage?.onRun({
            functionName: definition.constructName,
            role: role.name,
            memoryMegabytes: definition.memoryMegabytes,
            ...run,
          }),
      });
    pools.set(definition.arn, createFunctionPool(capacity, boot));
  }

  const pool = ({ arn }: FunctionDefinition): FunctionPool => {
    const found = pools.get(arn);
    if (!found) throw new Error(`no function ${arn}`);
    return found;
  };

  return {
    definitions,
    find: (reference) => {
      const unqualified = reference.replace(/:\$LATEST$/, '');
      const found = definitions.find(
        ({ arn, name, constructName }) =>
          arn === unqualified || name === unqualified || constructName === unqualified,
      );
      if (found) return found;
      const known = definitions.map(({ constructName }) => constructName).join(', ');
      throw new Error(`no function ${reference}; there are ${known}`);
    },
    invoke: async (definition, payload) => {
      if (Buffer.byteLength(payload) > LONGEST_PAYLOAD) {
        return failure('RequestEntityTooLargeException', `the event is longer than ${LONGEST_PAYLOAD} bytes`);
      }
      return activity.during(definition.constructName, () => pool(definition).invoke(payload));
    },
    killEnvironments: () => [...pools.values()].reduce((sum, each) => sum + each.kill(), 0),
    stop: async () => {
      await Promise.all([...pools.values()].map((each) => each.stop()));
      for (const key of keys) gateway.dismiss(key);
      await Promise.all(logs.map((log) => new Promise<void>((resolve) => log.end(() => resolve()))));
    },
  };
}

function randomHex(digits: number): string {
  return randomBytes(digits / 2)
    .toString('hex')
    .toUpperCase();
}
