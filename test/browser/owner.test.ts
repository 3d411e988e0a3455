import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { expectLight, lookAt, signIn, visit } from './visit.ts';

const SAMPLE = new URL('../../examples/clinic-sample/harbour/', import.meta.url);
const clinic = 'harbour';

let pipeline: Pipeline;
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
  pipeline = await startPipeline([clinic]);
  for (const file of ['consents.ndjson', 'journal.ndjson', 'sessions.ndjson']) {
    await pipeline.drop(clinic, file, await readFile(new URL(file, SAMPLE), 'utf8'));
  }
  await pipeline.settle();
  pipeline.cloud.offerSignIn([{ clinic, role: 'owner' }]);
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
});

describe("an owner's page", () => {
  test('is readable in both schemes and widths, folded and unfolded, and light', async () => {
    const seen = await visit(browser);
    const url = `${pipeline.cloud.apiUrl}/owner`;
    await signIn(seen, url, `owner, ${clinic}`);
    await lookAt(seen, 'owner');
    const tables = seen.page.locator('summary');
    expect(await tables.count()).toBeGreaterThan(8);
    for (const summary of await tables.all()) await summary.click();
    await lookAt(seen, 'owner-unfolded');
    await expectLight(browser, seen, url);
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('is narrowed by its form, and the address says to what', async () => {
    const seen = await visit(browser);
    await signIn(seen, `${pipeline.cloud.apiUrl}/owner`, `owner, ${clinic}`);
    await seen.page.getByLabel('Complaint', { exact: true }).selectOption('neck-pain');
    await seen.page.getByLabel('Body region', { exact: true }).selectOption('neck');
    await seen.page.getByRole('button', { name: 'Show' }).click();
    const { searchParams } = new URL(seen.page.url());
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ from: '2026-01', to: '2026-09', complaint: 'neck-pain', region: 'neck' },
    });
    expect(await seen.page.locator('main .lead').first().textContent()).toContain(
      'neck pain, body region neck',
    );
    await lookAt(seen, 'owner-filtered');
    await seen.context.close();
  });

  test('a month with nothing in it says so', async () => {
    const seen = await visit(browser);
    await signIn(seen, `${pipeline.cloud.apiUrl}/owner?from=2020-01&to=2020-01`, `owner, ${clinic}`);
    expect(await seen.page.getByText('there is nothing to say').count()).toBe(1);
    await lookAt(seen, 'owner-empty');
    await seen.context.close();
  });
});
