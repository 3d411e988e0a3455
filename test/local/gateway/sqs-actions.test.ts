import { describe, expect, test } from 'vitest';
import { arn } from '../../../infra/local/account.ts';
import { withOwnQueueUrls } from '../../../infra/local/gateway/queue-urls.ts';
import { type SqsInput, sqsCalls } from '../../../infra/local/gateway/sqs-actions.ts';

const QUEUE_ARN = arn('sqs', 'jobs');

describe('what an operation needs', () => {
  const url = 'http://127.0.0.1:4000/000000000000/jobs';
  test.each<[string, SqsInput, string, string]>([
    ['SendMessage', { QueueUrl: url }, 'sqs:SendMessage', QUEUE_ARN],
    ['SendMessageBatch', { QueueUrl: url }, 'sqs:SendMessage', QUEUE_ARN],
    ['ReceiveMessage', { QueueUrl: url }, 'sqs:ReceiveMessage', QUEUE_ARN],
    ['DeleteMessageBatch', { QueueUrl: url }, 'sqs:DeleteMessage', QUEUE_ARN],
    ['ChangeMessageVisibilityBatch', { QueueUrl: url }, 'sqs:ChangeMessageVisibility', QUEUE_ARN],
    ['GetQueueUrl', { QueueName: 'jobs' }, 'sqs:GetQueueUrl', QUEUE_ARN],
    ['CreateQueue', { QueueName: 'jobs' }, 'sqs:CreateQueue', QUEUE_ARN],
    ['ListQueues', {}, 'sqs:ListQueues', '*'],
  ])('%s', (operation, input, action, resource) => {
    expect(sqsCalls(`AmazonSQS.${operation}`, input)).toEqual([{ action, resource }]);
  });
});

test('what is not known is refused', () => {
  for (const target of [
    'AmazonSQS.StartMessageMoveTask',
    'AmazonSQS.ListQueuesBatch',
    'AmazonSNS.SendMessage',
    '',
  ]) {
    expect(() => sqsCalls(target, { QueueUrl: 'http://x/jobs' })).toThrow(
      expect.objectContaining({ status: 400, code: 'InvalidAction' }),
    );
  }
  expect(() => sqsCalls('AmazonSQS.SendMessage', {})).toThrow(
    expect.objectContaining({ code: 'InvalidParameterValue' }),
  );
});

describe("the client sees the gateway's queue URLs", () => {
  const answer = (operation: string, body: object): unknown =>
    JSON.parse(
      withOwnQueueUrls(operation, Buffer.from(JSON.stringify(body)), 'http://127.0.0.1:4000').toString(),
    );

  test('of one queue and of many', () => {
    expect(answer('CreateQueue', { QueueUrl: 'http://127.0.0.1:5/000000000000/jobs' })).toEqual({
      QueueUrl: 'http://127.0.0.1:4000/000000000000/jobs',
    });
    expect(
      answer('ListQueues', { QueueUrls: ['http://x/000000000000/a', 'http://x/000000000000/b'] }),
    ).toEqual({
      QueueUrls: ['http://127.0.0.1:4000/000000000000/a', 'http://127.0.0.1:4000/000000000000/b'],
    });
  });

  test("and what a message says is nobody else's business", () => {
    const Messages = [{ Body: `${QUEUE_ARN} http://x/000000000000/jobs` }];
    expect(answer('ReceiveMessage', { Messages })).toEqual({ Messages });
  });
});
