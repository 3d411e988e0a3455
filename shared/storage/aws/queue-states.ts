import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** What waits in a queue. */
export type QueueState = {
  name: string;
  waiting: number;
  /** How long the oldest message has been there, in seconds; absent where nothing waits, or it is not measured yet. */
  oldestSeconds?: number;
};

/** The queue's age is measured every minute, and told some minutes late. */
const WINDOW_MILLISECONDS = 15 * 60_000;
const PERIOD_SECONDS = 60;

/** @param queues each queue's address by the name that it shall have in the answer */
export async function queueStates(
  { sqs, cloudwatch }: { sqs: SQSClient; cloudwatch: CloudWatchClient },
  queues: Readonly<Record<string, string>>,
  now: Date,
): Promise<QueueState[]> {
  const named = Object.entries(queues);
  const [waiting, oldest] = await Promise.all([
    Promise.all(named.map(([, url]) => waitingIn(sqs, url))),
    oldestOf(cloudwatch, Object.values(queues), now),
  ]);
  return named.map(([name], index) => {
    const [count, seconds] = [waiting[index]!, oldest[index]];
    return { name, waiting: count, ...(count > 0 && seconds !== undefined && { oldestSeconds: seconds }) };
  });
}

async function waitingIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages' as const];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}

async function oldestOf(
  cloudwatch: CloudWatchClient,
  urls: readonly string[],
  now: Date,
): Promise<(number | undefined)[]> {
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - WINDOW_MILLISECONDS),
      EndTime: now,
      ScanBy: 'TimestampDescending',
      MetricDataQueries: urls.map((url, index) => ({
        Id: `q${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateAgeOfOldestMessage',
            Dimensions: [{ Name: 'QueueName', Value: url.split('/').at(-1)! }],
          },
          Period: PERIOD_SECONDS,
          Stat: 'Maximum',
        },
      })),
    }),
  );
  const byId = new Map(MetricDataResults?.map(({ Id, Values }) => [Id, Values?.[0]]));
  return urls.map((_, index) => byId.get(`q${index}`));
}
