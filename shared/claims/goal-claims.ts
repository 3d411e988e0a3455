import { attainedShare } from '../goals/attained-share.ts';
import { type ClientGoal, clientGoal, isClosed } from '../goals/client-goal.ts';
import type { GoalOfClient } from '../goals/goal-of-client.ts';
import { meanAttainment, scaledGoalOf } from '../goals/mean-attainment.ts';
import { FEWEST_CLIENTS, type GoalClaims, type OutcomeStatistics, type Withheld } from './contract.ts';
import { goalsAsOf } from './goals-as-of.ts';

const NO_RECORD = 'There is no session in these months and no goal.';
const ALL_AHEAD = 'Every session in these months is dated to come, and there is no goal.';

/**
 * Stands where goals were not looked at: they are judged as of a date, not by the months of sessions.
 *
 * @param lastSessionOn the day of the latest session; null without one
 */
export function goalsNotLookedAt(
  lastSessionOn: string | null,
  why = 'Goals were not looked at here.',
): GoalClaims {
  return {
    asOf: lastSessionOn,
    closed: null,
    measured: null,
    reachedOnce: null,
    attained: { withheld: why },
    meanT: { withheld: why },
    open: null,
  };
}

/**
 * The statistics with what may be said of goals, as of the day of the latest record (goals-as-of.ts). Where no
 * record has a day there is nothing to judge.
 *
 * @param goals of the clinic, in any order
 * @param reading the reader's day, and that of the latest session up to it; without it every record counts
 */
export function withGoals(
  statistics: OutcomeStatistics,
  goals: readonly GoalOfClient[],
  reading: { today: string | null; lastSession: string | null } = {
    today: null,
    lastSession: statistics.claims.goals.asOf,
  },
): OutcomeStatistics {
  const { claims, to } = statistics;
  const asOf = goalsAsOf(to, reading.lastSession, goals, reading.today);
  const said =
    asOf === null
      ? goalsNotLookedAt(null, claims.goals.asOf === null ? NO_RECORD : ALL_AHEAD)
      : goalClaims(goals, asOf);
  return { ...statistics, claims: { ...claims, goals: said } };
}

/**
 * What may be said of a clinic's goals that have begun by a date. A goal is closed when its due date has passed;
 * one that is attained before may still be lost. Clients are the unit of evidence: ten of them or nothing.
 *
 * @param goals in any order
 * @param asOf a date such as `2026-11-25`
 */
export function goalClaims(goals: readonly GoalOfClient[], asOf: string): GoalClaims {
  const begun = goals
    .filter(({ progress }) => progress.startsOn <= asOf)
    .map(({ client, progress }) => clientGoal(client, progress, asOf));
  const closed = begun.filter(isClosed);
  const share = attainedShare(begun);
  return {
    asOf,
    closed: closed.length,
    measured: share.goals,
    reachedOnce: closed.filter(({ status }) => status === 'reached-once').length,
    attained:
      share.share === null || share.ci95 === null
        ? tooFew(share.clients, 'a measured goal past its due date')
        : { rate: share.share, ci95: share.ci95 },
    meanT: meanTClaim(begun),
    open: begun.length - closed.length,
  };
}

function meanTClaim(goals: readonly ClientGoal[]): GoalClaims['meanT'] {
  const { meanT, ci95, baselineT, change, clients } = meanAttainment(goals.flatMap(scaledGoalOf));
  if (meanT === null || ci95 === null || baselineT === null || change === null) {
    return tooFew(clients, 'a measured goal with levels past its due date');
  }
  return { value: meanT, ci95, baseline: baselineT, change, clients };
}

function tooFew(clients: number, what: string): Withheld {
  if (clients === 0) return { withheld: `No client has ${what}.` };
  const have = clients === 1 ? 'client has' : 'clients have';
  return { withheld: `Only ${clients} ${have} ${what}; it takes ${FEWEST_CLIENTS}.` };
}
