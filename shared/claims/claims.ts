import { TECHNIQUES } from '../records/catalogue.ts';
import type { TherapistRow } from '../statistics/contract.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { leastSquares } from '../statistics/regression/least-squares.ts';
import { CALIBRATION } from './calibration.ts';
import { type ClientRows, clientRows } from './client-rows.ts';
import { type ComparedRows, comparedRows, comparisonModel } from './comparison-model.ts';
import { type Claims, isSaid } from './contract.ts';
import { goalsNotLookedAt } from './goal-claims.ts';
import { lastSessionOn } from './goals-as-of.ts';
import { recoveryComparison } from './recovery-comparison.ts';
import { recoveryEstimates } from './recovery-estimates.ts';
import { regressionClaims } from './regression-claims.ts';
import { type RefusedSessions, techniqueClaims } from './technique-claims.ts';
import { techniqueComparison } from './technique-comparison.ts';
import { rowsByTechnique } from './technique-rows.ts';
import { therapistClaims } from './therapist-claims.ts';
import { therapistRows } from './therapist-rows.ts';
import { trendClaims } from './trend-claims.ts';
import { withinClientComparison } from './within-client.ts';

/** What takes clients as the unit of evidence: the claims, and the therapists' rows of the statistics contract. */
export type ClientStatistics = { claims: Claims; therapists: TherapistRow[] };

/**
 * What may be said of the sessions and courses of a table; goals are added by whoever has them
 * (`withGoals`).
 *
 * @param table of one clinic and range of months
 */
export function clientStatistics(
  table: OutcomeTable,
  refused: RefusedSessions | undefined,
): ClientStatistics {
  const ordered = clientRows(table);
  const compared = comparedRows(table, ordered);
  return {
    claims: claimsOf(table, ordered, compared, refused),
    therapists: therapistRows(table, ordered, compared),
  };
}

/** The claims alone. */
export function claims(table: OutcomeTable, refused: RefusedSessions | undefined): Claims {
  const ordered = clientRows(table);
  return claimsOf(table, ordered, comparedRows(table, ordered), refused);
}

function claimsOf(
  table: OutcomeTable,
  ordered: ClientRows,
  compared: ComparedRows,
  refused: RefusedSessions | undefined,
): Claims {
  const byTechnique = rowsByTechnique(table, ordered);
  const recoveries = recoveryEstimates(table, byTechnique);
  const techniques = techniqueClaims(table, ordered, refused, byTechnique, recoveries);
  const model = comparisonModel(table, compared, ordered.therapistRank, { therapists: true });
  const fit = leastSquares(model.design);
  const withinClient = withinClientComparison(table, model);
  const silent = TECHNIQUES.map((technique) => {
    const improvement = techniques.find((claim) => claim.technique === technique)?.improvement;
    return improvement && isSaid(improvement) ? 1 - improvement.answered / improvement.asked : 0;
  });
  return {
    calibration: CALIBRATION,
    techniques,
    recovery: recoveryComparison(recoveries),
    comparison: techniqueComparison(model, fit, withinClient, silent, ordered.therapistIds),
    withinClient,
    therapists: therapistClaims(model, fit, ordered.therapistIds),
    trend: trendClaims(table, ordered),
    goals: goalsNotLookedAt(lastSessionOn(table)),
    regression: regressionClaims(table, ordered),
  };
}
