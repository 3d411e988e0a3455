import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { leading, lookAt, press, signIn, visit } from './visit.ts';

const clinic = 'harbour';
const HEADER = 'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter\n';
const row = (id: number, pain: string) =>
  `s-${id},c-${id},t-1,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,neck-pain,deep-tissue:50,${pain},4\n`;

let pipeline: Pipeline;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'browser-files-'));
  pipeline = await startPipeline([clinic]);
  await pipeline.people.offerSignIn([{ clinic, role: 'owner' }]);
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('an owner with an empty clinic', () => {
  test('is told what to do, brings a file, sees what it would do, imports it, mends a row and takes it all back', async () => {
    const file = join(folder, 'sessions.csv');
    await writeFile(
      file,
      HEADER + row(1, '7') + row(2, '7/10') + row(3, '8') + row(4, '7/10') + row(5, '77'),
    );
    const seen = await visit(browser);
    const { page } = seen;
    await signIn(seen, `${pipeline.cloud.apiUrl}/owner`, `owner, ${clinic}`);
    expect(await page.getByText('Nothing is held of this clinic yet.').count()).toBe(1);
    await lookAt(seen, 'owner-first-visit');

    await leading(seen, () => page.getByRole('link', { name: 'Bring a file' }).click());
    await lookAt(seen, 'file-upload');
    await page.getByLabel('The file').setInputFiles(file);
    await press(seen, 'Look at it');
    // The page comes again by itself until the file has been looked at: no script runs.
    await page.getByRole('button', { name: 'Import' }).waitFor();
    expect(await page.locator('.lead').textContent()).toContain('2 visits of 2 clients, Aug 2026');
    await page.locator('summary').first().click();
    await lookAt(seen, 'file-look');

    await press(seen, 'Import');
    await page.getByRole('heading', { name: '3 refused rows to mend' }).waitFor();
    const pain = page.getByLabel('Pain before', { exact: true }).first();
    expect(await pain.inputValue()).toBe('7/10');
    const described = await pain.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('whole number');
    await page.locator('summary').first().click();
    await lookAt(seen, 'file-mend');

    await pain.fill('70');
    await press(seen, 'Send line 3');
    expect(await page.getByText('This row is still not right.').count()).toBe(1);
    await lookAt(seen, 'file-mend-again');
    await page.getByLabel('Pain before', { exact: true }).fill('7');
    await press(seen, 'Send line 3');
    await page.getByRole('heading', { name: '2 refused rows to mend' }).waitFor();
    await press(seen, 'Put aside');
    await page.getByRole('heading', { name: '1 refused row to mend' }).waitFor();
    await pipeline.settle();
    const { techniques } = await pipeline.outcomes(clinic);
    expect(techniques.map(({ sessions }) => sessions)).toEqual([3]);

    await press(seen, 'See what would be taken back');
    // The page comes again by itself until it has been seen what that would be.
    await page.getByRole('button', { name: 'Take back 2 records' }).waitFor();
    expect(await page.locator('.lead').textContent()).toBe('2 visits will be taken back.');
    expect(await page.getByText('Rows that were mended on a page').count()).toBe(1);
    await lookAt(seen, 'file-undo');
    await page.getByRole('button', { name: 'Take back 2 records' }).focus();
    await leading(seen, () => page.keyboard.press('Enter'));
    await page.getByText('This import has been undone: 2 records were taken back.').waitFor();
    await lookAt(seen, 'file-undone');
    await pipeline.settle();
    // What was mended came by the owner's own hand, and stays.
    const left = await pipeline.outcomes(clinic);
    expect(left.techniques.map(({ sessions }) => sessions)).toEqual([1]);
    await leading(seen, () => page.locator('.back a').click());
    expect(
      await page.getByText('This import has been undone. What stands here is what it did.').count(),
    ).toBe(1);
    expect(await page.getByRole('button', { name: /^See what/ }).count()).toBe(0);
    await lookAt(seen, 'file-of-undone');
    // A refused row is one of the answers; nothing else went wrong, and nothing was blocked by the page's policy.
    expect(seen.problems.filter((problem) => !problem.includes('400'))).toEqual([]);
    await seen.context.close();
  });
});
