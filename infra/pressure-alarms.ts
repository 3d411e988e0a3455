import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { Identity } from './identity.ts';
import { countLines, ownMetric } from './own-metrics.ts';
import type { Stage } from './stage.ts';

const FIVE_MINUTES = Duration.minutes(5);
/** An alarm adds up so many metrics at most. */
const MOST_METRICS = 10;

/** Adds up metrics of which any may have no data. */
function sum(metrics: readonly IMetric[]): MathExpression {
  if (metrics.length > MOST_METRICS) throw new Error(`an alarm adds up ${MOST_METRICS} metrics at most`);
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const);
  return new MathExpression({
    expression: named.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
    period: FIVE_MINUTES,
  });
}

/** Rings when Lambda turns away calls of functions: more come at once than the account lets run. */
export function watchConcurrency(alarms: Alarms, name: string, functions: readonly IFunction[]): void {
  alarms.add(name, {
    metric: sum(functions.map((each) => each.metricThrottles({ period: FIVE_MINUTES, statistic: 'Sum' }))),
    above: 0,
    periods: 3,
    meaning: 'Lambda turned calls away, a quarter of an hour long: too many at once.',
    runbook: 'calls-are-turned-away',
  });
}

/** Rings when DynamoDB turns reads or writes away: a partition is too hot, or the account at its limit. */
export function watchTables(alarms: Alarms, tables: readonly ITable[]): void {
  const throttled = tables.flatMap((table) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) =>
      table.metric(name, { period: FIVE_MINUTES, statistic: 'Sum' }),
    ),
  );
  alarms.add('tables-throttled', {
    metric: sum(throttled),
    above: 0,
    periods: 3,
    meaning: 'DynamoDB turned reads or writes away, a quarter of an hour long.',
    runbook: 'calls-are-turned-away',
  });
}

/** Twelve times five minutes: nobody writes for an hour what makes nothing stale. */
const AN_HOUR = 12;

/**
 * Rings when a table is written to and nobody works off what has changed: the mapping of its stream is switched off, which
 * makes no error and no age of what waits.
 *
 * @param runs what shows that it is worked off: the runs of the function, unless it has others too
 */
export function watchStreamIsRead(
  alarms: Alarms,
  table: ITable,
  worker: IFunction,
  runs: IMetric = worker.metricInvocations({ period: FIVE_MINUTES, statistic: 'Sum' }),
): void {
  alarms.add(`${worker.node.id}-not-running`, {
    metric: new MathExpression({
      expression: 'IF(FILL(written, 0) > 0 AND FILL(runs, 0) < 1, 1, 0)',
      usingMetrics: {
        written: table.metricConsumedWriteCapacityUnits({ period: FIVE_MINUTES, statistic: 'Sum' }),
        runs,
      },
      period: FIVE_MINUTES,
    }),
    above: 0,
    periods: AN_HOUR,
    meaning: `For an hour, records or views were written and function ${worker.node.id} was given none of them.`,
    runbook: 'changes-are-not-worked-off',
  });
}

/** Rings when a key or a secret could not be used, or a role was refused what it needs. */
export function watchKeys(alarms: Alarms, stage: Stage): void {
  alarms.add('keys-refused', {
    metric: ownMetric(stage, 'keyErrors', { period: FIVE_MINUTES, statistic: 'Sum' }),
    above: 0,
    meaning:
      'A function was refused a key, a secret or another resource: KMS, Secrets Manager, DynamoDB or S3.',
    runbook: 'keys-are-refused',
  });
}

/** No work is tried again for so long: a clinic that is to be counted for some eight hours. */
const HALF_A_DAY = Duration.hours(12);

/** Rings when work waits in any queue longer than all its tries take: nobody works it off. */
export function watchWaiting(alarms: Alarms, queues: readonly IQueue[]): void {
  const ages = queues.map((queue, index) => {
    const often = { period: FIVE_MINUTES, statistic: 'Maximum' };
    return [`m${index}`, queue.metricApproximateAgeOfOldestMessage(often)] as const;
  });
  alarms.add('work-waiting', {
    metric: new MathExpression({
      expression: `MAX([${ages.map(([name]) => `FILL(${name}, 0)`).join(', ')}])`,
      usingMetrics: Object.fromEntries(ages),
      period: FIVE_MINUTES,
    }),
    above: HALF_A_DAY.toSeconds(),
    meaning: 'Digests, reports, counts of a period or work for a clinic have waited for half a day.',
    runbook: 'work-is-waiting',
  });
}

/** Failed sign-ins, and refused requests, in five minutes: more than people mistype. */
const MANY_FAILED = 30;
const MANY_REFUSED = 300;

/** Rings when somebody seems to try passwords or tokens. */
export function watchSignIns(
  scope: Construct,
  {
    alarms,
    stage,
    identity,
    accessLog,
  }: { alarms: Alarms; stage: Stage; identity: Identity; accessLog: ILogGroup },
): void {
  const tried = (statistic: string) =>
    new Metric({
      namespace: 'AWS/Cognito',
      metricName: 'SignInSuccesses',
      // One sample a try, 1 where it succeeded (Cognito's developer guide, "Viewing metrics").
      statistic,
      period: FIVE_MINUTES,
      dimensionsMap: {
        UserPool: identity.userPool.userPoolId,
        UserPoolClient: identity.client.userPoolClientId,
      },
    });
  alarms.add('sign-ins-refused', {
    metric: new MathExpression({
      expression: 'FILL(tries, 0) - FILL(successes, 0)',
      usingMetrics: { tries: tried('SampleCount'), successes: tried('Sum') },
      period: FIVE_MINUTES,
    }),
    above: MANY_FAILED,
    meaning: `More than ${MANY_FAILED} sign-ins failed in five minutes.`,
    runbook: 'sign-ins-are-refused',
  });
  countLines(scope, 'refused-requests', {
    ...{ stage, logGroup: accessLog, count: 'refusedRequests', metricValue: '1' },
    filterPattern: FilterPattern.any(
      FilterPattern.stringValue('$.status', '=', '401'),
      FilterPattern.stringValue('$.status', '=', '403'),
      FilterPattern.stringValue('$.status', '=', '429'),
    ),
  });
  alarms.add('requests-refused', {
    metric: ownMetric(stage, 'refusedRequests', { period: FIVE_MINUTES, statistic: 'Sum' }),
    above: MANY_REFUSED,
    meaning: `More than ${MANY_REFUSED} requests were refused in five minutes: no token, no role, or too many.`,
    runbook: 'sign-ins-are-refused',
  });
}
