import { Cron } from 'croner';

/** The next time that a schedule is due after a given one; undefined when there is none. */
export type NextTime = (after: Date) => Date | undefined;

const UNIT_MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads a schedule expression of EventBridge Scheduler: `rate(5 minutes)`, `at(2026-01-01T12:00:00)` or
 * `cron(minutes hours day-of-month month day-of-week year)`.
 *
 * @param timeZone IANA name in which `at` and `cron` are meant
 * @param created when a rate begins to count
 * @throws Error for an expression that is not valid
 */
export function scheduleExpression(expression: string, timeZone: string, created: Date): NextTime {
  const [, kind, argument = ''] = /^(rate|at|cron)\((.+)\)$/.exec(expression.trim()) ?? [];
  switch (kind) {
    case 'rate':
      return rate(argument, created);
    case 'at':
      return at(argument, timeZone);
    case 'cron':
      return cron(argument, timeZone);
    default:
      throw new Error(`not a schedule expression: ${expression}`);
  }
}

function rate(argument: string, created: Date): NextTime {
  const [, value, unit] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(argument) ?? [];
  if (!value || !unit) throw new Error(`not a rate: ${argument}`);
  const period = Number(value) * UNIT_MILLISECONDS[unit as keyof typeof UNIT_MILLISECONDS];
  return (after) => {
    const passed = Math.max(0, Math.floor((after.getTime() - created.getTime()) / period));
    return new Date(created.getTime() + (passed + 1) * period);
  };
}

function at(argument: string, timeZone: string): NextTime {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(argument)
    ? new Cron(argument, { timezone: timeZone })
    : undefined;
  if (!time) throw new Error(`not a time: ${argument}`);
  return (after) => time.nextRun(after) ?? undefined;
}

/** AWS counts the days of the week from 1 for Sunday, and has a year; croner counts from 0 and wants seconds. */
function cron(argument: string, timeZone: string): NextTime {
  const fields = argument.trim().split(/\s+/);
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || !dayOfWeek) throw new Error(`a cron expression has six fields: ${argument}`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Error(`one of day of month and day of week must be ?: ${argument}`);
  }
  const pattern = ['0', minutes, hours, star(dayOfMonth), month, star(daysFromZero(dayOfWeek)), year].join(
    ' ',
  );
  const job = new Cron(pattern, { timezone: timeZone, mode: '7-part', sloppyRanges: true });
  return (after) => job.nextRun(after) ?? undefined;
}

const star = (field: string | undefined): string | undefined => (field === '?' ? '*' : field);

/** `2-6` becomes `1-5`, `6#3` becomes `5#3`, `5L` becomes `4L`; steps and names stay. A bare `L` is Saturday. */
function daysFromZero(field: string): string {
  if (field === 'L') return '6';
  return field
    .split(',')
    .map((part) => {
      const [range = '', step] = part.split('/');
      const shifted = range.replace(/^\d|(?<=-)\d/g, (day) => {
        if (!/[1-7]/.test(day)) throw new Error(`not a day of the week: ${day}`);
        return String(Number(day) - 1);
      });
      return step === undefined ? shifted : `${shifted}/${step}`;
    })
    .join(',');
}
