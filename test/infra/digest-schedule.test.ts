import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { resourcesOf, STAGES, synthesize } from './synthesized.ts';

describe.each(STAGES)('digest schedule, stage %s', (stage) => {
  const { stateless } = synthesize(stage);
  const schedule = resourcesOf(stateless, 'AWS::Scheduler::Schedule').find(
    ({ Properties }) => Properties.Name === 'write-digests',
  )?.Properties;

  test('comes every Monday at 04:00 UTC', () => {
    const [minute, hour, day, month, weekday, year] = schedule.ScheduleExpression.slice(5, -1).split(' ');
    expect([day, year]).toEqual(['?', '*']);
    const cron = new Cron(`${minute} ${hour} * ${month} ${weekday}`, {
      timezone: schedule.ScheduleExpressionTimezone,
    });
    expect(cron.nextRuns(3, new Date('2026-11-25T00:00:00Z')).map((run) => run.toISOString())).toEqual([
      '2026-11-30T04:00:00.000Z',
      '2026-12-07T04:00:00.000Z',
      '2026-12-14T04:00:00.000Z',
    ]);
  });

  test('sends the scheduled time to the queue, and names no clinic', () => {
    const queue = resourcesOf(stateless, 'AWS::SQS::Queue').find(
      ({ path }) => path === 'digest-queue/queue/Resource',
    );
    expect(schedule.Target.Arn).toEqual({ 'Fn::GetAtt': [queue?.logicalId, 'Arn'] });
    expect(JSON.parse(schedule.Target.Input)).toEqual({
      scheduledTime: '<aws.scheduler.scheduled-time>',
    });
  });

  test('is in the same group as the other schedule', () => {
    const groups = resourcesOf(stateless, 'AWS::Scheduler::ScheduleGroup');
    expect(groups).toHaveLength(1);
    expect(schedule.GroupName).toEqual({ Ref: groups[0]?.logicalId });
  });
});
