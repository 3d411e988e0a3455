import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SCHEDULED } from '../../shared/schedule/expected-runs.ts';
import { functionsOf, resourcesOf, STAGES, synthesize } from './synthesized.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

/** Anchors as GitHub makes them of second-level headings. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => anchor(heading));
/** Those that say which alarms they are about; the others are about what an operator does on no alarm. */
const ofAlarms = [...runbook.matchAll(/^## (.+)\n\nAlarms? `/gm)].map(([, heading = '']) => anchor(heading));

type Metric = {
  Expression?: string;
  MetricStat?: { Metric: { MetricName: string; Dimensions: { Value: object }[] } };
};
const tableOf = (name: string) => /(records|outcomes)[A-Z0-9]/i.exec(name)?.[1];

describe.each(STAGES)('alarms, stage %s', (stage) => {
  const app = synthesize(stage);
  const alarms = resourcesOf(app.stateless, 'AWS::CloudWatch::Alarm');
  const watching = (metric: string) => alarms.filter(({ Properties }) => Properties.MetricName === metric);
  const dimension = ({ Properties }: (typeof alarms)[number]) => Properties.Dimensions[0].Value;

  test('watch the failures of every function', () => {
    const watched = watching('Errors').map((alarm) => dimension(alarm).Ref);
    expect(watched.sort()).toEqual(
      functionsOf(app)
        .map(({ logicalId }) => logicalId)
        .sort(),
    );
  });

  test('watch every queue that should be empty', () => {
    const watched = watching('ApproximateNumberOfMessagesVisible').map(dimension);
    const ours = resourcesOf(app.stateless, 'AWS::SQS::Queue')
      .filter(({ Properties }) => Properties.RedrivePolicy === undefined) // the others hold work
      .map(({ logicalId }) => logicalId);
    expect(ours).toHaveLength(10);
    for (const queue of ours) expect(watched).toContainEqual({ 'Fn::GetAtt': [queue, 'QueueName'] });
    // The eleventh is that of the imports, in the other stack.
    expect(JSON.stringify(watched)).toContain('importingdeadletters');
    expect(watched).toHaveLength(11);
    for (const { Properties } of watching('ApproximateNumberOfMessagesVisible')) {
      expect(Properties).toMatchObject({
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
      });
    }
  });

  test('watch how far the refresh loops are behind their streams', () => {
    const watched = watching('IteratorAge');
    const refreshing = functionsOf(app).filter(({ name }) =>
      ['derive-outcomes', 'summarise-techniques', 'keep-people'].includes(name),
    );
    expect(watched.map((alarm) => dimension(alarm).Ref).sort()).toEqual(
      refreshing.map(({ logicalId }) => logicalId).sort(),
    );
    // Milliseconds.
    for (const { Properties } of watched) expect(Properties.Threshold).toBe(300_000);
  });

  test('watch files that wait and an API that fails', () => {
    expect(watching('ApproximateAgeOfOldestMessage')).toHaveLength(1);
    expect(watching('5xx')).toHaveLength(1);
    // Of every queue that holds work: files alone, the others together.
    const [waiting] = alarms.filter(({ Properties }) => Properties.AlarmName.endsWith('-work-waiting'));
    const ages = (waiting!.Properties.Metrics as Metric[]).filter(
      ({ MetricStat }) => MetricStat !== undefined,
    );
    expect(
      ages.map(({ MetricStat }) => JSON.stringify(MetricStat!.Metric.Dimensions[0]!.Value)).sort(),
    ).toEqual(
      resourcesOf(app.stateless, 'AWS::SQS::Queue')
        .filter(({ Properties }) => Properties.RedrivePolicy !== undefined)
        .map(({ logicalId }) => JSON.stringify({ 'Fn::GetAtt': [logicalId, 'QueueName'] }))
        .sort(),
    );
  });

  test('each has a name, reaches the operators, and says where the runbook tells what to do', () => {
    const [topic] = resourcesOf(app.stateless, 'AWS::SNS::Topic');
    for (const { Properties } of alarms) {
      expect(Properties.AlarmName).toMatch(new RegExp(`^massage-outcomes-${stage}-[a-z-]+$`));
      expect(Properties.AlarmActions).toEqual([{ Ref: topic?.logicalId }]);
      const silent = Properties.AlarmName.endsWith('-silent');
      expect(Properties.TreatMissingData).toBe(silent ? 'breaching' : 'notBreaching');
      const [, linked] = /What to do: docs\/runbook\.md#([a-z-]+)$/.exec(Properties.AlarmDescription) ?? [];
      expect(sections, Properties.AlarmName).toContain(linked);
    }
  });

  test('watch what did not happen: the daily look, by its absence, and what it counts', () => {
    const [silent] = watching('Invocations');
    const watch = functionsOf(app).find(({ name }) => name === 'watch-deployment');
    expect(dimension(silent!)).toEqual({ Ref: watch?.logicalId });
    expect(silent?.Properties).toMatchObject({
      ...{ ComparisonOperator: 'LessThanThreshold', Threshold: 1, Period: 86_400, EvaluationPeriods: 2 },
    });
    for (const count of ['missingReleases', 'quietClinics', 'missedSchedules', 'spentBudgets']) {
      expect(watching(count).map(({ Properties }) => Properties.Namespace)).toEqual([
        `massage-outcomes-${stage}`,
      ]);
      const filters = resourcesOf(app.stateless, 'AWS::Logs::MetricFilter').filter(
        ({ Properties }) => Properties.MetricTransformations[0].MetricName === count,
      );
      expect(filters.map(({ Properties }) => Properties.FilterPattern)).toEqual([
        '{ $.message = "deployment watched" }',
      ]);
    }
  });

  test('watch every schedule: that its call was handed over, and that it ran when its time had come', () => {
    const missed = alarms.filter(({ Properties }) => Properties.AlarmName.endsWith('-schedules-missed'));
    expect(missed).toHaveLength(1);
    const silent = watching('Invocations').map((alarm) => dimension(alarm).Ref);
    const watched = watching('ApproximateNumberOfMessagesVisible').map(dimension);
    const schedules = resourcesOf(app.stateless, 'AWS::Scheduler::Schedule');
    expect(schedules.length).toBeGreaterThan(4);
    for (const { Properties } of schedules) {
      const [failures] = Properties.Target.DeadLetterConfig.Arn['Fn::GetAtt'];
      expect(watched, Properties.Name).toContainEqual({ 'Fn::GetAtt': [failures, 'QueueName'] });
      // Either the daily look asks whether it ran (test/schedule/expected-runs.test.ts), or it is that look.
      if (SCHEDULED.includes(Properties.Name)) continue;
      expect(silent, Properties.Name).toContain(Properties.Target.Arn['Fn::GetAtt'][0]);
    }
  });

  test('watch that nothing is turned away: of every function, of every table, of whoever signs in', () => {
    const metrics = alarms.flatMap(({ Properties }) => Properties.Metrics ?? []);
    const named = (name: string) =>
      metrics.filter(({ MetricStat }: { MetricStat?: { Metric: { MetricName: string } } }) => {
        return MetricStat?.Metric.MetricName === name;
      });
    const of = ({ MetricStat }: { MetricStat: { Metric: { Dimensions: { Value: object }[] } } }) =>
      JSON.stringify(MetricStat.Metric.Dimensions[0]?.Value);
    expect(named('Throttles').map(of).sort()).toEqual(
      functionsOf(app)
        .map(({ logicalId }) => JSON.stringify({ Ref: logicalId }))
        .sort(),
    );
    const tables = new Set(named('WriteThrottleEvents').map(of));
    expect(tables.size).toBe(Object.keys(app.stateful.findResources('AWS::DynamoDB::Table')).length);
    expect(named('SignInSuccesses')).toHaveLength(2);
    expect(watching('refusedRequests')).toHaveLength(1);
  });

  test('watch that what is written is worked off, of a mapping too that is switched off', () => {
    const pairs = alarms.filter(({ Properties }) => Properties.AlarmName.endsWith('-not-running'));
    const of = (metrics: Metric[], name: string) =>
      metrics.find(({ MetricStat }) => MetricStat?.Metric.MetricName === name)!.MetricStat!.Metric
        .Dimensions[0]!.Value;
    const mappings = resourcesOf(app.stateless, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => ({
      worker: JSON.stringify(Properties.FunctionName),
      source: JSON.stringify(Properties.EventSourceArn),
    }));
    expect(pairs).toHaveLength(3);
    // What answers people too is seen by what Lambda reads for it.
    const [people] = pairs.filter(({ Properties }) =>
      Properties.AlarmName.endsWith('keep-people-not-running'),
    );
    const mappingOfPeople = resourcesOf(app.stateless, 'AWS::Lambda::EventSourceMapping').find(
      ({ Properties }) => /keeppeople/.test(JSON.stringify(Properties.FunctionName)),
    )!;
    expect(of(people!.Properties.Metrics, 'PolledEventCount')).toEqual({ Ref: mappingOfPeople.logicalId });
    expect(mappingOfPeople.Properties.MetricsConfig).toEqual({ Metrics: ['EventCount'] });
    for (const { Properties } of pairs.filter((each) => each !== people)) {
      const { worker, source } = mappings.find(
        (mapping) => mapping.worker === JSON.stringify(of(Properties.Metrics, 'Invocations')),
      )!;
      expect(worker).toMatch(/deriveoutcomes|summarisetechniques/);
      // The table is the one whose stream the mapping reads: both are named by the same export of the other stack.
      const table = JSON.stringify(of(Properties.Metrics, 'ConsumedWriteCapacityUnits'));
      expect(tableOf(source)).toBe(tableOf(table));
      const [{ Expression }] = Properties.Metrics.filter((one: Metric) => one.Expression !== undefined);
      expect(Expression).toBe('IF(FILL(written, 0) > 0 AND FILL(runs, 0) < 1, 1, 0)');
      expect(Properties).toMatchObject({ EvaluationPeriods: 12, Threshold: 0 });
    }
  });

  test('are heard by whoever the deployment names', () => {
    const heard = resourcesOf(app.stateless, 'AWS::SNS::Subscription').map(({ Properties }) => Properties);
    const [topic] = resourcesOf(app.stateless, 'AWS::SNS::Topic');
    const prod = [{ Protocol: 'email', Endpoint: 'ops@example.org', TopicArn: { Ref: topic?.logicalId } }];
    expect(heard).toEqual(stage === 'prod' ? prod : []);
  });

  test('may publish to their topic, although it has a policy of its own', () => {
    const [policy] = resourcesOf(app.stateless, 'AWS::SNS::TopicPolicy');
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
  });
});

test('no section of the runbook is about an alarm that does not exist', () => {
  const linked = resourcesOf(synthesize('prod').stateless, 'AWS::CloudWatch::Alarm').map(
    ({ Properties }) => Properties.AlarmDescription.split('#')[1],
  );
  expect([...new Set(linked)].sort()).toEqual([...ofAlarms].sort());
});

test('every section of the runbook names its alarms', () => {
  for (const { Properties } of resourcesOf(synthesize('prod').stateless, 'AWS::CloudWatch::Alarm')) {
    const name = Properties.AlarmName.replace('massage-outcomes-prod-', '');
    const [, linked] = Properties.AlarmDescription.split('#');
    const section = runbook.split(/^## /m).find((text) => anchor(text.split('\n')[0]!) === linked)!;
    const [, alarms = ''] = /^Alarms? (.+)\.$/m.exec(section) ?? [];
    const named = linked === 'a-function-failed' ? '<function>-failed' : name;
    expect(alarms, linked).toContain(`\`${named}\``);
  }
});

test('what a deployment costs that does nothing counts the alarms that there are', () => {
  const alarms = resourcesOf(synthesize('prod').stateless, 'AWS::CloudWatch::Alarm');
  const metrics = alarms.flatMap(({ Properties: { Metrics } }) =>
    Metrics === undefined ? ['its own'] : Metrics.filter((each: object) => 'MetricStat' in each),
  );
  const deploying = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
  const [, looked, ring] = /(\d+) metrics that the (\d+) alarms look at/.exec(deploying)!;
  expect([Number(looked), Number(ring)]).toEqual([metrics.length, alarms.length]);
});
