import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  type MetricOptions,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type OwnCount, ownMetric } from './own-metrics.ts';
import type { Stage } from './stage.ts';

export type DashboardProps = {
  stage: Stage;
  alarms: readonly Alarm[];
  api: HttpApi;
  /** What derives views from changes. */
  refreshing: readonly IFunction[];
  /** Where work waits, by what it is. */
  queues: Readonly<Record<string, IQueue>>;
  /** How much lies where work ends that failed for good. */
  deadLetters: readonly IMetric[];
};

const HALF = 12;
const WHOLE = 24;
const period = Duration.minutes(5);

/** One page in CloudWatch that shows in this order what rings, whether people are answered, and what is behind. */
export function addDashboard(
  scope: Construct,
  { stage, alarms, api, refreshing, queues, deadLetters }: DashboardProps,
): Dashboard {
  const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: HALF });
  const own = (count: OwnCount, options: MetricOptions) => ownMetric(stage, count, options);
  const answered = { period, statistic: 'Sum' };
  const daily = { period: Duration.days(1), statistic: 'Maximum' };
  return new Dashboard(scope, 'dashboard', {
    dashboardName: stage.prefix,
    defaultInterval: Duration.days(1),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WHOLE, height: 5 })],
      [
        graph('Requests', [
          api.metricCount(answered),
          api.metricClientError(answered),
          api.metricServerError(answered),
        ]),
        graph('Milliseconds until the answer, 95 of 100', [api.metricLatency({ period, statistic: 'p95' })]),
      ],
      [
        graph(
          'Milliseconds that changes have waited to be derived',
          refreshing.map((each) => each.metric('IteratorAge', { period, statistic: 'Maximum' })),
        ),
        graph(
          'Seconds that work has waited',
          Object.entries(queues).map(([label, queue]) =>
            queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum', label }),
          ),
        ),
      ],
      [
        graph('Records that came: accepted, refused, in conflict', [
          own('acceptedRecords', answered),
          own('refusedRecords', answered),
          own('conflictingRecords', answered),
        ]),
        graph('Milliseconds that views were out of date', [
          own('staleMilliseconds', { period, statistic: 'Maximum' }),
          own('staleMilliseconds', { period, statistic: 'p50' }),
        ]),
      ],
      [
        graph('Given up', [...deadLetters]),
        graph('Writes that another writer has come before, and keys that were refused', [
          own('lostRaces', answered),
          own('keyErrors', answered),
        ]),
      ],
      [
        graph('Refused requests', [own('refusedRequests', answered)]),
        graph('Of each day: clinics, schedules and releases', [
          own('quietClinics', daily),
          own('missedSchedules', daily),
          own('missingReleases', daily),
          own('publishedReleases', daily),
        ]),
      ],
      [
        graph('Per cent of its budget that the programme has left that has least', [
          own('leastBudgetLeft', { period: daily.period, statistic: 'Minimum' }),
        ]),
        graph('Programmes that cannot pay for another period', [own('spentBudgets', daily)]),
      ],
    ],
  });
}
