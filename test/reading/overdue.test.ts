import { describe, expect, test } from 'vitest';
import { readOverdue } from '../../shared/reading/overdue.ts';

const NOW = new Date('2026-11-29T06:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

const NOTHING = {
  ...{ missingReleases: 0, publishedReleases: 0, quietClinics: 0, missedSchedules: 0, spentBudgets: 0 },
};

/** For which time schedules have run last, and which of them were begun to be counted. */
function schedules(ran: Readonly<Record<string, number>>) {
  const begun: string[] = [];
  const runs = {
    latest: async () => new Map(Object.entries(ran).map(([name, days]) => [name, daysAgo(days)])),
    begin: async (names: readonly string[]) => void begun.push(...names),
  };
  return { runs, begun };
}

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
    schedules: schedules({}).runs,
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
    expect(told).toEqual({ ...NOTHING, quietClinics });
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
      schedules: schedules({}).runs,
      ledger: { spent: async () => ({ microRho: 500_000 }) },
    }) as unknown as Parameters<typeof readOverdue>[0];

  test.each([
    // The third quarter is out on the third of November: test/releases/expected-releases.test.ts.
    ['has its release out', ['2026Q2', '2026Q3'], 0],
    ['has none of the last quarter, which was due', ['2026Q2'], 1],
  ])('that %s', async (_what, periods, missingReleases) => {
    const publishedReleases = 1 - missingReleases;
    expect(await readOverdue(publishing(...periods), NOW)).toEqual({
      ...{ ...NOTHING, missingReleases, publishedReleases, leastBudgetLeft: 75 },
    });
  });
});

describe('schedules', () => {
  const deploymentWith = (ran: Readonly<Record<string, number>>) => {
    const { runs, begun } = schedules(ran);
    return { deps: { ...deployment({}), schedules: runs }, begun };
  };

  test('that did not run are counted and named', async () => {
    const { deps } = deploymentWith({ 'write-digests': 8.1, 'write-reports': 31.9, 'close-period': 94 });
    const told = await readOverdue(deps, NOW);
    expect(told).toEqual({ ...NOTHING, missedSchedules: 2, missed: 'close-period,write-digests' });
  });

  test('are counted from the first look on where no run is noted, and never twice', async () => {
    const { deps, begun } = deploymentWith({});
    expect(await readOverdue(deps, NOW)).toEqual(NOTHING);
    expect(begun.sort()).toEqual(['close-period', 'publish-release', 'write-digests', 'write-reports']);
  });
});
