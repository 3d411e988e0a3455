import { Cron } from 'croner';
import { describe, expect, test } from 'vitest';
import { missedRuns, RUNS_WITHIN_DAYS, SCHEDULED } from '../../shared/schedule/expected-runs.ts';
import { resourcesOf, synthesize } from '../infra/synthesized.ts';

const MILLISECONDS_A_DAY = 86_400_000;
/** By name, EventBridge's expression of each schedule of the deployment. */
const EXPRESSIONS = Object.fromEntries(
  resourcesOf(synthesize('prod').stateless, 'AWS::Scheduler::Schedule').map(({ Properties }) => [
    Properties.Name as string,
    Properties.ScheduleExpression as string,
  ]),
);

/** Runs of eight years, among them two with a 29 February. */
function runsOf(schedule: string): Date[] {
  const [minute, hour, day, month, weekday] = EXPRESSIONS[schedule]!.slice(5, -1).split(' ');
  const days = [day, month, weekday].map((part) => part!.replace('?', '*')).join(' ');
  const runs: Date[] = [];
  for (let at = new Date('2026-12-01T00:00:00Z'); at < new Date('2034-12-01T00:00:00Z'); ) {
    at = new Cron(`${minute} ${hour} ${days}`, { timezone: 'UTC' }).nextRun(at)!;
    runs.push(at);
  }
  return runs;
}

test('every schedule of the deployment is looked for, but the look itself', () => {
  expect([...SCHEDULED, 'watch-deployment'].sort()).toEqual(Object.keys(EXPRESSIONS).sort());
});

describe.each(SCHEDULED)('%s', (schedule) => {
  const others = SCHEDULED.filter((other) => other !== schedule);
  /** What is missed at an instant of a day's look, if this one ran last at another. */
  const missed = (ran: Date, now: Date) =>
    missedRuns(
      new Map([[schedule, ran.toISOString()], ...others.map((other) => [other, now.toISOString()] as const)]),
      now,
    );
  const runs = runsOf(schedule);

  test('is never missed while it runs, whenever one looks before the next run has been due for an hour', () => {
    for (const [index, run] of runs.slice(1).entries()) {
      expect(missed(runs[index]!, new Date(run.getTime() + 3_600_000))).toEqual([]);
    }
  });

  test('is missed on a day within those that it may pause, if it does not run once', () => {
    for (const [index] of runs.slice(2).entries()) {
      const late = new Date(runs[index]!.getTime() + RUNS_WITHIN_DAYS[schedule] * MILLISECONDS_A_DAY);
      expect(missed(runs[index]!, late)).toEqual([schedule]);
      // Rings a day after the longest pause: of shorter ones a few days later, and before the run that follows.
      expect(late.getTime()).toBeLessThan(runs[index + 2]!.getTime());
    }
  });
});

test('a schedule of which nothing is noted is not missed yet: the look begins to count', () => {
  expect(missedRuns(new Map(), new Date())).toEqual([]);
});
