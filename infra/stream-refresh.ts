import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import type { Stage } from './stage.ts';

export type StreamRefreshProps = {
  stage: Stage;
  alarms: Alarms;
  /** The table whose changes make views stale. */
  source: ITable;
  /** The function that refreshes them, or does else what follows from them. */
  refresh: OutcomesFunction;
  /** What it means that a change was given up on. */
  lost?: string;
  /** How long a change may wait for others that touch the same views. */
  window: Duration;
  /** Event patterns; every change when absent. */
  filters?: { [pattern: string]: unknown }[];
};

/**
 * Feeds the changes of a table to the function that refreshes the views derived from it. Both refresh
 * loops run under these settings.
 */
export class StreamRefresh extends Construct {
  readonly failures: DeadLetterQueue;
  /** How many changes Lambda has read for it, those among them that no filter lets through. */
  readonly polled: IMetric;

  constructor(scope: Construct, id: string, props: StreamRefreshProps) {
    super(scope, id);
    const streamArn = props.source.tableStreamArn;
    if (streamArn === undefined) throw new Error(`${props.source.node.path} has no stream`);
    const name = props.refresh.node.id;
    this.failures = new DeadLetterQueue(this, 'failures');
    allowReading(props.refresh, streamArn);
    props.refresh.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.failures.queueArn] }),
    );

    const mapping = new EventSourceMapping(this, 'mapping', {
      target: props.refresh,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      // Changes of one view collapse into one refresh: the larger the batch, the less work an import is.
      // Three thousand changes are about as much as the 6 MB of an invocation hold.
      batchSize: 3000,
      maxBatchingWindow: props.window,
      parallelizationFactor: props.stage.streamParallelism,
      // One bad record fails alone: the batch is halved until it stands by itself.
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      // A failure must reach its queue while the stream (24 hours) still holds the record it points to.
      maxRecordAge: Duration.hours(12),
      onFailure: { bind: () => ({ destination: this.failures.queueArn }) },
      ...(props.filters ? { filters: props.filters } : {}),
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    this.polled = new Metric({
      ...{ namespace: 'AWS/Lambda', metricName: 'PolledEventCount', statistic: 'Sum' },
      dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
    });

    props.alarms.whenNotEmpty(`${name}-failures`, this.failures, {
      meaning: `Function ${name} gave up on changes; ${props.lost ?? 'the views they touch may be out of date'}.`,
      runbook: 'a-refresh-gave-up',
    });
    props.alarms.add(`${name}-behind`, {
      metric: props.refresh.metric('IteratorAge', { period: Duration.minutes(1), statistic: 'Maximum' }),
      above: Duration.minutes(5).toMilliseconds(),
      periods: 3,
      meaning: `Function ${name} is more than five minutes behind its stream.`,
      runbook: 'a-refresh-is-behind',
    });
    Validations.of(this.failures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself, of a stream, and an alarm watches it.',
    });
  }
}

/** What Lambda's poller does in the function's name. */
function allowReading(refresh: OutcomesFunction, streamArn: string): void {
  refresh.addToRolePolicy(
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [streamArn],
    }),
  );
  // AWS offers no narrower resource for this one.
  refresh.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
  Validations.of(refresh.role ?? refresh).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: "dynamodb:ListStreams cannot be limited to a stream, and Lambda's poller needs it.",
  });
}
