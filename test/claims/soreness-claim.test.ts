import { describe, expect, it } from 'vitest';
import { clientRows } from '../../shared/claims/client-rows.ts';
import type { DurationClaim, SorenessClaim } from '../../shared/claims/contract.ts';
import { recoveryEstimates } from '../../shared/claims/recovery-estimates.ts';
import { sorenessClaim } from '../../shared/claims/soreness-claim.ts';
import { rowsByTechnique } from '../../shared/claims/technique-rows.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { client, tableOf } from '../statistics/outcomes.ts';
import { soreClients, soreSession } from './sore-sessions.ts';

const T = 'deep-tissue';

function claimOf(clients: readonly ClientSessions[]): SorenessClaim {
  const table = tableOf(...clients);
  const byTechnique = rowsByTechnique(table, clientRows(table));
  return sorenessClaim(table, byTechnique.get(T)!, recoveryEstimates(table, byTechnique).get(T));
}

const NEVER = 0;
const asked = (gone: number, hours: readonly number[]) => claimOf([client('c', [soreSession(gone, hours)])]);

describe('sorenessClaim', () => {
  it.each([
    ['no report', NEVER, [], 0],
    ['clear after twenty minutes and never asked again', NEVER, [0.33], 0],
    ['clear at 23 h', NEVER, [1, 23], 0],
    ['clear at 24 h', NEVER, [24], 1],
    ['sore at 2 h and never asked again', 99, [2], 0],
    ['sore at 12 h', 99, [12], 1],
    ['sore at 2 h, clear at 14 h', 9, [2, 14], 1],
  ])('tells of a session with %s or not', (_, gone, hours, evaluable) => {
    expect(asked(gone, hours)).toMatchObject({ evaluable, notEvaluable: 1 - evaluable });
  });

  it('withholds what ten clients who were asked too early and two who were sore do not tell', () => {
    const early = Array.from({ length: 10 }, (_, index) =>
      client(`c-${index}`, [soreSession(NEVER, [0.33])]),
    );
    const sore = ['s-1', 's-2'].map((name) => client(name, [soreSession(60, [24, 48, 72])]));
    expect(claimOf([...early, ...sore])).toEqual({
      evaluable: 2,
      notEvaluable: 10,
      everSore: {
        withheld: 'Clients whose journal tells whether they were sore: 2; it takes 10 to give a share.',
      },
      recovery: {
        withheld: 'Clients of whom a sore session is known: 2; it takes 10 to tell how long soreness stays.',
      },
    });
  });

  it('gives the share of sore sessions among those that tell', () => {
    const clients = Array.from({ length: 10 }, (_, index) =>
      client(`c-${index}`, [soreSession(index < 4 ? 40 : NEVER, [24, 48]), soreSession(NEVER, [2])]),
    );
    const { evaluable, notEvaluable, everSore } = claimOf(clients);
    expect({ evaluable, notEvaluable }).toEqual({ evaluable: 10, notEvaluable: 10 });
    // Clients with one session each: Wilson's interval of 4 of 10 with t(9) in place of z and 9 in place of n:
    // (p + t² / 18 ± t √(p (1 - p) / 9 + t² / 324)) / (1 + t² / 9).
    expect(everSore).toMatchObject({ rate: 0.4 });
    expect((everSore as { ci95: number[] }).ci95[0]).toBeCloseTo(0.139077, 6);
    expect((everSore as { ci95: number[] }).ci95[1]).toBeCloseTo(0.73342, 5);
  });

  it.each([6, 24])('finds a median of 34 h where clients are asked every %d hours', (gap) => {
    const { medianHours, ci95 } = claimOf(soreClients({ technique: T, median: 34, clients: 60, gap }))
      .recovery as DurationClaim;
    expect(Math.abs(medianHours - 34)).toBeLessThan(2);
    expect(ci95[0]).toBeLessThan(34);
    expect(ci95[1]).toBeGreaterThan(34);
  });

  it('is not late where clients stop answering when soreness has gone', () => {
    const clients = soreClients({ technique: T, median: 8, clients: 80, gap: 3 });
    const stopping = clients.map((one) =>
      client(
        one.client,
        one.sessions.map((session) => {
          const { recovery, sorenessReports } = session;
          const until = recovery?.event ? recovery.by : Number.POSITIVE_INFINITY;
          return { ...session, sorenessReports: sorenessReports.filter((at) => at <= until) };
        }),
      ),
    );
    expect(claimOf(stopping).evaluable).toBeLessThan(claimOf(clients).evaluable / 1.5);
    expect(claimOf(stopping).recovery).toEqual(claimOf(clients).recovery);
  });

  it('says nothing of 8 h where clients are asked once a day', () => {
    const { recovery } = claimOf(soreClients({ technique: T, median: 8, clients: 60, gap: 24 }));
    expect(recovery).toHaveProperty('withheld');
  });

  it('says nothing of hours that clients were not asked about any more', () => {
    const clients = soreClients({ technique: T, median: 60, clients: 40, gap: 6, until: 36 });
    expect(claimOf(clients).recovery).toEqual({
      withheld:
        'Soreness often stayed longer than clients were asked about it, so how long it stays is not known.',
    });
  });
});
