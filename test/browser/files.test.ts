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

test('an owner with a table in no words that are known chooses its columns, by the keyboard alone where it counts', async () => {
  const file = join(folder, 'izvoz.csv');
  await writeFile(
    file,
    'Šifra;Dan;Ura;Min;Storitev;Prej;Potem;Opomba\n' +
      '7;3. 8. 2026;10:00;60;Masaža;7;4;Ana\n8;4. 8. 2026;11:00;45;Masaža;6/10;2;Bor\n',
  );
  const seen = await visit(browser);
  const { page } = seen;
  await signIn(seen, `${pipeline.cloud.apiUrl}/imports/new`, `owner, ${clinic}`);
  await page.getByLabel('The file').setInputFiles(file);
  await press(seen, 'Look at it');
  await page.getByRole('heading', { name: 'How it could be read is not clear' }).waitFor();
  // Each way of reading on a line of its own, however long what it lacks is.
  const ways = await seen.page.locator('.choice').all();
  const places = await Promise.all(ways.map((way) => way.boundingBox()));
  expect(ways.length).toBeGreaterThan(5);
  for (const [index, place] of places.slice(1).entries())
    expect(place!.y).toBeGreaterThanOrEqual(places[index]!.y + places[index]!.height);
  await lookAt(seen, 'file-unclear');

  await page.getByRole('radio', { name: /columns that you choose, each row a visit/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await leading(seen, () => page.keyboard.press('Enter'));
  await page.getByText('Say which column of').waitFor();
  await lookAt(seen, 'file-begun');

  await page.getByLabel('Time zone of times without an offset').fill('Europe/Ljubljana');
  const choices = {
    'Client id of the visit': '“Šifra”',
    'Started at of the visit': '“Dan”',
    'Started at, its time of day': '“Ura”',
    'Ended at of the visit': 'After the minutes in “Min”',
    'Complaint of the visit': 'Always Stress',
    'Techniques of the visit': 'Always Relaxation',
    'Pain before of the visit': '“Prej”',
    'Pain after of the visit': '“Potem”',
  };
  for (const [label, option] of Object.entries(choices))
    await page.getByLabel(label, { exact: true }).selectOption({ label: option });
  await press(seen, 'Look again');
  await page.getByText('1 visit of 1 client, Aug 2026').waitFor();
  expect(await page.getByText('What to do:').count()).toBe(1);
  expect(await page.getByText('Never read: “Storitev”, “Opomba”').count()).toBe(1);
  await lookAt(seen, 'file-answered');

  await page.getByLabel('Scores in “Prej”').selectOption({ label: 'Written 7/10' });
  await press(seen, 'Look again');
  await page.getByText('2 visits of 2 clients, Aug 2026').waitFor();
  await page.getByLabel('Keep this way of reading').fill('Izvoz');
  await page.getByRole('button', { name: 'Import' }).focus();
  await leading(seen, () => page.keyboard.press('Enter'));
  await page.getByText('2 rows read: 2 used.').waitFor();
  await pipeline.settle();
  const { techniques } = await pipeline.outcomes(clinic);
  expect(techniques.find(({ technique }) => technique === 'relaxation')?.sessions).toBe(2);
  expect(seen.problems).toEqual([]);
  await seen.context.close();
});
