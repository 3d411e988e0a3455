import { appendColumns, type TableColumns, tableColumns } from '../../shared/bulk/table-columns.ts';
import { claims } from '../../shared/claims/claims.ts';
import type { Claims } from '../../shared/claims/contract.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import { reaches } from '../../shared/goals/goal-series.ts';
import { type GoalStatus, goalStanding } from '../../shared/goals/goal-standing.ts';
import { wilson } from '../../shared/statistics/intervals/wilson.ts';
import { NO_REPORT, OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { trend } from '../../shared/statistics/trend/trend.ts';
import type { Mutant } from './small-run.ts';

/**
 * Rules of claims.md, each broken: by claims that are made of a changed table, as if the rule were not followed when
 * the table was filled or the model made, or by claims that are changed themselves.
 */

/** Rule 1: sessions count as if each were of another client. */
export const clientDropped = ofTable((columns) => {
  columns.sessions.client = columns.sessions.client.map((_, row) => row);
  columns.courses.client = columns.courses.client.map((_, row) => columns.sessions.client.length + row);
  columns.clients = columns.sessions.client.length + columns.courses.client.length;
});

/** Rule 1: a share's interval over sessions. */
export const sharesOverSessions = ofClaims((said) => {
  for (const { responders, improvement } of said.techniques) {
    if (!isSaid(responders) || !isSaid(improvement)) continue;
    const n = improvement.sessions;
    responders.ci95 = wilson(Math.round(responders.rate * n), n)!;
  }
});

/** Rule 3: what stood after the last session of a course ends it. */
export const afterScoreEndsCourse = ofTable(({ sessions, courses }) => {
  const last = new Map<number, number>();
  for (let row = 0; row < sessions.client.length; row += 1) {
    const client = sessions.client[row]!;
    const known = last.get(client);
    if (known === undefined || sessions.start[known]! < sessions.start[row]!) last.set(client, row);
  }
  courses.after = courses.after.map((_, row) => sessions.after[last.get(courses.client[row]!)!]!);
});

/** Rule 3: a score of the first hours tells what lasts. */
export const afterScoreLasts = ofTable(({ sessions }) => {
  sessions.lasting = sessions.after.slice();
});

/** Rule 4: soreness ends when it is reported to have ended. */
export const reportTimes = ofTable(({ times: { recovery } }) => {
  recovery.after = recovery.by.map((by, row) => (by <= 0 ? recovery.after[row]! : by - 1));
});

/** Rule 4: a clear report in the first hours shows that nothing came. */
export const earlyReportsCount = ofTable(({ sessions }) => {
  sessions.lastSoreness = sessions.lastSoreness.map((seconds) => (seconds < 0 ? seconds : 100_000));
});

/** Rule 4: soreness that has gone before the first report is as likely to be seen as any. */
export const truncationIgnored = ofTable(({ sessions }) => {
  sessions.firstSore = sessions.firstSore.map((seconds) => (seconds === NO_REPORT ? seconds : 0));
});

/** Rule 5: a model without the therapist, the complaint, the minutes, the score before. */
export const withoutTherapist = ofTable(({ sessions }) => {
  sessions.therapist = sessions.therapist.map(() => 0);
});
export const withoutComplaint = ofTable(({ sessions }) => {
  sessions.complaint = sessions.complaint.map(() => 0);
});
export const withoutMinutes = ofTable(({ sessions }) => {
  sessions.handsOn = sessions.handsOn.map(() => 3600);
});
export const withoutOtherTechniques = ofTable(({ sessions }) => {
  sessions.combination = sessions.technique.map((technique) => 1 << technique);
});
export const withoutScoreBefore = ofTable(({ sessions }) => {
  // The improvement stays what it was: only the score that it began with is gone.
  sessions.after = sessions.after.map((after, row) => 10 - sessions.before[row]! + after);
  sessions.before = sessions.before.map(() => 10);
});

/** Rule 6: other clients' sessions tell what a technique does to the same client. */
export const betweenClients = ofClaims((said) => {
  said.withinClient.pairs = said.comparison.pairs.map((pair) =>
    isSaid(pair) ? { ...pair, clients: said.withinClient.clients } : pair,
  ) as Claims['withinClient']['pairs'];
});

/** Rule 7: who does not answer is like who does. */
export const silenceIgnored = ofClaims((said) => {
  for (const { improvement, lasting } of said.techniques) {
    for (const claim of [improvement, lasting]) if (isSaid(claim)) claim.missingUpTo = claim.ci95;
  }
});

/** Rule 8: many therapists are looked at as if each were the only one. */
export const withoutHolm = ofClaims((said) => {
  for (const row of said.therapists.rows) if (isSaid(row)) row.outside = row.p < 0.05;
});

/** Rule 8: over-dispersion of all therapists, with the one who is judged (DerSimonian & Laird). */
export const outlierHides = ofClaims((said) => {
  const rows = said.therapists.rows.filter((row) => isSaid(row)) as Extract<
    Claims['therapists']['rows'][number],
    { outside: boolean }
  >[];
  const weights = rows.map(({ se }) => 1 / se ** 2);
  const sum = weights.reduce((a, b) => a + b, 0);
  const q = rows.reduce((total, { difference }, index) => total + weights[index]! * difference ** 2, 0);
  const c = sum - weights.reduce((a, b) => a + b ** 2, 0) / sum;
  const tau2 = Math.max(0, (q - (rows.length - 1)) / c);
  for (const row of rows) row.outside = Math.abs(row.difference) / Math.hypot(row.se, Math.sqrt(tau2)) > 3.09;
});

/** Rule 9: the rules of a p-chart over sessions. */
export const chartRules: Mutant = (said) => ({
  ...said,
  claims: {
    ...said.claims,
    trend: {
      ...said.claims.trend,
      signals: trend(said.table).p.signals.map(({ month, rule }) => ({ month, rule, measure: 'rate' })),
    },
  },
});

/** Rule 10: a pace is believed without its interval, wherever its line leads. */
export const paceBelieved: Mutant = (said) => ({
  ...said,
  standingOf(goal, asOf) {
    const standing = goalStanding(goal, asOf);
    const { projection } = standing;
    if (!projection || !PACED.has(standing.status)) return standing;
    const leads = reaches(goal, projection.line[1].value);
    return { ...standing, status: leads ? 'on-track' : 'off-track' };
  },
});
const PACED = new Set<GoalStatus>(['on-track', 'at-risk', 'off-track', 'too-early']);

/** Rule 11: regression to the mean by a correlation that was measured in other clinics (Barnett et al. 2005). */
export const correlationBorrowed: Mutant = (said) => {
  const claims = structuredClone(said.claims);
  if (!isSaid(claims.regression)) return said;
  const scores = [...said.table.sessions.before.values];
  const severe = claims.regression.byBaseline.find(({ stratum }) => stratum === '7-10')!;
  severe.fall = (1 - BORROWED) * (mean(scores.filter((score) => score >= 7)) - mean(scores));
  return { ...said, claims };
};
const BORROWED = 0.5;
const mean = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;

function ofTable(change: (columns: TableColumns) => void): Mutant {
  return (said) => {
    const columns = tableColumns(said.table);
    change(columns);
    const table = new OutcomeTable({ from: null, to: null });
    appendColumns(table, columns, 'changed');
    return { ...said, table, claims: claims(table, undefined) };
  };
}

function ofClaims(change: (claims: Claims) => void): Mutant {
  return (said) => {
    const changed = structuredClone(said.claims);
    change(changed);
    return { ...said, claims: changed };
  };
}
