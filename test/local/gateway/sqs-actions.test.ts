import { describe, expect, test } from 'vitest';
import { arn } from '../../../infra/local/account.ts';
import { queueTranslation } from '../../../infra/local/gateway/queue-urls.ts';
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

describe('the engine sees its own names, the client the gateway', () => {
  const { toEngine, fromEngine } = queueTranslation(() => 'http://127.0.0.1:4000');
  const answer = (operation: string, body: object): unknown =>
    JSON.parse(fromEngine(operation, Buffer.from(JSON.stringify(body))).toString());

  test('queue URLs', () => {
    expect(answer('CreateQueue', { QueueUrl: 'http://sqs.eu-west-1.localhost:5/000000000000/jobs' })).toEqual(
      {
        QueueUrl: 'http://127.0.0.1:4000/000000000000/jobs',
      },
    );
    expect(
      answer('ListQueues', { QueueUrls: ['http://x/000000000000/a', 'http://x/000000000000/b'] }),
    ).toEqual({
      QueueUrls: ['http://127.0.0.1:4000/000000000000/a', 'http://127.0.0.1:4000/000000000000/b'],
    });
  });

  test('the dead-letter queue of a redrive policy', () => {
    const ours = { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUE_ARN, maxReceiveCount: 3 }) };
    const asked = toEngine({ QueueName: 'work', Attributes: ours });
    expect(asked.Attributes).toEqual(ours);
    expect(answer('GetQueueAttributes', { Attributes: ours })).toEqual({ Attributes: ours });
  });

  test("what a message says is nobody else's business", () => {
    const message = { QueueUrl: 'http://x/jobs', MessageBody: `${QUEUE_ARN} http://x/000000000000/jobs` };
    expect(toEngine(message)).toMatchObject({ MessageBody: message.MessageBody });
    expect(answer('ReceiveMessage', { Messages: [{ Body: message.MessageBody }] })).toEqual({
      Messages: [{ Body: message.MessageBody }],
    });
  });
});
