import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import { ScheduledFunction } from './scheduled-function.ts';

/**
 * 06:00 UTC on 1 February, 1 May, 1 August and 1 November.
 *
 * A quarter closes 30 days after its end, as 31 January, 1 May, 31 July or 31 October begins in UTC. The
 * first of a month is never before that, at most a day after it, and an instant that one cron expression
 * can name for all four quarters.
 */
export const RELEASE_CRON = 'cron(0 6 1 2,5,8,11 ? *)';

export type ReleaseScheduleProps = {
  alarms: Alarms;
  group: CfnScheduleGroup;
  publishRelease: OutcomesFunction;
};

/** Runs publish-release for the quarter that has just closed. */
export class ReleaseSchedule extends ScheduledFunction {
  constructor(scope: Construct, id: string, { alarms, group, publishRelease }: ReleaseScheduleProps) {
    super(scope, id, {
      alarms,
      group,
      function: publishRelease,
      description: 'Publishes the release of the quarter that has closed',
      cron: RELEASE_CRON,
      alarm: {
        name: 'release-failures',
        meaning: 'A release was not published.',
        runbook: 'a-release-was-not-published',
      },
    });
  }
}
