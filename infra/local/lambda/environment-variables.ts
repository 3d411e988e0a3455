import { REGION } from '../account.ts';
import type { FunctionDefinition } from './function-definition.ts';

export type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/**
 * Everything that a function's process sees of the world: the variables of its template, what Lambda itself
 * sets, and the endpoint variables of the AWS SDKs. Nothing of the host's environment and nothing of another
 * function's, so a missing variable or grant is missing here too.
 */
export function environmentVariables(
  definition: FunctionDefinition,
  place: { runtimeApi: string; endpoint: string; credentials: Credentials; logStream: string },
): Record<string, string> {
  return {
    ...definition.environment,
    _HANDLER: definition.handler,
    AWS_ACCESS_KEY_ID: place.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: place.credentials.secretAccessKey,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    ...(definition.applicationLogLevel && { AWS_LAMBDA_LOG_LEVEL: definition.applicationLogLevel }),
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    LAMBDA_TASK_ROOT: definition.codeDirectory,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
    // Without it Windows opens no socket.
    ...(process.env['SystemRoot'] && { SystemRoot: process.env['SystemRoot'] }),
    // The general one too: a service that does not run here must be refused, not called on AWS.
    AWS_ENDPOINT_URL: place.endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: place.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: place.endpoint,
    AWS_ENDPOINT_URL_KMS: place.endpoint,
    AWS_ENDPOINT_URL_S3: place.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: place.endpoint,
    AWS_ENDPOINT_URL_SQS: place.endpoint,
  };
}
