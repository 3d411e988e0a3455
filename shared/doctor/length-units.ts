import type { Decision } from '../mapping/mapping.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords } from './header-words.ts';

const HOURS = ['hours', 'hour', 'hrs', 'hr', 'h', 'stunden', 'std', 'heures', 'horas', 'ore', 'uren'];
const SECONDS = [
  'seconds',
  'second',
  'sec',
  'secs',
  's',
  'sekunden',
  'secondes',
  'segundos',
  'secondi',
  'seconden',
];

/** The unit that a column of lengths is called by, where it holds bare numbers of it and they are no minutes. */
export function otherUnit(column: ColumnProfile): 'hours' | 'seconds' | undefined {
  if (column.share('number') === 0) return undefined;
  const words = headerWords(column.name);
  if (words.includes('minutes')) return undefined;
  const has = (units: readonly string[]) => words.some((word) => units.includes(word));
  return has(HOURS) ? 'hours' : has(SECONDS) ? 'seconds' : undefined;
}

/** That a column of lengths is not read, and what to write in its place. */
export function lengthsInOtherUnits(columns: readonly ColumnProfile[]): Decision[] {
  return columns.flatMap((column): Decision[] => {
    const unit = headerWords(column.name).includes('duration') ? otherUnit(column) : undefined;
    if (!unit) return [];
    const found = [...column.values.keys()][0];
    const why = `holds ${unit}, such as ${found}, and lengths are read as minutes: never read; write minutes, or lengths such as 1:30 or "1.5 h"`;
    return [{ about: column.name, sure: 'certain', why }];
  });
}
