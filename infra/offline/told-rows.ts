import type { LoggedRow } from '../../shared/bulk/row-log.ts';
import type { RowLogs } from '../../shared/bulk/row-logs.ts';
import { RECORD_TYPES } from '../../shared/records/record.ts';
import type { ToldRow } from '../../shared/reports/terminal/account-text.ts';
import type { RowPlaces } from './row-places.ts';

/** The first rows of each file that were replaced or of which nothing is made, with the lines on which they stand. */
export function toldRows(places: RowPlaces, logs: RowLogs): ToldRow[] {
  const placed = ({ type, id, position }: LoggedRow) => ({
    place: places.placeAt(position),
    type: RECORD_TYPES[type]!,
    id,
  });
  const replaced = (otherDay: boolean) =>
    logs.of(otherDay ? 'replacedByOtherDay' : 'replaced').files.flatMap(({ first }) =>
      first.map((row) => ({
        ...placed(row),
        was: row.was,
        replacedBy: places.placeAt(row.by),
        otherDay,
      })),
    );
  const unused = logs
    .of('unused')
    .files.flatMap(({ first }) => first.map((row) => ({ ...placed(row), unused: row.reason })));
  return [...replaced(true), ...replaced(false), ...unused];
}
