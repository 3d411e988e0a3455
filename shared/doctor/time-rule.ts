import type { Counted } from '../mapping/counted-time.ts';
import type { ColumnRule } from '../mapping/field-rule.ts';
import type { Decision } from '../mapping/mapping.ts';
import { type ColumnProfile, type ColumnShape, MOSTLY } from './column-profile.ts';
import { headerWords } from './header-words.ts';

const SHAPE_OF: Readonly<Record<Counted, ColumnShape>> = {
  'unix-seconds': 'unixSeconds',
  'unix-milliseconds': 'unixMilliseconds',
  'spreadsheet-days': 'serialInstant',
};
const SAID: Readonly<Record<Counted, string>> = {
  'unix-seconds': 'holds seconds since 1970, which are counted in UTC',
  'unix-milliseconds': 'holds milliseconds since 1970, which are counted in UTC',
  'spreadsheet-days': 'holds days with the time as their part, as spreadsheets count them',
};

/** How the times of a column are counted; undefined where they are written as days and times. */
export function countedIn(column: ColumnProfile): Counted | undefined {
  return (Object.keys(SHAPE_OF) as Counted[]).find((counted) => column.share(SHAPE_OF[counted]) > MOSTLY);
}

/** Whether a column's name says that its times, which have no offsets, are those of UTC. */
const isNamedUtc = (column: ColumnProfile) =>
  column.count('offset') === 0 && headerWords(column.name).some((word) => word === 'utc' || word === 'gmt');

/** Whether the times of a column are instants by themselves, on nobody's clocks. */
export function needsNoZone(column: ColumnProfile): boolean {
  const counted = countedIn(column);
  return (counted !== undefined && counted !== 'spreadsheet-days') || isNamedUtc(column);
}

/** How the times of a column are read. @param time the column of the time of day, where it has one of its own */
export function timeRule(column: ColumnProfile, time?: ColumnProfile): ColumnRule {
  const counted = countedIn(column);
  return {
    column: column.name,
    ...(time && { time: time.name }),
    ...(counted && { counted }),
    ...([column, ...(time ? [time] : [])].some(isNamedUtc) && { timeZone: 'UTC' }),
  };
}

/** What a person should know of it. */
export function timeDecisions(columns: readonly ColumnProfile[]): Decision[] {
  return columns.flatMap((column): Decision[] => {
    const counted = countedIn(column);
    if (counted) return [{ about: column.name, sure: 'certain', why: SAID[counted] }];
    const isTimed = column.count('instant') + column.count('time') > 0;
    return isTimed && isNamedUtc(column)
      ? [{ about: column.name, sure: 'certain', why: 'is called UTC: its times are read as such' }]
      : [];
  });
}
