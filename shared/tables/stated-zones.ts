import { isTimeZone } from '../records/time/time-zone.ts';
import type { FirstRow } from './header-line.ts';

/** Qualtrics: `{"ImportId":"startDate","timeZone":"America/Denver"}`, in a line of the header. */
const STATED = /^\{.*"timeZone"\s*:\s*"([^"]+)"/;

/**
 * The zones that the lines of a header state for columns of times.
 *
 * @param above the lines above the first row
 */
export function statedZones(
  above: readonly FirstRow[],
  columns: readonly string[],
): { zones?: ReadonlyMap<string, string> } {
  const zones = new Map(
    above.flatMap(({ cells }) =>
      cells.flatMap((cell, index): [string, string][] => {
        const said = STATED.exec(cell.trim())?.[1];
        const zone = said === 'Z' ? 'UTC' : said;
        const column = columns[index];
        return zone !== undefined && column !== undefined && isTimeZone(zone) ? [[column, zone]] : [];
      }),
    ),
  );
  return zones.size > 0 ? { zones } : {};
}
