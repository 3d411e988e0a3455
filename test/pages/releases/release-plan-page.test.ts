import { expect, test } from 'vitest';
import { releasePlanPage } from '../../../shared/pages/releases/release-plan-page.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { readReleasePlan } from '../../../shared/reading/release-plan.ts';
import { techniqueLabel } from '../../../shared/reports/words/words.ts';

const PROGRAMME = programmeOf({ programme: 'low-back', clinics: ['north'], clientsExpected: 300 });

/** The cells of each row of a table of a page, as read. */
function rowsUnder(page: string, caption: string): string[][] {
  const start = page.indexOf(`<caption><span>${caption}`);
  expect(start, caption).toBeGreaterThan(0);
  const table = page.slice(start, page.indexOf('</table>', start));
  return [...table.slice(table.indexOf('<tbody>')).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) =>
      cell!.replace(/<[^>]*>/g, '').trim(),
    ),
  );
}

test('the plan of a programme has a row for each row of its releases, with the numbers of the command', async () => {
  const reading = await readReleasePlan(async () => [PROGRAMME], 'north', undefined);
  const page = String(releasePlanPage(reading));
  const [release] = reading.agreed!.releases;
  expect(reading.agreed!.releases).toHaveLength(1);
  for (const [caption, rows] of [
    ['A year, 660 clients', release!.rows],
    ['The pooled edition of 2 years', release!.pooled.rows],
  ] as const) {
    const shown = rowsUnder(page, caption);
    expect(shown).toHaveLength(rows.length);
    const deep = rows.find((row) => row.family === 'techniques' && row.technique === 'deep-tissue')!;
    expect(shown).toContainEqual([
      techniqueLabel('deep-tissue'),
      `${deep.clients} ± ${deep.clientsNoise}`,
      `${Math.round(100 * deep.given!)} %`,
      String(deep.clientsEnough),
      ...[deep.meanHalfWidth!.together, deep.meanHalfWidth!.noise, deep.meanHalfWidth!.sampling].map(
        (half) => `±${half}`,
      ),
      `±${Math.round(100 * deep.shareHalfWidth.together!)} %`,
    ]);
    expect(shown.map(([name]) => name)).toContain('All clients');
    expect(shown.filter(([name]) => name!.startsWith('Recovery, '))).toHaveLength(7);
  }
  const designs = rowsUnder(page, 'Techniques that each design would give');
  expect(designs.map(([name]) => name)).toEqual(reading.document!.designs.map(({ design }) => design));
  const yearly = reading.document!.designs.find(({ design }) => design === 'techniques-by-year')!;
  expect(yearly.techniquesGivenWithin07Points).toBeGreaterThanOrEqual(4);
  expect(designs).toContainEqual([
    'techniques-by-year',
    '660',
    `${yearly.techniquesGiven} of 7`,
    String(yearly.techniquesGivenWithin07Points),
    `${yearly.techniquesGivenPooled} of 7`,
    '2 years',
  ]);
});

test('a programme by threshold has the rows that its design counts, and how likely each is large enough', async () => {
  const programme = programmeOf({
    ...{ programme: 'small', clinics: ['north'], mode: 'threshold', clientsExpected: 300 },
  });
  const page = String(releasePlanPage(await readReleasePlan(async () => [programme], 'north', undefined)));
  const shown = rowsUnder(page, 'A quarter, 300 clients');
  expect(shown).toHaveLength(7);
  // 80.1 clients, whose mean is shown to fifths; 3 clients are never 11, and 17.4 are 11 by 96.2 % (R: 1 - ppois(10, 17.4)).
  expect(shown).toContainEqual([techniqueLabel('deep-tissue'), '80', '100 %', '±0.10', '±0.51']);
  expect(shown).toContainEqual([techniqueLabel('sports'), '17', '96 %', '±0.50', '±1.10']);
  expect(shown.find(([name]) => name === techniqueLabel('other'))!.slice(1, 3)).toEqual(['3', '0 %']);
  expect(page).toContain('about 6 would be of 11 clients or more');
  expect(page).not.toContain('rho');
  const everything = programmeOf({
    programme: 'small',
    clinics: ['north'],
    mode: 'threshold',
    period: 'year',
  });
  const byComplaint = String(
    releasePlanPage(await readReleasePlan(async () => [everything], 'north', '300')),
  );
  expect(rowsUnder(byComplaint, 'A year, 660 clients')).toHaveLength(7 * 13);
});
