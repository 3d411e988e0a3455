import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedCells } from '../../shared/releases/files/published-cells.ts';
import { readerTable } from '../../shared/releases/files/reader-table.ts';
import { releaseChanges } from '../../shared/releases/files/release-changes.ts';
import { POOLED, RELEASE_FILE_NAMES } from '../../shared/releases/files/release-file.ts';
import { type Caller, type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { expectLight, leading, lookAt, signIn, type Visit, visit } from './visit.ts';

const PROGRAMMES = [
  { programme: 'noise', clinics: ['north'], partners: ['insurer'] },
  { programme: 'suppression', clinics: ['south'], mode: 'threshold', partners: ['insurer', 'university'] },
];
const INSURER: Caller = { role: 'partner', partner: 'insurer' };
const PERIODS = [
  { closed: '2026-08-01T06:00:00Z', published: '2026-08-03T06:00:00Z', month: '2026-05' },
  { closed: '2026-11-01T06:00:00Z', published: '2026-11-03T06:00:00Z', month: '2026-08' },
];

let pipeline: Pipeline;
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
  pipeline = await startPipeline(['north', 'south'], PROGRAMMES);
  await pipeline.people.offerSignIn([
    { role: 'partner', partner: 'insurer' },
    { role: 'partner', partner: 'university' },
    { clinic: 'south', role: 'owner' },
  ]);
  for (const [index, { month }] of PERIODS.entries()) {
    for (const clinic of ['north', 'south']) {
      await pipeline.drop(clinic, `${month}.ndjson`, clientsOf(clinic, month, 60 + 90 * index));
    }
  }
  await pipeline.settle();
  for (const { closed, published } of PERIODS) {
    await pipeline.cloud.fireSchedule('close-period', closed);
    await pipeline.settle();
    await pipeline.cloud.fireSchedule('publish-release', published);
  }
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
});

/** Clients of one month with a session each, in turn of two complaints; all consent. */
function clientsOf(clinicId: string, month: string, clients: number): string {
  const lines = Array.from({ length: clients }, (_, index) => {
    const clientId = `${month}-${index}`;
    const session = {
      type: 'session',
      ...{ clinicId, clientId, sessionId: `s-${clientId}`, therapistId: 't-1' },
      startedAt: `${month}-03T10:00:00-05:00`,
      endedAt: `${month}-03T11:00:00-05:00`,
      complaint: index % 3 === 0 ? 'sciatica' : 'neck-pain',
      techniques: [{ technique: 'deep-tissue', minutes: 50 }],
      painBefore: 7,
      painAfter: 3 + (index % 5),
      recordedAt: `${month}-03T11:05:00-05:00`,
    };
    const consent = {
      type: 'consent',
      ...{ clinicId, clientId, partnerReports: true, recordedAt: `${month}-01T00:00:00Z` },
    };
    return `${JSON.stringify(session)}\n${JSON.stringify(consent)}\n`;
  });
  return lines.join('');
}

const url = (path: string) => `${pipeline.cloud.apiUrl}${path}`;
async function signedIn(who: string, path: string): Promise<Visit> {
  const seen = await visit(browser);
  await signIn(seen, url(path), who);
  return seen;
}
const rowsOf = ({ page }: Visit, within = 'main') =>
  page
    .locator(`${within} tbody tr`)
    .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent!)));

/** A file of a release as a program gets it. */
async function fileOf(release: string, name: string): Promise<string> {
  const token = await pipeline.people.tokenOf({ role: 'partner', partner: 'insurer' });
  const answer = await fetch(url(`/v1/releases/${release}/files/${name}`), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}
const cellsOf = async (release: string) => publishedCells(release, await fileOf(release, 'outcomes.csv'));

describe("a partner's pages", () => {
  test('list the releases that the API lists, and nothing of programmes that do not name the partner', async () => {
    const { body } = await pipeline.request('GET', '/v1/releases', INSURER);
    expect(body.releases).toHaveLength(4);
    const seen = await signedIn('partner insurer', '/releases');
    await lookAt(seen, 'releases');
    await expectLight(browser, seen, url('/releases'));
    const rows = await rowsOf(seen);
    const named = (release: { period: string; programme: string }) =>
      `${release.period} ${release.programme}`;
    expect(rows.map(([period, programme]) => `${period} ${programme}`).sort()).toEqual(
      body.releases.map(named).sort(),
    );
    expect(rows.map(([period]) => period)).toEqual(['2026Q3', '2026Q3', '2026Q2', '2026Q2']);
    expect(seen.problems).toEqual([]);
    await seen.context.close();

    const other = await signedIn('partner university', '/releases');
    expect((await rowsOf(other)).map(([, programme]) => programme)).toEqual(['suppression', 'suppression']);
    const response = await other.page.goto(url('/releases/noise/2026Q3/1'));
    expect(response?.status()).toBe(403);
    await other.context.close();
  });

  test.each(['noise', 'suppression'])(
    'say of a release of %s what changed, how it was made and what its files are',
    async (programme) => {
      const [before, now] = await Promise.all(
        ['2026Q2', '2026Q3'].map((period) => cellsOf(`${programme}/${period}/1`)),
      );
      const seen = await signedIn('partner insurer', `/releases/${programme}/2026Q3/1`);
      await lookAt(seen, `release-${programme}`);
      await expectLight(browser, seen, seen.page.url());
      const shown = [...now!.shown.values()].filter((isShown) => isShown).length;
      expect(await seen.page.locator('main').textContent()).toContain(
        `Published on 3 November 2026, made by ${programme === 'noise' ? 'adding noise (differential privacy)' : 'leaving out small groups (threshold)'}. Rows of its table with a mean: ${shown} of ${now!.shown.size}.`,
      );
      const { techniques, total } = readerTable(await fileOf(`${programme}/2026Q3/1`, 'outcomes.csv'));
      const read = await seen.page.locator('table.intervals').first().locator('tbody tr').allTextContents();
      expect(read).toHaveLength(techniques.length + 1);
      const given = total!.mean?.value.toFixed(1);
      expect(read.at(-1)).toMatch(given ?? /Too few to say|Not given/);
      expect(await seen.page.locator('[aria-labelledby=cite] p').textContent()).toContain('[Data set]');
      const { newlyShown, noLongerShown } = releaseChanges(before!, now!);
      const told = await seen.page.locator('[aria-labelledby=changed]').textContent();
      const countText = (rows: string[]) => (rows.length === 0 ? ': none.' : ` (${rows.length}): `);
      expect(told).toContain(`Shown now and not before${countText(newlyShown)}`);
      expect(told).toContain(`Shown before and not now${countText(noLongerShown)}`);
      expect(told).toContain('the same rows.');
      const method = await fileOf(`${programme}/2026Q3/1`, 'METHOD.md');
      const heading = /^# (.+)$/m.exec(method)![1]!;
      expect(await seen.page.locator('.method h2').first().textContent()).toBe(heading);
      const files = await rowsOf(seen, '[aria-labelledby=files] > .scroll');
      expect(files.map(([name]) => name)).toEqual(
        programme === 'noise' ? RELEASE_FILE_NAMES.toSpliced(2, 0, POOLED) : RELEASE_FILE_NAMES,
      );
      expect(seen.problems).toEqual([]);

      await leading(seen, () => seen.page.locator('#changed + p a').click());
      expect(await seen.page.locator('[aria-labelledby=changed]').textContent()).toContain(
        'the first release',
      );
      await seen.context.close();
    },
  );

  test('give out files that have the checksums on the page', async () => {
    const seen = await signedIn('partner insurer', '/releases/suppression/2026Q3/1');
    const sizes = new Map(
      (await rowsOf(seen, '[aria-labelledby=files] > .scroll')).map(([name, , size]) => [name, size]),
    );
    for (const [name, checksum] of await rowsOf(seen, '[aria-labelledby=files] details')) {
      const size = sizes.get(name);
      const link = await seen.page.getByRole('link', { name: name!, exact: true }).getAttribute('href');
      const answer = await seen.context.request.get(url(link!));
      expect(answer.status(), name).toBe(200);
      const bytes = await answer.body();
      expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(checksum);
      if (size) expect(bytes.length).toBe(Number(size));
    }
    await seen.context.close();
  });

  test('are open to the owner of a clinic that counts, and to nobody of another one', async () => {
    const seen = await signedIn('owner, south', '/releases');
    expect((await rowsOf(seen)).map(([, programme]) => programme)).toEqual(['suppression', 'suppression']);
    for (const path of ['/releases/noise/2026Q3/1', '/releases/noise/2026Q3/1/files/outcomes.csv']) {
      expect((await seen.page.goto(url(path)))?.status(), path).toBe(403);
    }
    for (const path of ['/releases/suppression/2026Q1/1', '/releases/suppression/2026Q3/1/files/x']) {
      expect((await seen.page.goto(url(path)))?.status(), path).toBe(404);
    }
    await seen.context.close();
  });
});
