import { type IMetric, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from './stage.ts';

/** What is counted from log lines. */
export type OwnCount =
  | 'acceptedRecords'
  | 'refusedRecords'
  | 'conflictingRecords'
  | 'lostRaces'
  | 'staleMilliseconds'
  | 'keyErrors'
  | 'refusedRequests'
  | 'missingReleases'
  | 'publishedReleases'
  | 'missedSchedules'
  | 'leastBudgetLeft'
  | 'spentBudgets'
  | 'quietClinics';

/** A number that log lines are counted into. */
export const ownMetric = ({ prefix }: Stage, count: OwnCount, options: MetricOptions): IMetric =>
  new Metric({ namespace: prefix, metricName: count, ...options });

export type CountedLines = {
  stage: Stage;
  logGroup: ILogGroup;
  /** Which lines. */
  filterPattern: IFilterPattern;
  count: OwnCount;
  /** What each of them adds: a number, or a field of it such as `$.quietClinics`. */
  metricValue: string;
};

/** Has the lines of a log counted into a number of ours. */
export function countLines(scope: Construct, id: string, { stage, count, ...counted }: CountedLines): void {
  new MetricFilter(scope, id, { ...counted, metricNamespace: stage.prefix, metricName: count });
}
