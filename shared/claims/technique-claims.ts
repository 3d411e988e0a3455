import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { askedCourses, askedSessions } from './asked-pairs.ts';
import { type Asked, changeClaim } from './change-claim.ts';
import { type ChangeTally, changeTallies } from './change-tally.ts';
import type { ClientRows } from './client-rows.ts';
import type { TechniqueClaims } from './contract.ts';
import { responderClaim } from './responder-claim.ts';

/** Refused rows of sessions by primary technique; undefined to whoever sees only what is held. */
export type RefusedSessions = Partial<Record<Technique, number>>;

const SESSION = { one: 'session', many: 'sessions' };
const IMMEDIATE: Asked = { ...SESSION, needs: 'a score before and one after' };
const LASTING: Asked = {
  ...SESSION,
  needs: 'a score before and one away from the table 24 to 72 hours later',
};
const COURSE: Asked = {
  one: 'course of care',
  many: 'courses of care',
  needs: 'a first score and a later one away from the table',
};

/** All that is said of a technique but of hours. */
export type ChangeClaims = Omit<TechniqueClaims, 'soreness' | 'relief'>;

/** What may be said of the change seen with each technique, in catalogue order; those without a session are left out. */
export function techniqueClaims(
  table: OutcomeTable,
  ordered: ClientRows,
  refused: RefusedSessions | undefined,
): ChangeClaims[] {
  const improvement = changeTallies(askedSessions(table, ordered, 'after'));
  const lasting = changeTallies(askedSessions(table, ordered, 'lasting'));
  const course = changeTallies(askedCourses(table));
  return TECHNIQUES.flatMap((technique, index) => {
    const { asked, clients } = improvement[index]!;
    const refusedHere = refused ? (refused[technique] ?? 0) : null;
    if (asked === 0 && !refusedHere) return [];
    return [
      {
        technique,
        sessions: asked,
        clients: clients.length,
        improvement: changeClaim(improvement[index]!, refusedHere, IMMEDIATE),
        lasting: changeClaim(lasting[index]!, refusedHere, LASTING),
        // A refused session may have begun a course, or belonged to one: nobody knows.
        course: changeClaim(course[index]!, refused ? 0 : null, COURSE),
        responders: responderClaim(improvement[index] as ChangeTally, refusedHere),
      },
    ];
  });
}
