import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { CALIBRATION } from './calibration.ts';
import { type ClientRows, clientRows } from './client-rows.ts';
import type { Claims, TechniqueClaims } from './contract.ts';
import { goalsNotLookedAt } from './goal-claims.ts';
import { lastSessionOn } from './goals-as-of.ts';
import { recoveryComparison } from './recovery-comparison.ts';
import { regressionClaims } from './regression-claims.ts';
import { techniqueClaims } from './technique-claims.ts';
import { techniqueComparison } from './technique-comparison.ts';
import { therapistClaims } from './therapist-claims.ts';
import { trendClaims } from './trend-claims.ts';
import { withinClientComparison } from './within-client.ts';

/** Refused rows of sessions by primary technique; undefined to whoever sees only what is held. */
export type RefusedSessions = Partial<Record<Technique, number>>;

/**
 * What may be said of the sessions and courses of a table; goals are added by whoever has them
 * (`withGoals`).
 *
 * @param table of one clinic and range of months
 */
export function claims(table: OutcomeTable, refused: RefusedSessions | undefined): Claims {
  const ordered = clientRows(table);
  const withinClient = withinClientComparison(table, ordered);
  return {
    calibration: CALIBRATION,
    techniques: ofTechniques(table, ordered, refused),
    recovery: recoveryComparison(table, ordered),
    comparison: techniqueComparison(table, ordered, withinClient),
    withinClient,
    therapists: therapistClaims(table, ordered),
    trend: trendClaims(table, ordered),
    goals: goalsNotLookedAt(lastSessionOn(table)),
    regression: regressionClaims(table, ordered),
  };
}

function ofTechniques(
  table: OutcomeTable,
  ordered: ClientRows,
  refused: RefusedSessions | undefined,
): TechniqueClaims[] {
  return TECHNIQUES.flatMap((technique) => techniqueClaims(technique, table, ordered, refused) ?? []);
}
