import { columnsRead } from '../mapping/mapped-columns-check.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { columnKey } from '../mapping/row-reading.ts';
import { decideTimes } from './decide-times.ts';
import type { LookedTable } from './likeliest-table.ts';

/**
 * A mapping that ships, for a file of somebody's: how days and times are meant is that file's and that clinic's, not the
 * example's, and its table is the one that was found, which may be a sheet of a workbook or separated otherwise. In a JSON
 * document the mapping knows where the rows lie.
 *
 * @param timeZone the clinic's, where it has said one
 */
export function fittedMapping(
  mapping: Mapping,
  { shape, profile: { columns } }: Pick<LookedTable, 'shape' | 'profile'>,
  timeZone: string | undefined,
): Mapping {
  const read = new Set(columnsRead(mapping).map(columnKey));
  const times = decideTimes(
    columns.filter(({ name }) => read.has(columnKey(name))),
    timeZone,
  );
  const { timeZone: _zone, dateOrder: _order, shortYears: _years, ...rest } = mapping;
  const file = shape.format === 'json' ? mapping.file : shape;
  return { ...rest, ...times.settings, file, decisions: times.decisions };
}
