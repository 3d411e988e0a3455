import type { RecentSession } from '../outcomes/missing-scores.ts';
import { monthsBetween } from '../outcomes/months.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { dateAsWritten, monthAsWritten } from '../records/time/instant.ts';
import { CLIENT_SK_PREFIX, monthPk, parseMonthSk } from '../storage/keys/keys.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
import { clientMonthOf } from './client-month-view.ts';

/**
 * The sessions of a clinic in the days up to a date, from the partitions of the months that these touch. Each is
 * read to its end, and a small row a session is kept.
 *
 * @param asOf the last day, such as `2026-11-25`
 * @param days how many days, that one among them; a session lies on the day it started, as written
 * @param therapistId whose sessions; undefined: everybody's
 */
export async function recentSessions(
  views: Pick<ViewStore, 'each'>,
  clinicId: string,
  asOf: string,
  days: number,
  therapistId?: string,
): Promise<RecentSession[]> {
  const from = dateAfter(asOf, 1 - days);
  const sessions: RecentSession[] = [];
  for (const month of monthsBetween(monthAsWritten(from), monthAsWritten(asOf))) {
    for await (const { key, content } of views.each(monthPk({ clinicId, month }), CLIENT_SK_PREFIX)) {
      const client = parseMonthSk(key.sk);
      for (const session of clientMonthOf(content!).sessions) {
        const date = dateAsWritten(session.startedAt);
        if (date < from || date > asOf) continue;
        if (therapistId !== undefined && session.therapistId !== therapistId) continue;
        const { sessionId, startedAt, complaint, painBefore, painAfter } = session;
        sessions.push({
          client,
          sessionId,
          therapistId: session.therapistId,
          startedAt,
          complaint,
          ...(painBefore === undefined ? {} : { painBefore }),
          ...(painAfter === undefined ? {} : { painAfter }),
        });
      }
    }
  }
  return sessions;
}
