import { describe, expect, it } from 'vitest';
import { scheduleExpression } from '../../../infra/local/event-sources/schedule-expression.ts';
import { scheduleInput } from '../../../infra/local/event-sources/schedule-input.ts';

const created = new Date('2026-01-01T00:00:00Z');
const times = (expression: string, after: string, count: number, timeZone = 'UTC'): string[] => {
  const next = scheduleExpression(expression, timeZone, created);
  const found: string[] = [];
  for (let at = next(new Date(after)); at && found.length < count; at = next(at))
    found.push(at.toISOString());
  return found;
};

describe('scheduleExpression', () => {
  // The examples of the EventBridge Scheduler user guide, "Schedule types", worked out on a calendar.
  it.each([
    [
      'cron(15 10 ? * 6L 2022-2023)',
      '2022-11-01T00:00:00Z',
      ['2022-11-25T10:15', '2022-12-30T10:15', '2023-01-27T10:15'],
    ],
    ['cron(15 10 ? * 6L 2022-2023)', '2023-12-01T00:00:00Z', ['2023-12-29T10:15']],
    ['cron(0 10 * * ? *)', '2026-02-27T12:00:00Z', ['2026-02-28T10:00', '2026-03-01T10:00']],
    ['cron(0 18 ? * MON-FRI *)', '2026-11-20T17:59:59Z', ['2026-11-20T18:00', '2026-11-23T18:00']],
    ['cron(0 18 ? * 2-6 *)', '2026-11-20T17:59:59Z', ['2026-11-20T18:00', '2026-11-23T18:00']],
    ['cron(0 8 1 * ? *)', '2026-11-01T08:00:00Z', ['2026-12-01T08:00', '2027-01-01T08:00']],
    ['cron(0/15 * * * ? *)', '2026-01-01T00:50:00Z', ['2026-01-01T01:00', '2026-01-01T01:15']],
    [
      'cron(0 3 1 1,4,7,10 ? *)',
      '2026-01-01T03:00:00Z',
      ['2026-04-01T03:00', '2026-07-01T03:00', '2026-10-01T03:00'],
    ],
    ['cron(0 9 ? * 2#1 *)', '2026-11-03T00:00:00Z', ['2026-12-07T09:00']],
    ['cron(0 12 3W * ? *)', '2026-10-01T00:00:00Z', ['2026-10-02T12:00']], // the 3rd is a Saturday
    ['cron(0 12 L * ? *)', '2026-02-01T00:00:00Z', ['2026-02-28T12:00']],
    ['cron(0 0 ? * 1 *)', '2026-11-20T00:00:00Z', ['2026-11-22T00:00']], // 1 is Sunday
    ['rate(5 minutes)', '2026-01-01T00:07:00Z', ['2026-01-01T00:10', '2026-01-01T00:15']],
    ['rate(1 day)', '2026-01-01T00:00:00Z', ['2026-01-02T00:00']],
    ['at(2026-11-20T13:00:00)', '2026-11-01T00:00:00Z', ['2026-11-20T13:00']],
  ])('%s after %s', (expression, after, expected) => {
    expect(times(expression, after, expected.length)).toEqual(expected.map((time) => `${time}:00.000Z`));
  });

  it('reads times in its own zone', () => {
    expect(times('cron(0 3 1 1,4,7,10 ? *)', '2026-05-01T00:00:00Z', 2, 'Europe/London')).toEqual([
      '2026-07-01T02:00:00.000Z',
      '2026-10-01T02:00:00.000Z',
    ]);
    expect(times('at(2026-07-01T12:00:00)', '2026-05-01T00:00:00Z', 1, 'Europe/London')).toEqual([
      '2026-07-01T11:00:00.000Z',
    ]);
  });

  it('ends where a year or a time ends', () => {
    expect(times('cron(0 0 1 1 ? 2026)', '2026-01-01T00:00:00Z', 1)).toEqual([]);
    expect(times('at(2026-01-01T00:00:00)', '2026-01-02T00:00:00Z', 1)).toEqual([]);
  });

  it.each([
    'cron(0 10 * * * *)',
    'cron(0 10 ? * ? *)',
    'cron(0 10 * *)',
    'rate(0 minutes)',
    'rate(5 weeks)',
    'at(tomorrow)',
    'every day',
    'cron(0 0 ? * 8 *)',
  ])('refuses %s', (expression) => {
    expect(() => scheduleExpression(expression, 'UTC', created)).toThrow();
  });
});

describe('scheduleInput', () => {
  const arn = 'arn:aws:scheduler:eu-west-1:000000000000:schedule/default/quarterly';

  it('fills in the context attributes', () => {
    const input =
      '{"time":"<aws.scheduler.scheduled-time>","arn":"<aws.scheduler.schedule-arn>","try":"<aws.scheduler.attempt-number>"}';
    expect(JSON.parse(scheduleInput({ arn, input }, '2026-07-01T03:00:00.000Z', 2))).toEqual({
      time: '2026-07-01T03:00:00Z',
      arn,
      try: '2',
    });
  });

  it('describes the occasion when there is no input', () => {
    expect(JSON.parse(scheduleInput({ arn }, '2026-07-01T03:00:00+01:00'))).toMatchObject({
      source: 'aws.scheduler',
      time: '2026-07-01T02:00:00Z',
      resources: [arn],
    });
  });
});
