import { NO_REPORT, type OutcomeTable } from '../statistics/table/outcome-table.ts';

const TWELVE_HOURS = 12 * 3600;
const DAY = 24 * 3600;

/** What the journal tells of soreness after a session. */
export type SorenessKnown = 'sore' | 'never-sore' | 'not-evaluable';

/**
 * Soreness after massage comes up over a day. So a session tells something only with a report from 12 h on; it was
 * sore where a report says 2 or more, and never sore only where there is one at 24 h or later.
 */
export function sorenessKnown({ sessions }: OutcomeTable, row: number): SorenessKnown {
  const last = sessions.lastSoreness.at(row);
  if (last < TWELVE_HOURS) return 'not-evaluable';
  if (sessions.firstSore.at(row) !== NO_REPORT) return 'sore';
  return last >= DAY ? 'never-sore' : 'not-evaluable';
}
