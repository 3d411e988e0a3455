import { describe, expect, it } from 'vitest';
import { application } from '../../../infra/local/assembly/application.ts';
import type { TemplateResource } from '../../../infra/local/assembly/template.ts';
import { notificationRules } from '../../../infra/local/event-sources/notification-rules.ts';
import { filterView, queueRecord } from '../../../infra/local/event-sources/queue-event.ts';
import { queueSettings } from '../../../infra/local/event-sources/queue-settings.ts';
import { streamSettings } from '../../../infra/local/event-sources/stream-settings.ts';
import { NOT_RUNNING } from '../assembly/not-running.ts';

const appOf = (Resources: Record<string, TemplateResource>) =>
  application(
    [{ name: 's', template: { Resources }, constructPaths: new Map(), assets: new Map() }],
    NOT_RUNNING,
  );
const mapping = (Properties: Record<string, unknown>) =>
  appOf({ M: { Type: 'AWS::Lambda::EventSourceMapping', Properties } }).resources(
    'AWS::Lambda::EventSourceMapping',
  )[0]!;

describe('streamSettings', () => {
  const least = { FunctionName: 'f', EventSourceArn: 'arn:stream', StartingPosition: 'TRIM_HORIZON' };

  it('fills in what Lambda does by default: batches of 100, no window, retries without end', () => {
    expect(streamSettings(mapping(least))).toMatchObject({
      batchSize: 100,
      windowMilliseconds: 0,
      parallelization: 1,
      retryAttempts: Number.POSITIVE_INFINITY,
      maximumAgeMilliseconds: Number.POSITIVE_INFINITY,
      bisect: false,
      reportsItemFailures: false,
    });
  });

  it('reads what the template says', () => {
    const settings = streamSettings(
      mapping({
        ...least,
        FunctionName: 'f:$LATEST',
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 60,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:000000000000:q' } },
      }),
    );
    expect(settings).toMatchObject({
      id: 's.M',
      functionReference: 'f',
      retryAttempts: 5,
      maximumAgeMilliseconds: 60_000,
      bisect: true,
      reportsItemFailures: true,
      onFailureArn: 'arn:aws:sqs:eu-west-1:000000000000:q',
    });
  });

  it.each([
    [{ StartingPosition: 'AT_TIMESTAMP' }, 'starts at TRIM_HORIZON or LATEST'],
    [{ TumblingWindowInSeconds: 30 }, 'tumbling windows'],
    [{ DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:eu-west-1:1:t' } } }, 'only a queue'],
    [{ FilterCriteria: { Filters: [{ Pattern: '{"a":[{"cidr":"x"}]}' }] } }, 'is not supported'],
  ])('refuses %o', (own, message) => {
    expect(() => streamSettings(mapping({ ...least, ...own }))).toThrow(message);
  });
});

describe('queueSettings', () => {
  it('reads size, window and concurrency; a FIFO queue is worked off one batch at a time', () => {
    const queue = 'arn:aws:sqs:eu-west-1:000000000000:q';
    expect(queueSettings(mapping({ FunctionName: 'f', EventSourceArn: queue }))).toMatchObject({
      batchSize: 10,
      windowMilliseconds: 0,
      maximumConcurrency: 2,
    });
    expect(
      queueSettings(mapping({ FunctionName: 'f', EventSourceArn: `${queue}.fifo` })).maximumConcurrency,
    ).toBe(1);
  });
});

describe('queueRecord', () => {
  it('has the shape that Lambda documents', () => {
    const record = queueRecord(
      {
        MessageId: 'id',
        ReceiptHandle: 'handle',
        Body: '{"a":1}',
        MD5OfBody: 'md5',
        Attributes: { ApproximateReceiveCount: '1' },
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
      },
      'arn:q',
    );
    expect(record).toEqual({
      messageId: 'id',
      receiptHandle: 'handle',
      body: '{"a":1}',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {
        kind: { dataType: 'String', stringValue: 'x', stringListValues: [], binaryListValues: [] },
      },
      md5OfBody: 'md5',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:q',
      awsRegion: 'eu-west-1',
    });
    expect(filterView(record)).toMatchObject({ body: { a: 1 } });
    expect(filterView({ ...record, body: 'text' })).toMatchObject({ body: 'text' });
  });
});

describe('notificationRules', () => {
  const filter = [
    { Name: 'suffix', Value: '.csv' },
    { Name: 'prefix', Value: 'clinic=' },
  ];
  const rule = {
    bucket: 'b',
    events: ['s3:ObjectCreated:*'],
    prefix: 'clinic=',
    suffix: '.csv',
    target: 'arn:q',
  };

  it('reads CDK’s custom resource and the bucket’s own property', () => {
    const app = appOf({
      Custom: {
        Type: 'Custom::S3BucketNotifications',
        Properties: {
          BucketName: 'b',
          NotificationConfiguration: {
            QueueConfigurations: [
              { Events: ['s3:ObjectCreated:*'], QueueArn: 'arn:q', Filter: { Key: { FilterRules: filter } } },
            ],
          },
        },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'b',
          NotificationConfiguration: {
            LambdaConfigurations: [
              { Event: 's3:ObjectCreated:*', Function: 'arn:q', Filter: { S3Key: { Rules: filter } } },
            ],
          },
        },
      },
    });
    expect(notificationRules(app)).toEqual([expect.objectContaining(rule), expect.objectContaining(rule)]);
  });

  it('refuses topics', () => {
    const NotificationConfiguration = {
      TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: 'arn:t' }],
    };
    const app = appOf({ B: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration } } });
    expect(() => notificationRules(app)).toThrow('only notifications to queues and functions');
  });
});
