import { TECHNIQUES } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import { leastSquares } from '../statistics/regression/least-squares.ts';
import { CALIBRATION } from './calibration.ts';
import { clientRows } from './client-rows.ts';
import { comparedRows, comparisonModel } from './comparison-model.ts';
import { type Claims, isSaid } from './contract.ts';
import { goalsNotLookedAt } from './goal-claims.ts';
import { lastSessionOn } from './goals-as-of.ts';
import { recoveryComparison } from './recovery-comparison.ts';
import { recoveryEstimates } from './recovery-estimates.ts';
import { regressionClaims } from './regression-claims.ts';
import { type RefusedSessions, techniqueClaims } from './technique-claims.ts';
import { techniqueComparison } from './technique-comparison.ts';
import { therapistClaims } from './therapist-claims.ts';
import { trendClaims } from './trend-claims.ts';
import { withinClientComparison } from './within-client.ts';

/**
 * What may be said of the sessions and courses of a table; goals are added by whoever has them
 * (`withGoals`).
 *
 * @param table of one clinic and range of months
 */
export function claims(table: OutcomeTable, refused: RefusedSessions | undefined): Claims {
  const ordered = clientRows(table);
  const recoveries = recoveryEstimates(table, ordered);
  const techniques = techniqueClaims(table, ordered, refused, recoveries);
  const model = comparisonModel(table, comparedRows(table, ordered), ordered.therapistRank, {
    therapists: true,
  });
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
