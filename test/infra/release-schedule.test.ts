import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { lastClosedPeriod } from '../../shared/privacy/release-period.ts';
import { functionsOf, resourcesOf, STAGES, synthesize } from './synthesized.ts';

const DAY = 24 * 3600 * 1000;

describe.each(STAGES)('release schedule, stage %s', (stage) => {
  const app = synthesize(stage);
  const schedules = resourcesOf(app.stateless, 'AWS::Scheduler::Schedule');
  const schedule = schedules.find(({ Properties }) => Properties.Name === 'publish-release')?.Properties;

  /** croner reads minute to day of week; EventBridge adds a year and writes "any" as "?" once. */
  function runs(from: string, count: number): Date[] {
    const [minute, hour, day, month, weekday, year] = schedule.ScheduleExpression.slice(
      'cron('.length,
      -1,
    ).split(' ');
    expect([weekday, year]).toEqual(['?', '*']);
    const cron = new Cron(`${minute} ${hour} ${day} ${month} *`, {
      timezone: schedule.ScheduleExpressionTimezone,
    });
    return cron.nextRuns(count, new Date(from));
  }

  test('is called publish-release within its stage and calls that function', () => {
    const [group] = resourcesOf(app.stateless, 'AWS::Scheduler::ScheduleGroup');
    expect(schedule.GroupName).toEqual({ Ref: group?.logicalId });
    expect(group?.Properties.Name).toBe(`massage-outcomes-${stage}-schedules`);
    const target = functionsOf(app).find(({ name }) => name === 'publish-release')?.logicalId;
    expect(schedule.Target.Arn).toEqual({ 'Fn::GetAtt': [target, 'Arn'] });
  });

  test('runs at 06:00 UTC on the first of February, May, August and November', () => {
    expect(runs('2026-01-01T00:00:00Z', 5).map((run) => run.toISOString())).toEqual([
      '2026-02-01T06:00:00.000Z',
      '2026-05-01T06:00:00.000Z',
      '2026-08-01T06:00:00.000Z',
      '2026-11-01T06:00:00.000Z',
      '2027-02-01T06:00:00.000Z',
    ]);
  });

  test('finds every quarter closed, once, and not by more than two days', () => {
    const dates = runs('2026-01-01T00:00:00Z', 40);
    const periods = dates.map((run) => lastClosedPeriod(run.toISOString()));
    const quarters = dates.map(
      (_, index) => `${2025 + Math.floor((index + 3) / 4)}Q${((index + 3) % 4) + 1}`,
    );
    expect(periods.map(({ period }) => period)).toEqual(quarters);
    for (const [index, run] of dates.entries()) {
      const sinceClosing = run.getTime() - Date.parse(periods[index]?.closesAt ?? '');
      expect(sinceClosing).toBeGreaterThan(0);
      expect(sinceClosing).toBeLessThan(2 * DAY);
    }
  });

  test('runs exactly then, with the scheduled time, and is tried again', () => {
    expect(schedule.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
    expect(JSON.parse(schedule.Target.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' });
    expect(schedule.Target.RetryPolicy).toEqual({
      MaximumRetryAttempts: 10,
      MaximumEventAgeInSeconds: 12 * 3600,
    });
    app.stateless.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 6 * 3600,
    });
  });
});
