import { describe, expect, test } from 'vitest';
import { readOverdue } from '../../shared/reading/overdue.ts';

const NOW = new Date('2026-11-29T06:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

/** A registry of clinics, without programmes, and when the latest record of each came. */
function deployment(arrivals: Readonly<Record<string, number | undefined>>) {
  return {
    registry: {
      async *query(pk: string) {
        if (pk !== 'CLINICS') return;
        for (const clinic of Object.keys(arrivals)) yield { sk: { S: `CLINIC#${clinic}` } };
      },
    },
    releases: { listKeys: async function* () {} },
    arrivals: {
      all: async () =>
        new Map(
          Object.entries(arrivals).flatMap(([clinic, days]) =>
            days === undefined ? [] : [[clinic, daysAgo(days)] as const],
          ),
        ),
    },
  } as unknown as Parameters<typeof readOverdue>[0];
}

describe('readOverdue', () => {
  test.each([
    ['has sent within two weeks', 13.9, 0],
    ['has sent nothing for two weeks', 14, 1],
    ['has sent nothing for nearly sixty days', 59.9, 1],
    ['has closed', 60, 0],
    ['has not begun', undefined, 0],
  ])('a clinic that %s', async (_what, days, quietClinics) => {
    const told = await readOverdue(deployment({ harbour: days, mill: 1 }), NOW);
    expect(told).toEqual({ missingReleases: 0, quietClinics });
  });
});

describe('a programme of quarters', () => {
  const programme = JSON.stringify({ programme: 'low-back', clinics: ['north'] });
  const publishing = (...periods: string[]) =>
    ({
      registry: {
        async *query(pk: string) {
          if (pk === 'PROGRAMMES') yield { sk: { S: 'PROGRAMME#low-back' }, programme: { S: programme } };
        },
      },
      releases: {
        listKeys: async () =>
          periods.map((period) => `v1/programme=low-back/period=${period}/rev=1/SHA256SUMS`),
      },
      arrivals: { all: async () => new Map() },
    }) as unknown as Parameters<typeof readOverdue>[0];

  test.each([
    // The third quarter is out on the third of November: test/releases/expected-releases.test.ts.
    ['has its release out', ['2026Q2', '2026Q3'], 0],
    ['has none of the last quarter, which was due', ['2026Q2'], 1],
  ])('that %s', async (_what, periods, missingReleases) => {
    expect(await readOverdue(publishing(...periods), NOW)).toEqual({ missingReleases, quietClinics: 0 });
  });
});
