import { kindOfField } from '../mapping/field-kinds.ts';
import type { ColumnRule } from '../mapping/field-rule.ts';
import type { Decision, SentMapping } from '../mapping/mapping.ts';
import { zoneOfRow } from '../mapping/zone-of-row.ts';
import { type ColumnProfile, MOSTLY } from './column-profile.ts';
import { headerWords } from './header-words.ts';
import { needsNoZone } from './time-rule.ts';

/** What is a zone whatever its column is called; `-5` in any other may be a change of a score. */
const PLAINLY = /\/|^(?:UTC|GMT)|^[+\-−]\d{1,2}:\d{2}$/i;
const CALLED =
  /(?:^|[^a-z])(?:tz|time[ _-]?zone|zone|(?:utc|gmt|time)[ _-]?offset|utc|gmt|zeitzone|huso|fuso|fuseau)(?![a-z])/i;
/** Where clients live is another matter than where they were massaged. */
const OF_CLIENTS: ReadonlySet<string> = new Set([
  'client',
  'invitee',
  'guest',
  'kunde',
  'cliente',
  'paciente',
]);

/** Whether every cell of a column names a time zone. */
function holdsZones(column: ColumnProfile): boolean {
  const texts = [...column.values.keys()];
  if (texts.length === 0 || !texts.every((text) => zoneOfRow(text) !== undefined)) return false;
  return CALLED.test(column.name) || texts.every((text) => PLAINLY.test(text));
}

/** The one column of a table in which each row names the zone of its clocks; undefined where there is none, or are several. */
export function zoneColumn(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const zones = columns.filter(
    (column) => holdsZones(column) && !headerWords(column.name).some((word) => OF_CLIENTS.has(word)),
  );
  const mostTimes = Math.max(...columns.filter(holdsTimes).map(({ filled }) => filled));
  return zones.length === 1 && zones[0]!.filled >= mostTimes ? zones[0] : undefined;
}

const holdsTimes = (column: ColumnProfile) => column.share('instant') + column.share('time') > MOSTLY;

/** Records whose times without an offset are read by the zone that their row names, where a column does and no other says it. */
export function withZones(
  records: SentMapping['records'],
  columns: readonly ColumnProfile[],
): SentMapping['records'] {
  const zones = zoneColumn(columns);
  if (!zones) return records;
  const isOnClocks = ({ column, time, timeZone }: Partial<ColumnRule>) => {
    const cells = columns.filter(({ name }) => name === column || name === time);
    return (
      timeZone === undefined &&
      cells.length > 0 &&
      cells.every((cell) => !needsNoZone(cell) && cell.count('offset') < cell.filled)
    );
  };
  return records.map((record) => ({
    ...record,
    fields: Object.fromEntries(
      Object.entries(record.fields).map(([field, rule]) => {
        const kind = kindOfField(record.type, field);
        const isTime = kind === 'instant' || kind === 'end';
        return [
          field,
          isTime && isOnClocks(rule as Partial<ColumnRule>)
            ? { ...(rule as object), zone: zones.name }
            : rule,
        ];
      }),
    ),
  }));
}

/** That a column names time zones, and the first of them. */
export const namesZones = ({ values }: ColumnProfile): string =>
  `names time zones, such as ${[...values.keys()].slice(0, 3).join(', ')}`;

/** What is told of columns of time zones that are not read. */
export function unreadZones(columns: readonly ColumnProfile[]): Decision[] {
  return columns.filter(holdsZones).map((column) => ({
    about: column.name,
    sure: 'unsure',
    why: `${namesZones(column)}, and is never read: times without an offset are those of the one zone of the mapping; where they are on these clocks, name it as the "zone" of each time`,
  }));
}
