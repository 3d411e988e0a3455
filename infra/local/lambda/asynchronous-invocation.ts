import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { arnService } from '../account.ts';
import type { Queues } from '../queues.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvocationResult } from './invocation.ts';
import type { LambdaService } from './lambda-service.ts';

/**
 * Lambda waits one minute before the first retry of an asynchronous event and two before the second. Nobody
 * at a terminal wants to; the order of things is the same.
 */
const RETRY_DELAY_MILLISECONDS = 250;

export type AsynchronousInvoker = (
  definition: FunctionDefinition,
  payload: string,
  signal?: AbortSignal,
) => Promise<InvocationResult>;

/**
 * Invokes a function as S3 notifications and schedules do: failures are retried as its event invoke
 * configuration says (twice by default), then the event goes to the function's dead-letter queue and a
 * record of the failure to its on-failure destination.
 *
 * @returns a function that resolves with the last answer
 */
export function asynchronousInvoker(
  lambda: Pick<LambdaService, 'invoke'>,
  queues: Queues,
): AsynchronousInvoker {
  return async (definition, payload, signal) => {
    const { retryAttempts, deadLetterArn, onFailureArn } = definition.asynchronous;
    const requestId = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const result = await lambda.invoke(definition, payload);
      if (result.ok || signal?.aborted) return result;
      if (attempt <= retryAttempts) {
        await delay(RETRY_DELAY_MILLISECONDS * attempt);
        continue;
      }
      if (deadLetterArn) await queues.send(queueOnly(deadLetterArn), payload);
      if (onFailureArn) {
        await queues.send(
          queueOnly(onFailureArn),
          failureRecord(definition, { requestId, attempt, payload, result }),
        );
      }
      return result;
    }
  };
}

/** The record of a destination (Lambda developer guide, "Adding a destination"). */
function failureRecord(
  definition: FunctionDefinition,
  outcome: { requestId: string; attempt: number; payload: string; result: InvocationResult },
): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: outcome.requestId,
      functionArn: `${definition.arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: outcome.attempt,
    },
    requestPayload: JSON.parse(outcome.payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: JSON.parse(outcome.result.payload),
  });
}

function queueOnly(target: string): string {
  if (arnService(target) !== 'sqs') throw new Error(`only queues can take failed events here, not ${target}`);
  return target;
}
