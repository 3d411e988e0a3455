import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { functionsOf, resourcesOf, STAGES, synthesize } from './synthesized.ts';

describe.each(STAGES)('queues and streams, stage %s', (stage) => {
  const app = synthesize(stage);
  const { stateful, stateless } = app;
  const functions = functionsOf(app);
  const byName = (name: string) => functions.find((found) => found.name === name);
  const mappings = resourcesOf(stateless, 'AWS::Lambda::EventSourceMapping');
  const mapping = (name: string) =>
    mappings.find(({ Properties }) => Properties.FunctionName.Ref === byName(name)?.logicalId)?.Properties;
  const exported = (value: { 'Fn::ImportValue': string }) =>
    Object.values(stateful.findOutputs('*')).find(
      ({ Export }) => Export?.Name === value['Fn::ImportValue'],
    )?.['Value'];
  const table = (name: string) =>
    resourcesOf(stateful, 'AWS::DynamoDB::Table').find(({ path }) => path === `${name}/Resource`)?.logicalId;

  test.each([
    ['derive-outcomes', 'records', 2],
    ['summarise-techniques', 'outcomes', 1],
    ['keep-people', 'records', 1],
  ])(
    '%s follows the stream of %s so that one bad record fails alone and nothing is lost',
    (name, source, seconds) => {
      const found = mapping(name);
      expect(exported(found.EventSourceArn)).toEqual({ 'Fn::GetAtt': [table(source), 'StreamArn'] });
      expect(found).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 5,
        BatchSize: 3000,
        MaximumBatchingWindowInSeconds: seconds,
        ParallelizationFactor: stage === 'prod' ? 8 : 2,
      });
      // A stream keeps records for 24 hours; a failure that is reported later points at nothing.
      expect(found.MaximumRecordAgeInSeconds).toBeGreaterThan(0);
      expect(found.MaximumRecordAgeInSeconds).toBeLessThan(24 * 3600);
      const destination = found.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0];
      expect(resourcesOf(stateless, 'AWS::SQS::Queue').map(({ logicalId }) => logicalId)).toContain(
        destination,
      );
    },
  );

  const patternsOf = (name: string) =>
    mapping(name).FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));

  test('derive-outcomes sees every change of a client, keep-people every erasure, summarise-techniques only client-months and courses', () => {
    expect(patternsOf('derive-outcomes')).toEqual([
      { dynamodb: { Keys: { pk: { S: [{ prefix: 'CLINIC#' }] } } } },
    ]);
    expect(patternsOf('keep-people')).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { Keys: { pk: { S: [{ prefix: 'CLINIC#' }] }, sk: { S: [{ prefix: 'ERASED#' }] } } },
      },
    ]);
    expect(patternsOf('summarise-techniques')).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { Keys: { sk: { S: [{ prefix: 'CLIENT#' }, { prefix: 'COURSES#' }] } } },
      },
    ]);
  });

  test('import-file takes one file at a time and may fail it by itself', () => {
    const queue = resourcesOf(stateful, 'AWS::SQS::Queue').find(
      ({ path }) => path === 'importing/queue/Resource',
    );
    const found = mapping('import-file');
    expect(exported(found.EventSourceArn)).toEqual({ 'Fn::GetAtt': [queue?.logicalId, 'Arn'] });
    expect(found.BatchSize).toBe(1);
    expect(found.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(found.ScalingConfig.MaximumConcurrency).toBe(stage === 'prod' ? 10 : 2);
  });

  test('a file is hidden for six times as long as its import may take, and given up after five attempts', () => {
    const queue = resourcesOf(stateful, 'AWS::SQS::Queue').find(
      ({ path }) => path === 'importing/queue/Resource',
    );
    const timeout = byName('import-file')?.Properties.Timeout;
    expect(queue?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
    expect(queue?.Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    const deadLetters = queue?.Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0];
    expect(stateful.findResources('AWS::SQS::Queue')).toHaveProperty(deadLetters);
  });

  test('every object reaches the queue: a filter would drop an upload in silence', () => {
    const [notification] = resourcesOf(stateful, 'Custom::S3BucketNotifications');
    const { QueueConfigurations } = notification!.Properties.NotificationConfiguration;
    expect(QueueConfigurations).toEqual([{ Events: ['s3:ObjectCreated:*'], QueueArn: expect.anything() }]);
    stateful.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' } }),
        ]),
      },
    });
  });

  test.each([
    ['write-digests', 'digest-queue'],
    ['write-reports', 'monthly-report-queue'],
    ['work-for-clinic', 'clinic-work-queue'],
  ])(
    '%s takes one clinic at a time, hidden for six times its timeout, given up after three attempts',
    (name, path) => {
      const queues = resourcesOf(stateless, 'AWS::SQS::Queue');
      const queue = queues.find((each) => each.path === `${path}/queue/Resource`);
      const found = mapping(name);
      expect(found.EventSourceArn).toEqual({ 'Fn::GetAtt': [queue?.logicalId, 'Arn'] });
      expect(found.BatchSize).toBe(1);
      expect(found.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      const timeout = byName(name)?.Properties.Timeout;
      expect(queue?.Properties.VisibilityTimeout).toBe(6 * timeout);
      const { maxReceiveCount, deadLetterTargetArn } = queue?.Properties.RedrivePolicy ?? {};
      expect(maxReceiveCount).toBe(3);
      expect(queues.map(({ logicalId }) => logicalId)).toContain(deadLetterTargetArn['Fn::GetAtt'][0]);
    },
  );

  test('every queue is encrypted and keeps messages for 14 days', () => {
    for (const template of app.both) {
      template.allResourcesProperties('AWS::SQS::Queue', {
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 14 * 24 * 3600,
      });
    }
  });

  test('tally-clinic takes one clinic at a time and may fail it by itself; five attempts, then it is given up', () => {
    const queue = resourcesOf(stateless, 'AWS::SQS::Queue').find(
      ({ path }) => path === 'tally-queue/queue/Resource',
    );
    const found = mapping('tally-clinic');
    expect(found.EventSourceArn).toEqual({ 'Fn::GetAtt': [queue?.logicalId, 'Arn'] });
    expect(found.BatchSize).toBe(1);
    expect(found.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(found.ScalingConfig.MaximumConcurrency).toBe(stage === 'prod' ? 20 : 2);
    const timeout = byName('tally-clinic')?.Properties.Timeout;
    expect(queue?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout);
    expect(queue?.Properties.RedrivePolicy.maxReceiveCount).toBe(5);
  });

  test('whatever calls a function without waiting for its answer has somewhere to put what failed', () => {
    const queues = resourcesOf(stateless, 'AWS::SQS::Queue').map(({ logicalId }) => logicalId);
    const schedules = resourcesOf(stateless, 'AWS::Scheduler::Schedule');
    expect(schedules).toHaveLength(5);
    for (const { Properties } of schedules) {
      expect(queues).toContain(Properties.Target.DeadLetterConfig.Arn['Fn::GetAtt'][0]);
    }
    const afterwards = resourcesOf(stateless, 'AWS::Lambda::EventInvokeConfig');
    for (const name of ['close-period', 'publish-release']) {
      const found = afterwards.find(
        ({ Properties }) => Properties.FunctionName.Ref === byName(name)?.logicalId,
      );
      expect(queues).toContain(found?.Properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt'][0]);
    }
  });
});
