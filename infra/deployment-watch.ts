import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import type { ScheduledSurroundings } from './function-surroundings.ts';
import { watchDeploymentPermissions } from './operations-permissions.ts';
import { OutcomesFunction } from './outcomes-function.ts';
import { countLines, ownMetric } from './own-metrics.ts';
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
] as const;

/**
 * Looks once a day for what did not happen, which no failure tells. Its numbers go from its log into metrics, and that it
 * runs at all is watched: it stands for all schedules, of which the others are too seldom for an alarm to look back.
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
  for (const { field, name, ...told } of COUNTS) {
    countLines(scope, `${name}-counted`, {
      ...{ stage, logGroup: watch.logGroup, count: field, metricValue: `$.${field}` },
      filterPattern: FilterPattern.stringValue('$.message', '=', 'deployment watched'),
    });
    const metric = ownMetric(stage, field, { period: Duration.days(1), statistic: 'Maximum' });
    alarms.add(name, { ...told, metric, above: 0 });
  }
  alarms.whenSilent('schedules-silent', {
    metric: watch.metricInvocations({ period: Duration.days(1), statistic: 'Sum' }),
    meaning: 'Schedules have started nothing for a day.',
    runbook: 'a-schedule-did-not-run',
  });
}
