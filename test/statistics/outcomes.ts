import fc from 'fast-check';
import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import type { CourseOutcome } from '../../shared/outcomes/course-outcome.ts';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { type ClientSessions, OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { anyClient, deepFreeze } from '../outcomes/client-records.ts';

/** Outcomes for tests: single ones with defaults, and random ones. */

export function outcome(fields: Partial<SessionOutcome> = {}): SessionOutcome {
  return {
    sessionId: 's-1',
    therapistId: 't-1',
    startedAt: '2026-08-03T10:00:00-05:00',
    endedAt: '2026-08-03T11:00:00-05:00',
    complaint: 'stress',
    technique: 'deep-tissue',
    combination: ['deep-tissue'],
    minutes: 60,
    sorenessReports: [],
    painReports: [],
    ...fields,
  };
}

export function course(fields: Partial<CourseOutcome> = {}): CourseOutcome {
  const { startedAt, complaint, technique, combination, endedAt } = outcome();
  return { startedAt, complaint, technique, combination, sessions: 1, lastEndedAt: endedAt, ...fields };
}

/** A client with these sessions and courses. */
export function client(
  name: string,
  sessions: readonly SessionOutcome[],
  courses: readonly CourseOutcome[] = [],
): ClientSessions {
  return deepFreeze({ client: name, sessions, courses });
}

export function tableOf(...clients: readonly ClientSessions[]): OutcomeTable {
  const table = new OutcomeTable({ from: null, to: null });
  for (const one of clients) table.add(one);
  return table;
}

/** Random clients whose outcomes were derived from random records. */
export const anyClients = fc
  .array(anyClient, { maxLength: 6 })
  .map((all) =>
    all.map((records, index) => deepFreeze({ client: `c-${index}`, ...clientOutcomes(records) })),
  );
