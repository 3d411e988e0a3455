import type { Decision, Mapping } from '../mapping/mapping.ts';
import type { ColumnProfile } from './column-profile.ts';
import { needsNoZone, timeDecisions } from './time-rule.ts';
import { namesZones } from './zones-of-rows.ts';

type TimeSettings = Pick<Mapping, 'dateOrder' | 'shortYears' | 'timeZone'>;

/**
 * How days and times are meant, from all that are read of a file.
 *
 * @param told the clinic's time zone, where whoever asks knows it
 * @param zones the column in which each row names its zone, where times are read by one
 */
export function decideTimes(
  columns: readonly ColumnProfile[],
  told: string | undefined,
  zones?: ColumnProfile,
): { settings: TimeSettings; decisions: Decision[] } {
  const sum = (shape: Parameters<ColumnProfile['count']>[0]) =>
    columns.reduce((total, column) => total + column.count(shape), 0);
  const settings: TimeSettings = {};
  const decisions: Decision[] = [];
  const say = (about: string, sure: Decision['sure'], why: string) => decisions.push({ about, sure, why });
  const [dayFirst, monthFirst, either] = [sum('dayFirst'), sum('monthFirst'), sum('eitherFirst')];
  if (dayFirst > 0 && monthFirst > 0) {
    say(
      'dateOrder',
      'undecided',
      `${dayFirst} days can only be meant day first, ${monthFirst} only month first: two habits in one file`,
    );
  } else if (dayFirst > 0) {
    settings.dateOrder = 'day-first';
    say('dateOrder', 'certain', `${dayFirst} days have a first number above 12`);
  } else if (monthFirst > 0) {
    settings.dateOrder = 'month-first';
    say('dateOrder', 'certain', `${monthFirst} days have a second number above 12`);
  } else if (either > 0 && sum('dotted') >= either) {
    settings.dateOrder = 'day-first';
    say('dateOrder', 'likely', 'days with dots are written day first');
  } else if (either > 0) {
    say(
      'dateOrder',
      'undecided',
      `all ${either} days could be meant either way: say "day-first" or "month-first"`,
    );
  }
  if (sum('shortYear') > 0) {
    settings.shortYears = 2000;
    say('shortYears', 'likely', 'years have two digits; they are read as 2000 and later');
  }
  decisions.push(...timeDecisions(columns, told));
  const times = sum('instant') + sum('serialInstant') + sum('time') + sum('pointTime');
  const local = columns.some(
    (column) => !needsNoZone(column, told) && onClocks(column) > column.count('offset'),
  );
  const byRow = zones !== undefined && columns.includes(zones);
  if (told !== undefined) settings.timeZone = told;
  if (times > 0 && local && byRow)
    say(zones.name, 'likely', `${namesZones(zones)}: times without an offset are read by it, row by row`);
  else if (times > 0 && local && told === undefined)
    say(
      'timeZone',
      'undecided',
      'times have no offset: say the time zone of the clinic, such as "America/Chicago"',
    );
  else if (times > 0 && local) say('timeZone', 'certain', `times have no offset; ${told} was given`);
  else if (
    told === undefined &&
    (columns.some((column) => needsNoZone(column)) || (times > 0 && sum('utcOffset') === sum('offset')))
  )
    say(
      'timeZone',
      'certain',
      'all times are in UTC: set the time zone of the clinic too, or days and months are those of UTC',
    );
  else if (columns.some((column) => needsNoZone(column, told)))
    say('timeZone', 'certain', 'times are of a zone that the file states');
  else if (times > 0) say('timeZone', 'certain', 'times have their offsets');
  return { settings, decisions };
}

/** How many times of a column are written, or counted, without a word of their zone as far as it is seen. */
const onClocks = (column: ColumnProfile) =>
  column.count('instant') + column.count('serialInstant') + column.count('time') + column.count('pointTime');
