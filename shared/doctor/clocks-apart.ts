import type { Decision } from '../mapping/mapping.ts';
import { readTimeOfDay } from '../mapping/written-time.ts';
import type { ColumnProfile } from './column-profile.ts';
import { needsNoZone } from './time-rule.ts';

const HALF = /^[ap]\.?m\.?$/i;
const BETWEEN = /\s*(?:-|–|—|\bto\b|\bbis\b)\s*/;

const firstOf = ({ values }: ColumnProfile) => [...values.keys()][0] ?? '';
const allOf = ({ values }: ColumnProfile, is: (text: string) => boolean) =>
  values.size > 0 && [...values.keys()].every(is);

/** A column that says which half of the day the times of another are in: none of those is a time without it. */
export function halvesOfDays(columns: readonly ColumnProfile[]): Decision | undefined {
  const halves = columns.find((column) => allOf(column, (text) => HALF.test(text.trim())));
  const time = columns.find((column) => column.share('time') > 0.8);
  if (!halves || !time) return undefined;
  const [clock, half] = [firstOf(time), firstOf(halves)];
  const why = `"${halves.name}" says whether the times of another column are before noon, and the two are never put together: write them in one cell, such as "${clock} ${half}"`;
  return { about: 'time', sure: 'undecided', why };
}

const CLOCK = /(?:^|[T\s])(\d{1,2})[:.h]\d{2}(?::\d{2})?$/;

/**
 * That visits begin on clocks of twelve hours of which nobody says the half: mornings, and hours of the night in which nobody is
 * massaged, but never an hour after noon.
 *
 * @param starts when visits began, or the time of day of it
 */
export function halvesUnsaid(starts: ColumnProfile | undefined): Decision | undefined {
  if (!starts || needsNoZone(starts)) return undefined;
  const hours = [...starts.values.keys()].map((text) => Number(CLOCK.exec(text)?.[1] ?? Number.NaN));
  const night = [...starts.values.keys()].filter((_, index) => hours[index]! >= 1 && hours[index]! <= 5);
  if (
    night.length === 0 ||
    !hours.every((hour) => hour >= 1 && hour <= 12) ||
    !hours.some((hour) => hour >= 7)
  )
    return undefined;
  const why = `"${starts.name}" holds times such as ${night[0]} and none after 12: the afternoon seems to have lost its PM, and would be read as the night: write 13:00 or 1:00 PM`;
  return { about: 'time', sure: 'undecided', why };
}

/** A column with the beginning and the end of a visit in one cell. */
export function spansOfTime(columns: readonly ColumnProfile[]): Decision | undefined {
  const isTime = (text: string) => 'value' in readTimeOfDay(text);
  const span = columns.find((column) =>
    allOf(column, (text) => {
      const parts = text.length > 40 ? [] : text.split(BETWEEN);
      return parts.length === 2 && parts.every(isTime);
    }),
  );
  if (!span) return undefined;
  const why = `"${span.name}" holds two times in a cell, such as "${firstOf(span)}": write the beginning and the end in columns of their own`;
  return { about: 'time', sure: 'undecided', why };
}
