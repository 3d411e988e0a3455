import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualBudget } from '../../../shared/privacy/programme/budget.ts';
import { DESIGNS, type DesignName } from '../../../shared/privacy/programme/designs.ts';
import { clientCharge } from '../../../shared/privacy/programme/may-count.ts';
import type { Programme } from '../../../shared/privacy/programme/programme.ts';
import { secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { differentialPrivacy } from '../../../shared/releases/mechanisms.ts';
import { publishRelease } from '../../../shared/releases/steps/publish-release.ts';
import { type ReleaseWorld, startReleaseWorld } from './release-world.ts';

const LIFETIME = 500_000;

let world: ReleaseWorld;
beforeAll(async () => {
  world = await startReleaseWorld();
});
afterAll(() => world.stop());

const designed = (name: string, design: DesignName, changes: object = {}) =>
  world.programme(name, { ...DESIGNS[design], budget: usualBudget(DESIGNS[design].period), ...changes });
const release = async (programme: Programme, period: string, revision = 1) => {
  await world.close(programme, period, revision);
  await publishRelease(world.publishDeps(differentialPrivacy(secureRandom())), {
    ...{ programme: programme.programme, period, revision },
  });
};
const fileOf = async (programme: string, period: string, file: string, revision = 1) => {
  const key = `v1/programme=${programme}/period=${period}/rev=${revision}/${file}`;
  return Buffer.from((await world.published(programme)).get(key)!.text, 'base64').toString();
};
const spentBy = async (programme: Programme, client: string, fund: 1 | 2 = 1) => {
  const owners = [{ clinicId: programme.clinics[0]!, client }];
  const charge = clientCharge(programme, { period: '2026Y' }, fund);
  return (await world.deps.accounts.spent(owners, charge)).get(client);
};
const comes = async (clinicId: string, client: string, ...months: string[]) => {
  for (const month of months) await world.client({ clinicId, client, month });
};

describe('a programme of years that asks for techniques', () => {
  it('publishes them, says so, and counts a client in two of them', async () => {
    const programme = designed('yearly', 'techniques-by-year');
    await comes('yearly-north', 'p1', '2024-02', '2024-11', '2025-03', '2026-05');
    await release(programme, '2024Y');
    expect(await spentBy(programme, 'p1'), 'once, although he came twice').toBe(250_000);
    const [, ...rows] = (await fileOf('yearly', '2024Y', 'outcomes.csv')).trim().split('\n');
    expect(rows.map((row) => row.split(',')[2])).toEqual([
      ...Array.from({ length: 7 }, () => 'technique'),
      'total',
      ...Array.from({ length: 7 }, () => 'recovery'),
    ]);
    expect(await fileOf('yearly', '2024Y', 'METHOD.md')).toContain('A release is of one year.');
    await release(programme, '2025Y');
    await release(programme, '2026Y');
    expect(await spentBy(programme, 'p1'), 'and not in a third').toBe(LIFETIME);
    const manifest = JSON.parse(await fileOf('yearly', '2026Y', 'datapackage.json'));
    expect(manifest.privacy).toMatchObject({ lifetime: { rho: 0.5 }, perPeriod: { rho: 0.25 } });
  });

  it('adds up what is out, at no expense: each release has the pooled edition of its day', async () => {
    const totalOf = async (period: string, file: string, revision = 1) => {
      const rows = parse(await fileOf('yearly', period, file, revision), { columns: true });
      return (rows as Record<string, string>[]).find(({ table }) => table === 'total')!;
    };
    expect(await totalOf('2024Y', 'pooled.csv')).toMatchObject({ from: '2024Y', to: '2024Y', periods: '1' });
    const years = await Promise.all(['2024Y', '2025Y', '2026Y'].map((year) => totalOf(year, 'outcomes.csv')));
    const added = await totalOf('2026Y', 'pooled.csv');
    expect(added).toMatchObject({ from: '2024Y', to: '2026Y', periods: '3' });
    for (const bin of ['bin_1', 'bin_2', 'bin_3', 'bin_4', 'bin_5', 'n_noisy'])
      expect(Number(added[bin]), bin).toBe(years.reduce((sum, year) => sum + Number(year[bin]), 0));
    expect(Number(added['sigma'])).toBeCloseTo(Number(years[0]!['sigma']) * Math.sqrt(3), 1);
    expect(await fileOf('yearly', '2026Y', 'METHOD.md')).toContain('3 years: 2024Y, 2025Y, 2026Y');

    const programme = designed('yearly', 'techniques-by-year');
    await release(programme, '2025Y', 2);
    const revised = await totalOf('2025Y', 'pooled.csv', 2);
    expect(revised).toMatchObject({ from: '2024Y', to: '2026Y', periods: '3' });
    const instead = [years[0]!, await totalOf('2025Y', 'outcomes.csv', 2), years[2]!];
    expect(Number(revised['n_noisy'])).toBe(instead.reduce((sum, year) => sum + Number(year['n_noisy']), 0));
    expect(await spentBy(programme, 'p1'), 'of first releases, as before').toBe(LIFETIME);
  });

  it('pays for a revision from what is set aside, with more noise and no more rho', async () => {
    const programme = designed('mended', 'techniques-by-year');
    await comes('mended-north', 'p1', '2026-05');
    await release(programme, '2026Y');
    await release(programme, '2026Y', 2);
    expect(await spentBy(programme, 'p1')).toBe(250_000);
    expect(await spentBy(programme, 'p1', 2)).toBe(62_500);
    const { privacy } = JSON.parse(await fileOf('mended', '2026Y', 'datapackage.json', 2));
    expect(privacy).toMatchObject({ lifetime: { rho: 0.5625 }, perPeriod: { rho: 0.0625 } });
    const rho = Object.values<{ rho: number }>(privacy.tables).reduce((sum, table) => sum + table.rho, 0);
    expect(rho).toBeCloseTo(0.0625, 9);
  });
});

describe('a programme that tells totals by quarter and techniques by year', () => {
  it('charges a client for both, and tells of a month twice and no more', async () => {
    const programme = designed('both', 'totals-by-quarter-and-year');
    await comes('both-north', 'p1', '2026-02', '2026-05', '2026-08', '2026-11');
    for (const quarter of ['2026Q1', '2026Q2', '2026Q3']) await release(programme, quarter);
    await release(programme, '2026Y');
    await release(programme, '2026Q4');
    expect(await spentBy(programme, 'p1')).toBe(LIFETIME / 2);
    const totals = (await fileOf('both', '2026Q4', 'outcomes.csv')).trim().split('\n');
    expect(totals).toHaveLength(2);
    const { privacy } = JSON.parse(await fileOf('both', '2026Y', 'datapackage.json'));
    expect(privacy).toMatchObject({ lifetime: { rho: 0.5 }, perPeriod: { rho: 0.1875 } });
    await release(programme, '2026Q3'); // the same again, which changes nothing
    expect(await spentBy(programme, 'p1')).toBe(LIFETIME / 2);

    // Nobody else tells of these months, the whole or the totals, and nobody told of them before.
    const clinics = programme.clinics;
    const claimed = { code: 'release.month-claimed' };
    const others = [
      ['techniques-by-quarter', '2026Q3'],
      ['techniques-by-half-year', '2026H2'],
      ['totals-by-quarter-and-year', '2026Q3'],
      ['totals-by-quarter-and-year', '2026Y'],
    ] as const;
    for (const [design, period] of others) {
      const other = designed(`other-${design}`, design, { clinics });
      await expect(world.close(other, period), `${design} ${period}`).rejects.toMatchObject(claimed);
    }
  });

  it('does not tell totals of a month that another programme has told of', async () => {
    const clinics = ['told-north'];
    await comes('told-north', 'p1', '2026-08');
    await release(designed('told-before', 'techniques-by-quarter', { clinics }), '2026Q3');
    const programme = designed('told-after', 'totals-by-quarter-and-year', { clinics });
    for (const period of ['2026Q3', '2026Y']) {
      await expect(world.close(programme, period), period).rejects.toMatchObject({
        code: 'release.month-claimed',
      });
    }
    await release(programme, '2026Q4');
    expect(await spentBy(programme, 'p1'), 'who did not come then').toBe(62_500);
  });
});

describe('a clinic whose programme is agreed anew with another design', () => {
  it('keeps the account of each client, and the lifetime that was promised', async () => {
    const clinics = ['anew-north'];
    const quarters = ['2024Q1', '2024Q2', '2024Q3', '2024Q4', '2025Q1'];
    await comes('anew-north', 'loyal', '2024-02', '2024-05', '2024-08', '2024-11', '2025-02');
    await comes('anew-north', 'loyal', '2026-02', '2027-02');
    await comes('anew-north', 'new', '2026-05', '2027-05');
    const before = designed('anew', 'everything-by-quarter', { clinics });
    for (const quarter of quarters) await release(before, quarter);
    expect(await spentBy(before, 'loyal')).toBe(312_500);

    const yearly = designed('anew-yearly', 'techniques-by-year', { clinics });
    await expect(world.close(yearly, '2025Y'), 'a part of it is out').rejects.toMatchObject({
      code: 'release.month-claimed',
    });
    await release(yearly, '2026Y');
    expect(await spentBy(yearly, 'loyal'), 'a year would be more than is left to him').toBe(312_500);
    expect(await spentBy(yearly, 'new')).toBe(250_000);

    // A larger lifetime would break what is printed, whatever it is called and asks.
    const dear = designed('anew-dear', 'techniques-by-year', {
      clinics,
      budget: { ...usualBudget('year'), periodsPerClient: 3 },
    });
    await expect(world.close(dear, '2027Y')).rejects.toMatchObject({ code: 'release.breaks-promise' });
    const both = designed('anew-both', 'totals-by-quarter-and-year', { clinics });
    await release(both, '2027Q1');
    await release(both, '2027Y');
    expect(await spentBy(both, 'loyal'), 'a quarter of totals is all that is left to him').toBe(328_125);
    expect(await spentBy(both, 'new')).toBe(437_500);
  });

  it('is refused under its old name', async () => {
    const clinics = ['renewed-north'];
    await comes('renewed-north', 'p1', '2026-02');
    await release(designed('renewed', 'everything-by-quarter', { clinics }), '2026Q1');
    for (const design of ['techniques-by-year', 'totals-by-quarter-and-year'] as const) {
      await expect(world.close(designed('renewed', design, { clinics }), '2027Y')).rejects.toMatchObject({
        code: 'release.other-period-kind',
      });
    }
    // What is asked may change from one period to the next, the length may not.
    await release(designed('renewed', 'techniques-by-quarter', { clinics }), '2026Q2');
    expect(await fileOf('renewed', '2026Q2', 'METHOD.md')).toContain('- each technique: 80 %');
  });
});
