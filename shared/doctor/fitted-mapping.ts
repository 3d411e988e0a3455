import { columnsRead } from '../mapping/mapped-columns-check.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { columnKey } from '../mapping/row-reading.ts';
import { decideTimes } from './decide-times.ts';
import type { TableProfile } from './profile-table.ts';

/**
 * A mapping that ships, for a file of somebody's: how days and times are meant is that file's and that clinic's, not the
 * example's.
 *
 * @param timeZone the clinic's, where it has said one
 */
export function fittedMapping(
  mapping: Mapping,
  { columns }: TableProfile,
  timeZone: string | undefined,
): Mapping {
  const read = new Set(columnsRead(mapping).map(columnKey));
  const times = decideTimes(
    columns.filter(({ name }) => read.has(columnKey(name))),
    timeZone,
  );
  const { timeZone: _zone, dateOrder: _order, shortYears: _years, ...rest } = mapping;
  return { ...rest, ...times.settings, decisions: times.decisions };
}
