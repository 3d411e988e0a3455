import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ownMetric } from './own-metrics.ts';
import type { Stage } from './stage.ts';

export type DashboardProps = {
  stage: Stage;
  alarms: readonly Alarm[];
  api: HttpApi;
  /** What derives views from changes. */
  refreshing: readonly IFunction[];
  /** Where work waits, by what it is. */
  queues: Readonly<Record<string, IQueue>>;
};

const HALF = 12;
const WHOLE = 24;
const period = Duration.minutes(5);

/** One page in CloudWatch that shows in this order what rings, whether people are answered, and what is behind. */
export function addDashboard(
  scope: Construct,
  { stage, alarms, api, refreshing, queues }: DashboardProps,
): Dashboard {
  const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: HALF });
  const answered = { period, statistic: 'Sum' };
  const daily = { period: Duration.days(1), statistic: 'Sum' };
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
        graph('Refused requests', [ownMetric(stage, 'refusedRequests', answered)]),
        graph('Missing releases and quiet clinics, each day', [
          ownMetric(stage, 'missingReleases', daily),
          ownMetric(stage, 'quietClinics', daily),
        ]),
      ],
    ],
  });
}
