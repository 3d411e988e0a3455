import { describe, expect, it } from 'vitest';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { isSaid, type RecoveryComparison } from '../../shared/claims/contract.ts';
import { recoveryComparison } from '../../shared/claims/recovery-comparison.ts';
import { recoveryEstimates } from '../../shared/claims/recovery-estimates.ts';
import { rowsByTechnique } from '../../shared/claims/technique-rows.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { tableOf } from '../statistics/outcomes.ts';
import { soreClients } from './sore-sessions.ts';

function compared(...clients: readonly ClientSessions[]): RecoveryComparison {
  const table = tableOf(...clients);
  return recoveryComparison(recoveryEstimates(table, rowsByTechnique(table, clientRows(table))));
}

const deep = soreClients({ technique: 'deep-tissue', median: 34, clients: 40, gap: 6 });

describe('recoveryComparison', () => {
  it('does not take other hours of asking for another recovery', () => {
    const { pairs, overall } = compared(
      ...deep,
      ...soreClients({ technique: 'sports', median: 34, clients: 40, gap: 24 }),
    );
    const [pair] = pairs.filter(isSaid);
    expect(Math.abs(Math.log((pair as { ratio: number }).ratio))).toBeLessThan(0.08);
    expect(overall.p).toBeGreaterThan(0.5);
  });

  it('finds a recovery that takes twice as long', () => {
    const { pairs, overall } = compared(
      ...deep,
      ...soreClients({ technique: 'sports', median: 17, clients: 40, gap: 6 }),
      ...soreClients({ technique: 'relaxation', median: 17, clients: 40, gap: 12 }),
    );
    const [first, second, last] = pairs as {
      a: string;
      b: string;
      ratio: number;
      p: number;
      pHolm: number;
    }[];
    expect(first).toMatchObject({ a: 'deep-tissue', b: 'sports' });
    expect(Math.abs(first!.ratio - 2)).toBeLessThan(0.2);
    expect(Math.abs(second!.ratio - 2)).toBeLessThan(0.2);
    expect(first!.pHolm).toBeLessThan(0.01);
    expect(last!.pHolm).toBe(last!.p);
    expect(overall).toMatchObject({ df: 2 });
    expect(overall.p).toBeLessThan(0.01);
  });

  it('names the technique that too little is known of', () => {
    const few = soreClients({ technique: 'sports', median: 34, clients: 9, gap: 6 });
    expect(compared(...deep, ...few)).toEqual({
      pairs: [
        {
          a: 'deep-tissue',
          b: 'sports',
          withheld: 'How long soreness stays after sports is not known well enough.',
        },
      ],
      overall: { statistic: null, df: null, p: null },
    });
  });

  it('counts a client with both techniques once', () => {
    const both = soreClients({ technique: 'sports', median: 24, clients: 40, gap: 6, name: 'deep-tissue' });
    const apart = soreClients({ technique: 'sports', median: 24, clients: 40, gap: 6 });
    const [together] = compared(...deep, ...both).pairs as { p: number }[];
    const [others] = compared(...deep, ...apart).pairs as { p: number }[];
    // Whose soreness stayed long after one stayed so after the other.
    expect(together!.p).toBeLessThan(others!.p);
  });
});
