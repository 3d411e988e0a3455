import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import type { ScheduledSurroundings } from './function-surroundings.ts';
import { watchDeploymentPermissions } from './operations-permissions.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { countLines, type OwnCount, ownMetric } from './own-metrics.ts';
import { ScheduledFunction } from './scheduled-function.ts';

/** Every day at 06:00 UTC: after the hour of digests, reports and releases. */
const WATCH_CRON = 'cron(0 6 * * ? *)';

/** What the watch counts, in the words of its log line, and what each number above zero means. */
const COUNTS = [
  {
    field: 'missingReleases',
    name: 'releases-missing',
    meaning: 'A release was due and is not published.',
    runbook: 'a-release-was-not-published',
  },
  {
    field: 'quietClinics',
    name: 'clinics-quiet',
    meaning: 'Nothing has come for two weeks from a clinic that sent before.',
    runbook: 'a-clinic-has-fallen-silent',
  },
  {
    field: 'missedSchedules',
    name: 'schedules-missed',
    meaning:
      'A schedule did not run when its time had come: closing, publishing, digests or monthly reports.',
    runbook: 'a-schedule-did-not-run',
  },
  {
    field: 'spentBudgets',
    name: 'budgets-spent',
    meaning: 'A programme cannot pay for the release of another period.',
    runbook: 'a-budget-is-nearly-spent',
  },
] as const;

/** What it counts besides, for whoever looks. */
const SHOWN = ['publishedReleases', 'leastBudgetLeft'] as const;

/**
 * Looks once a day for what did not happen, which no failure tells. Its numbers go from its log into metrics, and that it
 * runs at all is watched. It asks whether the other schedules ran: they are too seldom for an alarm to look back.
 */
export function addDeploymentWatch(
  scope: Stack,
  { stage, data, alarms, group }: ScheduledSurroundings,
): void {
  const watch = new OutcomesFunction(scope, 'watch-deployment', {
    stage,
    alarms,
    description: 'Looks for what should have happened: releases, records of clinics',
    memorySize: 512,
    timeout: Duration.minutes(2),
    environment: {
      REGISTRY_TABLE: data.registry.tableName,
      OUTCOMES_TABLE: data.outcomes.tableName,
      LEDGER_TABLE: data.releasing.ledger.tableName,
      RELEASES_BUCKET: data.releasing.releases.bucketName,
    },
    permissions: watchDeploymentPermissions(data),
  });
  new ScheduledFunction(scope, 'watching', {
    ...{ alarms, group, cron: WATCH_CRON, function: watch },
    description: 'Looks for what should have happened and did not',
    alarm: {
      name: 'watch-failures',
      meaning: 'Nobody looked whether releases are out and clinics send.',
      runbook: 'a-schedule-did-not-run',
    },
  });
  const counted = (id: string, count: OwnCount) =>
    countLines(scope, id, {
      ...{ stage, logGroup: watch.logGroup, count, metricValue: `$.${count}` },
      filterPattern: FilterPattern.stringValue('$.message', '=', 'deployment watched'),
    });
  for (const field of SHOWN) counted(`${field}-counted`, field);
  for (const { field, name, ...told } of COUNTS) {
    counted(`${name}-counted`, field);
    const metric = ownMetric(stage, field, { period: Duration.days(1), statistic: 'Maximum' });
    alarms.add(name, { ...told, metric, above: 0 });
  }
  alarms.whenSilent('schedules-silent', {
    metric: watch.metricInvocations({ period: Duration.days(1), statistic: 'Sum' }),
    meaning: 'Schedules have started nothing for a day.',
    runbook: 'a-schedule-did-not-run',
  });
}
