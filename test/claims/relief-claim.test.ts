import { describe, expect, it } from 'vitest';
import { clientRows } from '../../shared/claims/client-rows.ts';
import type { ReliefClaim } from '../../shared/claims/contract.ts';
import { reliefClaim } from '../../shared/claims/relief-claim.ts';
import { rowsByTechnique } from '../../shared/claims/technique-rows.ts';
import { normalQuantile } from '../../shared/statistics/distributions/normal-quantile.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { client, outcome, tableOf } from '../statistics/outcomes.ts';

const HOUR = 3600;

function claimOf(clients: readonly ClientSessions[]) {
  const table = tableOf(...clients);
  return reliefClaim(table, rowsByTechnique(table, clientRows(table)).get('deep-tissue')!);
}

/** Clients whose pain is back at evenly spread hours, reports every 8 h up to `until`. */
function relieved(median: number, until = 160): ClientSessions[] {
  return Array.from({ length: 60 }, (_, index) => {
    const back = median * Math.exp(0.8 * normalQuantile((index + 0.5) / 60)) * HOUR;
    const reports = Array.from({ length: 40 }, (_, report) => (1 + (index % 8) + 8 * report) * HOUR);
    const painReports = reports.filter((at) => at <= until * HOUR);
    const by = painReports.find((at) => at >= back);
    const relief =
      by === undefined
        ? ({ event: false, last: painReports.at(-1)! } as const)
        : ({ event: true, after: Math.max(0, painReports.findLast((at) => at < back) ?? 0), by } as const);
    return client(`c-${index}`, [outcome({ painBefore: 6, painAfter: 3, relief, painReports })]);
  });
}

describe('reliefClaim', () => {
  it('tells when pain is back', () => {
    const claim = claimOf(relieved(30)) as ReliefClaim;
    expect(Math.abs(claim.medianHours - 30)).toBeLessThan(1.5);
    expect(claim).toMatchObject({ sessions: 60, clients: 60 });
    // Of log-normal hours with median 30 h and SD 0.8 of their logs.
    expect(claim.backBy['24']).toBeCloseTo(0.39, 1);
    expect(claim.backBy['72']).toBeCloseTo(0.863, 1);
  });

  it('is open above where relief may outlast the reports', () => {
    const { ci95 } = claimOf(relieved(38, 40)) as ReliefClaim;
    expect(ci95[1]).toBeNull();
  });

  it('says nothing where most relief outlasts the reports', () => {
    expect(claimOf(relieved(60, 40))).toEqual({
      withheld:
        'Relief often lasted longer than clients were asked about it, so how long it lasts is not known.',
    });
  });

  it('says nothing where pain was back at every first report', () => {
    const clients = Array.from({ length: 20 }, (_, index) =>
      client(`c-${index}`, [
        outcome({ relief: { event: true, after: 0, by: 24 * HOUR }, painReports: [24 * HOUR] }),
      ]),
    );
    expect(claimOf(clients)).toEqual({
      withheld:
        'Clients who still felt relief at a report: 0; it takes 10 to tell how long it lasts, so ask within the first hours.',
    });
  });
});
