import { kindOfField } from '../mapping/field-kinds.ts';
import type { Decision, Mapping } from '../mapping/mapping.ts';
import type { ColumnProfile } from './column-profile.ts';

/** Why a day makes no record, and what to do about it. */
export const DAY_ALONE =
  'a day alone does not tell what came before a visit and what after it, and no time is guessed: add it where it is known';

/** Times of which some cells, or all, hold the day alone: such rows are refused, which is told before. */
export function decideDays({ records }: Mapping, columns: readonly ColumnProfile[]): Decision[] {
  const told = new Map<string, Decision>();
  for (const { type, fields } of records) {
    for (const [field, rule] of Object.entries(fields)) {
      const kind = kindOfField(type, field);
      if ((kind !== 'instant' && kind !== 'end') || !('column' in rule)) continue;
      const day = columns.find(({ name }) => name === rule.column);
      const time = 'time' in rule ? columns.find(({ name }) => name === rule.time) : undefined;
      if (!day) continue;
      const without = time ? day.filled - time.filled : day.count('day') + day.count('serialDay');
      if (without <= 0) continue;
      const where = time ? ` in "${time.name}"` : '';
      const why = `${without} of ${day.filled} have no time of day${where} and are refused: ${DAY_ALONE}`;
      told.set(why, { about: day.name, sure: 'certain', why });
    }
  }
  return [...told.values()];
}
