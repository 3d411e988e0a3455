import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Resource } from '../assembly/application.ts';
import type { Queues } from '../queues.ts';

/** Template properties that are queue attributes under the same name. */
const ATTRIBUTES = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoThroughputLimit',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
];

/**
 * Creates the queues, first without and then with their attributes: a redrive policy names another queue,
 * and a queue kept from a start before may have had other settings.
 */
export async function createQueues({ client, url }: Queues, resources: readonly Resource[]): Promise<void> {
  for (const resource of resources) {
    await client.send(
      new CreateQueueCommand({
        QueueName: resource.attribute('QueueName'),
        ...(resource.property('FifoQueue') === true && { Attributes: { FifoQueue: 'true' } }),
      }),
    );
  }
  for (const resource of resources) {
    const entries = ATTRIBUTES.map((name) => [name, resource.property(name)] as const)
      .filter(([, value]) => value !== undefined)
      .map(
        ([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
      );
    if (entries.length === 0) continue;
    const QueueUrl = url(resource.attribute('Arn'));
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: Object.fromEntries(entries) }));
  }
}
