import { TECHNIQUES } from '../records/catalogue.ts';
import type { TherapistRow } from '../statistics/contract.ts';
import { leastSquares } from '../statistics/regression/least-squares.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import { CALIBRATION } from './calibration.ts';
import { clientRows } from './client-rows.ts';
import { comparedRows, comparisonModel } from './comparison-model.ts';
import { type Claims, isSaid } from './contract.ts';
import { type DurationClaims, durationClaims } from './duration-claims.ts';
import { goalsNotLookedAt } from './goal-claims.ts';
import { regressionClaims } from './regression-claims.ts';
import { type ChangeClaims, type RefusedSessions, techniqueClaims } from './technique-claims.ts';
import { techniqueComparison } from './technique-comparison.ts';
import { therapistClaims } from './therapist-claims.ts';
import { therapistRows } from './therapist-rows.ts';
import { trendClaims } from './trend-claims.ts';
import { withinClientComparison } from './within-client.ts';

/** What takes clients as the unit of evidence: the claims, and the therapists' rows of the statistics contract. */
export type ClientStatistics = { claims: Claims; therapists: TherapistRow[] };

/** The same without what is said of hours, so that the two can be worked out side by side. */
export type ChangeStatistics = {
  claims: Omit<Claims, 'techniques' | 'recovery'> & { techniques: ChangeClaims[] };
  therapists: TherapistRow[];
};

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
  return withDurations(changeStatistics(table, refused, ordered), durationClaims(table, ordered));
}

/** The claims alone. */
export function claims(table: OutcomeTable, refused: RefusedSessions | undefined): Claims {
  return clientStatistics(table, refused).claims;
}

export function changeStatistics(
  table: OutcomeTable,
  refused: RefusedSessions | undefined,
  ordered = clientRows(table),
): ChangeStatistics {
  const compared = comparedRows(table, ordered);
  const techniques = techniqueClaims(table, ordered, refused);
  const model = comparisonModel(table, compared, ordered.therapistRank, { therapists: true });
  const fit = leastSquares(model.design);
  const withinClient = withinClientComparison(table, model);
  const silent = TECHNIQUES.map((technique) => {
    const improvement = techniques.find((claim) => claim.technique === technique)?.improvement;
    return improvement && isSaid(improvement) ? 1 - improvement.answered / improvement.asked : 0;
  });
  const rising = new Set(
    techniques.flatMap(({ technique, improvement }) =>
      isSaid(improvement) && improvement.ci95[1] < 0 ? [technique] : [],
    ),
  );
  return {
    claims: {
      calibration: CALIBRATION,
      techniques,
      comparison: techniqueComparison(model, fit, withinClient, silent, ordered.therapistIds, rising),
      withinClient,
      therapists: therapistClaims(model, fit, ordered.therapistIds),
      trend: trendClaims(table, ordered),
      goals: goalsNotLookedAt(table.lastSessionOn),
      regression: regressionClaims(table, ordered),
    },
    therapists: therapistRows(table, ordered, compared),
  };
}

/** Both together, in the order of the contract. */
export function withDurations(
  { claims: { calibration, techniques, ...rest }, therapists }: ChangeStatistics,
  durations: DurationClaims,
): ClientStatistics {
  return {
    claims: {
      calibration,
      techniques: techniques.map((of) => ({ ...of, ...durations.techniques.get(of.technique)! })),
      recovery: durations.recovery,
      ...rest,
    },
    therapists,
  };
}
