import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PART_IDS } from '../../shared/reports/outcome-report.ts';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { expectLight, leading, lookAt, press, signIn, visit } from './visit.ts';

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
  await pipeline.people.offerSignIn([{ clinic, role: 'owner' }]);
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
});

describe("an owner's page", () => {
  test('gives the answer on the first screen of a phone, in one row of navigation', async () => {
    const seen = await visit(browser);
    const url = `${pipeline.cloud.apiUrl}/owner`;
    await signIn(seen, url, `owner, ${clinic}`);
    const box = async (selector: string) => (await seen.page.locator(selector).first().boundingBox())!;
    const bottom = async (selector: string) => {
      const { y, height } = await box(selector);
      return y + height;
    };
    expect((await box('header nav')).height).toBeLessThan(50);
    expect(await bottom('.headline')).toBeLessThan(370);
    // At least the first four techniques with their intervals, before anybody scrolls.
    expect(await bottom('table.intervals tbody tr:nth-child(4)')).toBeLessThan(740);
    await lookAt(seen, 'owner');
    for (const summary of await seen.page.locator('summary').all()) await summary.click();
    await lookAt(seen, 'owner-unfolded');
    await expectLight(browser, seen, url);
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('has every part one tap away, each readable and light', async () => {
    const seen = await visit(browser);
    const url = `${pipeline.cloud.apiUrl}/owner`;
    await signIn(seen, url, `owner, ${clinic}`);
    const links = await seen.page.locator('nav.more a').evaluateAll((all) => all.map((link) => link.href));
    expect(links).toHaveLength(PART_IDS.length - 1);
    for (const link of links) {
      await seen.page.goto(link);
      await lookAt(seen, `owner-${new URL(link).searchParams.get('part')}`);
      await expectLight(browser, seen, link);
    }
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('opens a technique from its row, and leads back', async () => {
    const seen = await visit(browser);
    await signIn(seen, `${pipeline.cloud.apiUrl}/owner`, `owner, ${clinic}`);
    await leading(seen, () => seen.page.getByRole('link', { name: 'Deep tissue' }).click());
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Deep tissue');
    for (const summary of await seen.page.locator('summary').all()) await summary.click();
    await lookAt(seen, 'owner-technique');
    await leading(seen, () => seen.page.getByRole('link', { name: '← Outcomes' }).click());
    expect(new URL(seen.page.url()).pathname).toBe('/owner');
    await seen.context.close();
  });

  test('is narrowed by its form, and the address says to what', async () => {
    const seen = await visit(browser);
    await signIn(seen, `${pipeline.cloud.apiUrl}/owner`, `owner, ${clinic}`);
    await seen.page.getByText('Change', { exact: true }).click();
    await seen.page.getByLabel('Complaint', { exact: true }).selectOption('neck-pain');
    await seen.page.getByLabel('Body region', { exact: true }).selectOption('neck');
    await press(seen, 'Show');
    const { searchParams } = new URL(seen.page.url());
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ from: '2026-01', to: '2026-09', complaint: 'neck-pain', region: 'neck' },
    });
    expect(await seen.page.locator('.scope summary').textContent()).toContain('neck pain · body region neck');
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
