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

test('a programme by threshold has none, and says why', async () => {
  const programme = programmeOf({ programme: 'small', clinics: ['north'], mode: 'threshold' });
  const page = String(releasePlanPage(await readReleasePlan(async () => [programme], 'north', '300')));
  expect(page).toContain('what it hides depends on who comes');
  expect(page).not.toContain('<table');
});
