import type { Counted } from '../mapping/counted-time.ts';
import type { ColumnRule } from '../mapping/field-rule.ts';
import type { Decision, SentMapping } from '../mapping/mapping.ts';
import { type ColumnProfile, type ColumnShape, MOSTLY } from './column-profile.ts';
import { areClocksOf, type NamedZone, zoneInName } from './zone-in-name.ts';

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

/** The zone of a column's times, which have no offsets, as the file or its name says; undefined where neither does. */
const statedZone = (column: ColumnProfile): NamedZone | undefined =>
  column.count('offset') > 0
    ? undefined
    : column.zone === undefined
      ? zoneInName(column.name)
      : { zone: column.zone, says: column.zone };

/** Whether the times of a column are on no clocks of the clinic: counted in UTC, or of a zone that is stated. */
export function needsNoZone(column: ColumnProfile, clinics?: string): boolean {
  const counted = countedIn(column);
  if (counted !== undefined && counted !== 'spreadsheet-days') return true;
  const stated = statedZone(column);
  return stated !== undefined && !isClinics(stated, clinics);
}

/** Whether the stated zone is what the clinic's own clocks are called: those are read, summer time and all. */
const isClinics = ({ zone, says }: NamedZone, clinics: string | undefined) =>
  clinics !== undefined && zone !== 'UTC' && (zone === clinics || areClocksOf(says, clinics));

/** How the times of a column are read. @param time the column of the time of day, where it has one of its own */
export function timeRule(column: ColumnProfile, time?: ColumnProfile): ColumnRule {
  const counted = countedIn(column);
  const stated = statedZone(column) ?? (time && statedZone(time));
  return {
    column: column.name,
    ...(time && { time: time.name }),
    ...(counted && { counted }),
    ...(stated && { timeZone: stated.zone }),
  };
}

/** The records of a mapping without the zones that are the clinic's own: its clocks are those of the whole mapping. */
export function withClinicsClocks(
  records: SentMapping['records'],
  columns: readonly ColumnProfile[],
  clinics: string | undefined,
): SentMapping['records'] {
  const isOwn = (name: unknown) => {
    const column = columns.find((one) => one.name === name);
    const stated = column && statedZone(column);
    return stated !== undefined && isClinics(stated, clinics);
  };
  return records.map((record) => ({
    ...record,
    fields: Object.fromEntries(
      Object.entries(record.fields).map(([field, rule]) => {
        const { timeZone, ...rest } = rule as Partial<ColumnRule>;
        return [field, timeZone !== undefined && (isOwn(rest.column) || isOwn(rest.time)) ? rest : rule];
      }),
    ),
  }));
}

/** What a person should know of it. @param clinics the clinic's time zone */
export function timeDecisions(columns: readonly ColumnProfile[], clinics?: string): Decision[] {
  return columns.flatMap((column): Decision[] => {
    const counted = countedIn(column);
    if (counted) return [{ about: column.name, sure: 'certain', why: SAID[counted] }];
    const stated = column.count('instant') + column.count('time') > 0 ? statedZone(column) : undefined;
    return stated ? [{ about: column.name, ...whatIsStated(column, stated, clinics) }] : [];
  });
}

function whatIsStated(
  column: ColumnProfile,
  stated: NamedZone,
  clinics: string | undefined,
): Pick<Decision, 'sure' | 'why'> {
  const { zone, says } = stated;
  if (column.zone !== undefined)
    return { sure: 'certain', why: `the header of the file says that its times are those of ${zone}` };
  if (says === 'UTC') return { sure: 'certain', why: 'is called UTC: its times are read as such' };
  if (isClinics(stated, clinics))
    return { sure: 'likely', why: `is called ${says}, as clocks in ${clinics} are: read as the clinic's` };
  return /\d/.test(says)
    ? { sure: 'certain', why: `is called ${says}: its times are read as such` }
    : {
        sure: 'unsure',
        why: `is called ${says}, and read as clocks in ${zone}, summer time and all: where another zone is meant, say its "timeZone"`,
      };
}
