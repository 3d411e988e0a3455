import { type Finding, findingOf, type Row, type TimedSession } from './finding.ts';

const WEEK_SECONDS = 7 * 86_400;
/** So many sessions of one client within seven days are a client id that stands for several people, or for none. */
export const TOO_MANY_A_WEEK = 20;

/**
 * Clients with twenty sessions or more within seven days: one finding a client, of all sessions that are part of
 * such a week.
 *
 * @param rows in order of start
 */
export function crowdedWeeks(rows: readonly Row<TimedSession>[]): Finding[] {
  return [...Map.groupBy(rows, ({ client }) => client).values()].flatMap((own) => {
    const crowded = new Set<Row<TimedSession>>();
    let first = 0;
    for (const [index, { start }] of own.entries()) {
      while (own[first]!.start <= start - WEEK_SECONDS) first += 1;
      if (index - first + 1 >= TOO_MANY_A_WEEK)
        for (const row of own.slice(first, index + 1)) crowded.add(row);
    }
    return crowded.size === 0 ? [] : [findingOf('too-many-sessions', [...crowded])];
  });
}
