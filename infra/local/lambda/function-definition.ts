import { existsSync, statSync } from 'node:fs';
import type { Application, Resource } from '../assembly/application.ts';
import { constructNames } from '../assembly/construct-name.ts';
import { isRecord } from '../assembly/template.ts';
import { onFailure } from './on-failure.ts';

/** A function as its template describes it. */
export type FunctionDefinition = {
  readonly name: string;
  readonly arn: string;
  /** What its author calls it; also the name of its log file. */
  readonly constructName: string;
  readonly roleArn: string;
  /** Absolute path of the unpacked bundle. */
  readonly codeDirectory: string;
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency?: number;
  readonly logFormat: 'Text' | 'JSON';
  readonly applicationLogLevel?: string;
  readonly asynchronous: {
    readonly retryAttempts: number;
    /** ARN of the queue that a finally failed asynchronous event goes to. */
    readonly deadLetterArn?: string;
    readonly onFailureArn?: string;
  };
};

/** Lambda's own defaults (CreateFunction, PutFunctionEventInvokeConfig). */
const DEFAULT_MEMORY_MEGABYTES = 128;
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_ASYNCHRONOUS_RETRIES = 2;

/** Settings that would change what a function does and that have no counterpart here. */
const UNSUPPORTED = ['Layers', 'ImageConfig', 'FileSystemConfigs', 'CodeSigningConfigArn', 'DurableConfig'];

/**
 * Reads the functions of an application. CDK's own custom-resource provider is left out: what it would do on
 * deployment, the runner does itself.
 *
 * @throws Error naming the function for a runtime that is not Node.js and for settings that cannot be honoured.
 */
export function functionDefinitions(app: Application): FunctionDefinition[] {
  const providers = new Set(
    app.resources('Custom::S3BucketNotifications').map((resource) => resource.property('ServiceToken')),
  );
  const resources = app
    .resources('AWS::Lambda::Function')
    .filter((entry) => !providers.has(entry.attribute('Arn')));
  const names = constructNames(resources);
  const configs = app.resources('AWS::Lambda::EventInvokeConfig').map((resource) => resource.properties());
  return resources.map((resource) =>
    definition(app, resource, names.get(resource) ?? resource.logicalId, configs),
  );
}

function definition(
  app: Application,
  resource: Resource,
  constructName: string,
  invokeConfigs: readonly Record<string, unknown>[],
): FunctionDefinition {
  const { label } = resource;
  const properties = resource.properties();
  for (const name of UNSUPPORTED) {
    if (properties[name] !== undefined) throw new Error(`${label}: ${name} is not supported locally`);
  }
  const runtime = String(properties['Runtime']);
  if (!runtime.startsWith('nodejs'))
    throw new Error(`${label}: the runtime ${runtime} is not supported locally`);
  const invokeConfig = invokeConfigs.find(({ FunctionName }) =>
    [resource.ref(), resource.attribute('Arn')].includes(String(FunctionName)),
  );
  const logging = isRecord(properties['LoggingConfig']) ? properties['LoggingConfig'] : {};
  const deadLetters = properties['DeadLetterConfig'] as { TargetArn?: string } | undefined;
  const onFailureArn = onFailure(invokeConfig?.['DestinationConfig']);
  return {
    name: resource.ref(),
    arn: resource.attribute('Arn'),
    constructName,
    roleArn: String(properties['Role']),
    codeDirectory: codeDirectory(app, resource),
    handler: String(properties['Handler']),
    runtime,
    memoryMegabytes: Number(properties['MemorySize'] ?? DEFAULT_MEMORY_MEGABYTES),
    timeoutSeconds: Number(properties['Timeout'] ?? DEFAULT_TIMEOUT_SECONDS),
    environment: environment(properties['Environment'], label),
    ...(properties['ReservedConcurrentExecutions'] !== undefined && {
      reservedConcurrency: Number(properties['ReservedConcurrentExecutions']),
    }),
    logFormat: logging['LogFormat'] === 'JSON' ? 'JSON' : 'Text',
    ...(typeof logging['ApplicationLogLevel'] === 'string' && {
      applicationLogLevel: logging['ApplicationLogLevel'],
    }),
    asynchronous: {
      retryAttempts: Number(invokeConfig?.['MaximumRetryAttempts'] ?? DEFAULT_ASYNCHRONOUS_RETRIES),
      ...(deadLetters?.TargetArn && { deadLetterArn: deadLetters.TargetArn }),
      ...(onFailureArn && { onFailureArn }),
    },
  };
}

function codeDirectory(app: Application, resource: Resource): string {
  const code = resource.property('Code');
  const key = isRecord(code) ? code['S3Key'] : undefined;
  const path = typeof key === 'string' ? app.asset(resource.stack, key) : undefined;
  if (!path || !existsSync(path) || !statSync(path).isDirectory()) {
    throw new Error(`${resource.label}: expected its code as a directory asset of the cloud assembly`);
  }
  return path;
}

function environment(value: unknown, label: string): Record<string, string> {
  const variables = isRecord(value) && isRecord(value['Variables']) ? value['Variables'] : {};
  for (const [name, content] of Object.entries(variables)) {
    if (typeof content !== 'string') throw new Error(`${label}: the environment variable ${name} is no text`);
    if (RESERVED_VARIABLES.has(name))
      throw new Error(`${label}: ${name} is reserved by Lambda and cannot be set`);
  }
  return variables as Record<string, string>;
}

/** Lambda refuses a function that sets these (Lambda developer guide, "Reserved environment variables"). */
const RESERVED_VARIABLES: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
