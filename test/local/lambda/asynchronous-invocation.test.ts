import { describe, expect, it } from 'vitest';
import { asynchronousInvoker } from '../../../infra/local/lambda/asynchronous-invocation.ts';
import type { FunctionDefinition } from '../../../infra/local/lambda/function-definition.ts';
import { failure } from '../../../infra/local/lambda/invocation.ts';
import type { Queues } from '../../../infra/local/queues.ts';

const dead = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const failed = 'arn:aws:sqs:eu-west-1:000000000000:failed';

/** Invokes a function that fails a number of times. */
async function run(failures: number, asynchronous: FunctionDefinition['asynchronous']) {
  let invocations = 0;
  const sent: [string, unknown][] = [];
  const invoke = async () => {
    invocations += 1;
    return invocations <= failures ? failure('Error', 'no') : { ok: true, payload: '"yes"' };
  };
  const queues = {
    send: async (arn: string, body: string) => void sent.push([arn, JSON.parse(body)]),
  } as unknown as Queues;
  const definition = { arn: 'arn:f', asynchronous } as FunctionDefinition;
  const result = await asynchronousInvoker({ invoke }, queues)(definition, '{"a":1}');
  return { ok: result.ok, invocations, sent };
}

describe('asynchronousInvoker', () => {
  it('retries as often as it is told to', async () => {
    expect(await run(1, { retryAttempts: 1, deadLetterArn: dead })).toEqual({
      ok: true,
      invocations: 2,
      sent: [],
    });
  });

  it('sends what finally failed to the dead-letter queue, and a record of it to the destination', async () => {
    const { sent, ...rest } = await run(9, { retryAttempts: 1, deadLetterArn: dead, onFailureArn: failed });
    expect(rest).toEqual({ ok: false, invocations: 2 });
    expect(sent).toEqual([
      [dead, { a: 1 }],
      [
        failed,
        expect.objectContaining({
          requestContext: expect.objectContaining({
            functionArn: 'arn:f:$LATEST',
            condition: 'RetriesExhausted',
            approximateInvokeCount: 2,
          }),
          requestPayload: { a: 1 },
          responsePayload: { errorType: 'Error', errorMessage: 'no' },
        }),
      ],
    ]);
  });

  it('refuses targets that are no queue', async () => {
    await expect(
      run(9, { retryAttempts: 0, deadLetterArn: 'arn:aws:sns:eu-west-1:000000000000:t' }),
    ).rejects.toThrow('only queues can take failed events here');
  });
});
