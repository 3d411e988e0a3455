import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { resourcesOf, STAGES, synthesize } from './synthesized.ts';

describe.each(STAGES)('monthly report schedule, stage %s', (stage) => {
  const { stateless } = synthesize(stage);
  const schedule = resourcesOf(stateless, 'AWS::Scheduler::Schedule').find(
    ({ Properties }) => Properties.Name === 'write-reports',
  )?.Properties;

  test("comes on the 9th at 05:00 UTC, when the follow-up of the month's last session is over", () => {
    const [minute, hour, day, month, weekday, year] = schedule.ScheduleExpression.slice(5, -1).split(' ');
    expect([weekday, year]).toEqual(['?', '*']);
    const cron = new Cron(`${minute} ${hour} ${day} ${month} *`, {
      timezone: schedule.ScheduleExpressionTimezone,
    });
    expect(cron.nextRuns(3, new Date('2026-11-25T00:00:00Z')).map((run) => run.toISOString())).toEqual([
      '2026-12-09T05:00:00.000Z',
      '2027-01-09T05:00:00.000Z',
      '2027-02-09T05:00:00.000Z',
    ]);
  });

  test('sends the scheduled time to the queue, and names no clinic', () => {
    const queue = resourcesOf(stateless, 'AWS::SQS::Queue').find(
      ({ path }) => path === 'monthly-report-queue/queue/Resource',
    );
    expect(schedule.Target.Arn).toEqual({ 'Fn::GetAtt': [queue?.logicalId, 'Arn'] });
    expect(JSON.parse(schedule.Target.Input)).toEqual({
      scheduledTime: '<aws.scheduler.scheduled-time>',
    });
  });
});
