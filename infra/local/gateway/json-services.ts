import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Engines } from '../engines/engines.ts';
import type { Authorize, Call } from './authorization.ts';
import { type DynamodbInput, dynamodbCalls } from './dynamodb-actions.ts';
import { arnTranslation, mentionsArns } from './engine-arns.ts';
import { Refusal, type Service } from './error-format.ts';
import { sendWhole, upstream, wholeBody } from './forward.ts';
import type { Monitoring } from './monitoring.ts';
import { withOwnQueueUrls } from './queue-urls.ts';
import type { SecretStore } from './secrets.ts';
import type { SigningKeys } from './signing-keys.ts';
import { type SqsInput, sqsCalls } from './sqs-actions.ts';
import type { UserPool } from './user-pool.ts';

type Answer = (
  headers: IncomingHttpHeaders,
  body: Buffer,
  response: ServerResponse,
  authorize: Authorize,
  /** Is told the engine's answer before it is sent. */
  onAnswer?: (text: Buffer) => void,
) => Promise<void>;

export type JsonServices = {
  /** Takes a verified request, asks for leave, and has it answered. */
  answer(service: Exclude<Service, 's3'>, ...call: Parameters<Answer>): Promise<void>;
  close(): void;
};

/** The services that speak AWS JSON: DynamoDB and SQS by their engines, Secrets Manager, KMS, CloudWatch and Cognito by our own. */
export function jsonServices(parts: {
  engines: Engines;
  secrets: SecretStore;
  signingKeys: SigningKeys;
  userPool: UserPool;
  monitoring: Monitoring;
  /** Known only once the gateway listens. */
  gatewayUrl: () => string;
}): JsonServices {
  const { engines, secrets, signingKeys, userPool, monitoring, gatewayUrl } = parts;
  const tables = upstream(engines.dynamodbUrl);
  const queues = upstream(engines.queuesUrl);
  const arns = arnTranslation(tables);

  const dynamodb: Answer = async (headers, body, response, authorize, onAnswer) => {
    const target = targetOf(headers);
    const operation = operationOf(target);
    const input = parse<DynamodbInput>(body);
    authorize(dynamodbCalls(target, input));
    const translated = mentionsArns(operation);
    const asked = translated ? await arns.toEngine(operation, body) : body;
    const answer = await tables.send({ method: 'POST', path: '/', headers, body: asked });
    const text = await wholeBody(answer);
    onAnswer?.(text);
    sendWhole(response, answer, translated ? arns.fromEngine(operation, text, input) : text);
  };

  const sqs: Answer = async (headers, body, response, authorize) => {
    const target = targetOf(headers);
    authorize(sqsCalls(target, parse<SqsInput>(body)));
    const answer = await queues.send({ method: 'POST', path: '/', headers, body });
    const text = await wholeBody(answer);
    const told = answer.statusCode === 200 ? withOwnQueueUrls(operationOf(target), text, gatewayUrl()) : text;
    sendWhole(response, answer, told);
  };

  /** A service that is answered here. */
  const ownService = <Input>(service: {
    callsOf(operation: string, input: Input): Call[];
    answer(operation: string, input: Input): Promise<object> | object;
  }): Answer => {
    return async (headers, body, response, authorize) => {
      const operation = operationOf(targetOf(headers));
      const input = parse<Input>(body);
      authorize(service.callsOf(operation, input));
      sendJson(response, await service.answer(operation, input));
    };
  };

  const services = {
    dynamodb,
    sqs,
    secretsmanager: ownService(secrets),
    kms: ownService(signingKeys),
    monitoring: ownService(monitoring),
    'cognito-idp': ownService(userPool),
  };
  return {
    answer: (service, ...call) => services[service](...call),
    close: () => {
      tables.close();
      queues.close();
    },
  };
}

/** An answer of our own. */
function sendJson(response: ServerResponse, answer: object): void {
  const text = JSON.stringify(answer);
  response
    .writeHead(200, {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': Buffer.byteLength(text),
      'x-amzn-requestid': randomUUID(),
    })
    .end(text);
}

function targetOf(headers: IncomingHttpHeaders): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target;
  throw new Refusal(400, 'UnknownOperationException', 'the header X-Amz-Target is missing');
}

/** The operation in a target such as `DynamoDB_20120810.GetItem`. */
export function operationOf(target: string): string {
  return target.slice(target.indexOf('.') + 1);
}

function parse<Input>(body: Buffer): Input {
  try {
    const input: unknown = JSON.parse(body.toString() || '{}');
    if (typeof input === 'object' && input !== null) return input as Input;
  } catch {
    // Refused below, as anything else that is no object.
  }
  throw new Refusal(400, 'SerializationException', 'the request body is not a JSON object');
}
