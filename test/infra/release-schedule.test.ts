import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { periodDue } from '../../shared/privacy/programme/release-period.ts';
import { functionsOf, resourcesOf, STAGES, synthesize } from './synthesized.ts';

const DAY = 24 * 3600 * 1000;

/** The function that a schedule calls, on which day of February, May, August and November, to do what. */
const SCHEDULES = [
  { name: 'close-period', day: '01', step: 'freezesAt' },
  { name: 'publish-release', day: '03', step: 'publishesAt' },
] as const;

describe.each(STAGES.flatMap((stage) => SCHEDULES.map((schedule) => ({ stage, ...schedule }))))(
  'schedule $name, stage $stage',
  ({ stage, name, day, step }) => {
    const app = synthesize(stage);
    const schedule = resourcesOf(app.stateless, 'AWS::Scheduler::Schedule').find(
      ({ Properties }) => Properties.Name === name,
    )?.Properties;

    /** croner reads minute to day of week; EventBridge adds a year and writes "any" as "?" once. */
    function runs(from: string, count: number): Date[] {
      const [minute, hour, dayOfMonth, month, weekday, year] = schedule.ScheduleExpression.slice(
        'cron('.length,
        -1,
      ).split(' ');
      expect([weekday, year]).toEqual(['?', '*']);
      const cron = new Cron(`${minute} ${hour} ${dayOfMonth} ${month} *`, {
        timezone: schedule.ScheduleExpressionTimezone,
      });
      return cron.nextRuns(count, new Date(from));
    }

    test('is in the group of its stage and calls the function of its name', () => {
      const [group] = resourcesOf(app.stateless, 'AWS::Scheduler::ScheduleGroup');
      expect(schedule.GroupName).toEqual({ Ref: group?.logicalId });
      expect(group?.Properties.Name).toBe(`massage-outcomes-${stage}-schedules`);
      const target = functionsOf(app).find((found) => found.name === name)?.logicalId;
      expect(schedule.Target.Arn).toEqual({ 'Fn::GetAtt': [target, 'Arn'] });
    });

    test('finds every quarter closed, at the instant that the quarter names, and every half-year', () => {
      const dates = runs('2026-01-01T00:00:00Z', 40);
      expect(dates[0]!.toISOString()).toBe(`2026-02-${day}T06:00:00.000Z`);
      const periods = dates.map((run) => periodDue(step, 'quarter', run.toISOString())!);
      const quarters = dates.map(
        (_, index) => `${2025 + Math.floor((index + 3) / 4)}Q${((index + 3) % 4) + 1}`,
      );
      expect(periods.map(({ period }) => period)).toEqual(quarters);
      for (const [index, run] of dates.entries()) {
        expect(periods[index]![step]).toBe(run.toISOString());
        const sinceClosing = run.getTime() - Date.parse(periods[index]!.closesAt);
        expect(sinceClosing).toBeGreaterThan(0);
        expect(sinceClosing).toBeLessThan(4 * DAY);
      }
      const halves = dates.flatMap((run) => periodDue(step, 'half-year', run.toISOString()) ?? []);
      expect(halves.map(({ period }) => period).slice(0, 3)).toEqual(['2025H2', '2026H1', '2026H2']);
      expect(halves).toHaveLength(20);
    });

    test('runs exactly then, with the scheduled time, and is tried again', () => {
      expect(schedule.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
      expect(JSON.parse(schedule.Target.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' });
      expect(schedule.Target.RetryPolicy).toEqual({
        MaximumRetryAttempts: 10,
        MaximumEventAgeInSeconds: 12 * 3600,
      });
      app.stateless.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: functionsOf(app).find((found) => found.name === name)?.logicalId },
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 6 * 3600,
      });
    });
  },
);
