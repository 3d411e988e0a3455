import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { oneTimeCode } from '../../infra/local/gateway/one-time-codes.ts';
import { commandOf } from '../integration/pipeline/clinic-command.ts';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { follow, leading, lookAt, press, signIn, unfold, type Visit, visit } from './visit.ts';

const clinic = 'harbour';
const clientId = 'silva-1';
const ODA = 'oda@example.com';
const OLGA = 'olga@example.com';
const BEA = 'bea@example.com';
const DAY_MILLISECONDS = 86_400_000;
/** A code is good for a minute and a half: more than some of them run out on no machine. */
const MOST_CODES = 5;
/** More stops than any page of the story has. */
const MOST_STOPS = 120;

const HEADER = 'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter\n';
const ago = (days: number) => new Date(Date.now() - days * DAY_MILLISECONDS).toISOString();
const row = (number: number, pain: string) => {
  const day = ago(40 + number).slice(0, 10);
  return `f-${number},c-${number},t-1,${day}T10:00:00Z,${day}T11:00:00Z,neck-pain,deep-tissue:50,${pain},4\n`;
};

let pipeline: Pipeline;
let browser: Browser;
let folder: string;
/** Windows that stay open through the story. */
let olga: Visit;
let bea: Visit;
beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'browser-day-one-'));
  pipeline = await startPipeline([], []);
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
  await rm(folder, { recursive: true, force: true });
});

// One story: where a step of it fails, those after it would only say so again.
let failedAt: string | undefined;
beforeEach(({ skip }) => skip(failedAt !== undefined, `a step before it failed: ${failedAt}`));
afterEach(({ task }) => {
  if (task.result?.state === 'fail') failedAt ??= task.name;
});

const url = (path: string) => `${pipeline.cloud.apiUrl}${path}`;
const heading = ({ page }: Visit) => page.getByRole('heading', { level: 1 }).textContent();

/** What the pages of somebody were blocked for, or failed with; a refused form is an answer. */
const problemsOf = ({ problems }: Visit) => problems.filter((problem) => !/ 40[0-4] /.test(problem));

/** CSS pixels from the first to the last of a page, as wide as the window is. */
const heightOf = (page: Page) => page.evaluate('document.documentElement.scrollHeight') as Promise<number>;

/** Types the code of the moment, and that of the next one where it had run out before it came, as on a busy machine. */
async function sendCode(seen: Visit, label: string, secret: string, button: string): Promise<void> {
  const field = seen.page.getByLabel(label);
  for (let tries = 0; tries < MOST_CODES; tries += 1) {
    await field.waitFor();
    await field.fill(oneTimeCode(secret));
    await press(seen, button);
    if ((await field.count()) === 0) return;
  }
  throw new Error(`none of ${MOST_CODES} codes was taken`);
}

/** Goes on by the tab key until the field or button has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by the tab key to ${target}`);
}

/** Chooses on a scale with the arrow keys, from wherever the tab key has come into it. */
async function arrowTo(page: Page, question: RegExp, answer: string): Promise<void> {
  const scale = page.getByRole('group', { name: question });
  await tabTo(page, scale.locator('input:checked'));
  const wanted = scale.getByRole('radio', { name: answer, exact: true });
  for (let steps = 0; steps < 12 && !(await wanted.isChecked()); steps += 1) {
    await page.keyboard.press('ArrowRight');
  }
  expect(await wanted.isChecked()).toBe(true);
}

/** Every scale from 0 to 10 is read out with what its ends mean. */
async function expectNamedEnds(page: Page): Promise<void> {
  const scales = await page.locator('fieldset:has(input[type=radio][value="10"])').count();
  expect(scales).toBeGreaterThan(0);
  expect(await page.getByRole('group', { name: /0:? \p{L}.*, 10:? \p{L}/u }).count()).toBe(scales);
}

/** Every error is read out with its field, and every field that is wrong has one. */
async function expectTiedErrors(page: Page): Promise<void> {
  const found = (await page.evaluate(`(() => {
    const wrong = [...document.querySelectorAll('[aria-invalid=true]')];
    const idsOf = (element) => (element.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    const described = new Set([...document.querySelectorAll('[aria-describedby]')].flatMap(idsOf));
    const says = (id) => document.getElementById(id)?.matches('.error') && document.getElementById(id).textContent.trim() !== '';
    return {
      wrong: wrong.length,
      untied: [...document.querySelectorAll('.error')]
        .filter((error) => !described.has(error.id) && !error.closest('[role=alert]'))
        .map((error) => error.textContent),
      silent: wrong.filter((field) => !idsOf(field).some(says)).map((field) => field.name || field.id),
    };
  })()`)) as { wrong: number; untied: string[]; silent: string[] };
  expect(found.wrong).toBeGreaterThan(0);
  expect(found).toMatchObject({ untied: [], silent: [] });
}

/** A form that came back: the same, and the reader begins at what is wrong, its list or the one field that there is. */
async function expectRefused(page: Page): Promise<void> {
  await expectTiedErrors(page);
  expect(await page.evaluate("document.activeElement.matches('.errors, [aria-invalid=true]')")).toBe(true);
}

describe('a clinic on its first day', () => {
  test('is added by an operator, whom the one command has made', async () => {
    const { code, stderr } = await commandOf('people', pipeline, 'invite', '--operators', '--email', ODA);
    expect([code, stderr]).toEqual([0, '']);
    const oda = await visit(browser);
    const { page } = oda;
    await signIn(oda, url('/operator'), ODA);
    expect(await page.locator('.lead').textContent()).toMatch(/^Nothing rings: .* 0 clinics\.$/);
    await lookAt(oda, 'operator-first');
    await page.getByRole('main').getByRole('link', { name: 'Add a clinic', exact: true }).click();
    await page.getByLabel('Id', { exact: true }).fill(clinic);
    await page.getByLabel('Time zone').fill('Lisbon');
    await page.getByLabel("Owner's e-mail address").fill(OLGA);
    await press(oda, 'Add the clinic');
    await expectRefused(page);
    expect(await page.getByLabel("Owner's e-mail address").inputValue()).toBe(OLGA);
    await lookAt(oda, 'operator-clinic-wrong');
    await page.getByLabel('Time zone').fill('Europe/Lisbon');
    await press(oda, 'Add the clinic');
    expect(await page.getByRole('status').textContent()).toContain('The clinic is there');
    expect(await page.getByRole('rowheader', { name: clinic }).count()).toBe(1);
    await lookAt(oda, 'operator');
    expect(problemsOf(oda)).toEqual([]);
    await oda.context.close();
  });

  test('has an owner, who signs in and sees what to do next', async () => {
    olga = await visit(browser);
    await signIn(olga, url('/owner'), OLGA);
    expect(await heading(olga)).toBe(`Welcome, ${clinic}`);
    for (const step of ['Invite somebody', 'Choose a client', 'Bring a file']) {
      expect(await olga.page.getByRole('link', { name: step, exact: true }).count(), step).toBe(1);
    }
  });

  test('sets a second factor, which the next sign-in asks for', async () => {
    const { page } = olga;
    await page.goto(url('/second-factor'));
    await lookAt(olga, 'second-factor-needed');
    await page.getByRole('link', { name: 'Sign in once more to set it up' }).click();
    await leading(olga, () => page.getByRole('button', { name: OLGA, exact: true }).click());
    await page.getByLabel('Code').waitFor();
    await page.getByLabel('Code').fill('12345');
    await press(olga, 'Set it up');
    await expectRefused(page);
    await lookAt(olga, 'second-factor-wrong');
    const secret = await page.locator('input[name=secret]').inputValue();
    await sendCode(olga, 'Code', secret, 'Set it up');
    await lookAt(olga, 'second-factor-set');
    await press(olga, 'Sign out');
    await page.goto(url('/owner'));
    await leading(olga, () => page.getByRole('button', { name: OLGA, exact: true }).click());
    await sendCode(olga, `Code of the authenticator of ${OLGA}`, secret, 'Sign in');
    await page.getByRole('heading', { name: `Welcome, ${clinic}` }).waitFor();
  });

  test('gets two therapists by invitation, the second without a pointer', async () => {
    const { page } = olga;
    await follow(olga, 'Invite somebody');
    await page.getByLabel('E-mail address').fill(BEA);
    await page.getByLabel('Id in the records').fill('t 1');
    await page.getByLabel('Name, if you like').fill('Bea');
    await press(olga, 'Send the invitation');
    await expectRefused(page);
    expect(await page.locator('#therapistId-error').textContent()).toMatch(/^Expected an id .*\.$/);
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(BEA);
    await lookAt(olga, 'people-wrong');
    await page.getByLabel('Id in the records').fill('t-1');
    await press(olga, 'Send the invitation');
    expect(await page.getByRole('status').textContent()).toContain('The invitation is on its way');
    // What was refused on the way is passed as a form, not as an answer that cannot be had again.
    await leading(olga, () => page.goBack());
    expect(await page.getByLabel('E-mail address').isVisible()).toBe(true);
    await leading(olga, () => page.goForward());

    await tabTo(page, page.getByRole('radio', { name: 'Therapist: sees' }));
    await tabTo(page, page.getByLabel('E-mail address'));
    await page.keyboard.type('carla@example.com');
    await tabTo(page, page.getByLabel('Id in the records'));
    await page.keyboard.type('t-2');
    await tabTo(page, page.getByLabel('Name, if you like'));
    await page.keyboard.type('Carla');
    await leading(olga, () => page.keyboard.press('Enter'));
    const listed = page.getByRole('table', { name: 'Who may sign in' });
    expect(await listed.getByRole('row').count()).toBe(1 + 3);
    await lookAt(olga, 'people-invited');
  });

  test('brings a file with errors, and mends a row', async () => {
    const { page } = olga;
    const file = join(folder, 'sessions.csv');
    await writeFile(file, HEADER + row(1, '7') + row(2, '7/10') + row(3, '8') + row(4, '77'));
    await page.goto(url('/owner'));
    await follow(olga, 'Bring a file');
    await page.getByLabel('The file').setInputFiles(file);
    await press(olga, 'Look at it');
    // The page comes again by itself until the file has been looked at.
    await page.getByRole('button', { name: 'Import' }).waitFor();
    expect(await page.locator('.lead').textContent()).toContain('2 visits of 2 clients');
    expect(await page.getByRole('heading', { name: 'Not understood: 2 rows' }).count()).toBe(1);
    await press(olga, 'Import');
    await page.getByRole('heading', { name: '2 refused rows to mend' }).waitFor();
    await expectTiedErrors(page);
    await page.getByLabel('Pain before', { exact: true }).first().fill('7');
    await press(olga, 'Send line 3');
    await page.getByRole('heading', { name: '1 refused row to mend' }).waitFor();
    await pipeline.settle();
    await page.goto(url('/owner'));
    expect(await page.locator('p.detail').last().textContent()).toContain('3 sessions');
  });
});

describe('a therapist who was invited', () => {
  const score = (question: RegExp, answer: string) =>
    bea.page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true });
  const onDay = async (date: string) => {
    await bea.page.locator('summary').last().click();
    await bea.page.getByLabel('Day').fill(date);
    await bea.page.getByLabel('From').fill('09:00');
  };

  test('records three visits, the last without a pointer', async () => {
    bea = await visit(browser);
    await signIn(bea, url('/therapist'), BEA);
    const { page } = bea;
    await lookAt(bea, 'therapist-first-day');
    await follow(bea, 'Find a client');
    await page.getByLabel('Client id').fill(clientId);
    await press(bea, 'Find');
    await follow(bea, 'Record a first visit');
    await expectNamedEnds(page);
    await onDay(ago(14).slice(0, 10));
    await score(/^Pain before/, '8').click();
    await page.getByRole('checkbox', { name: 'Deep tissue', exact: true }).click();
    await score(/^Pain after/, '5').click();
    await press(bea, 'Save');
    await expectRefused(page);
    await page.getByLabel('Complaint').selectOption({ label: 'Neck pain' });
    await press(bea, 'Save');
    expect(await page.getByRole('status').textContent()).toContain('First visit');

    await follow(bea, 'Record a visit');
    await onDay(ago(7).slice(0, 10));
    await score(/^Pain before/, '7').click();
    await page.getByRole('checkbox', { name: 'Deep tissue', exact: true }).click();
    await score(/^Pain after/, '4').click();
    await press(bea, 'Save');

    const link = page.getByRole('link', { name: 'Record a visit', exact: true });
    await tabTo(page, link);
    await leading(bea, () => page.keyboard.press('Enter'));
    await arrowTo(page, /^Pain before/, '7');
    await tabTo(page, page.getByRole('checkbox', { name: 'Deep tissue', exact: true }));
    await page.keyboard.press('Space');
    await arrowTo(page, /^Pain after/, '3');
    await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
    await leading(bea, () => page.keyboard.press('Enter'));
    expect(await page.getByRole('status').textContent()).toBe(
      'Saved. Third visit; pain before each: 8, 7, 7.',
    );
  });

  test('sets the three goals that everybody sets', async () => {
    const { page } = bea;
    const set = async (kind: string) => {
      await unfold(bea, 'Set a goal');
      await follow(bea, kind);
    };
    await set('Less pain');
    await expectNamedEnds(page);
    await press(bea, 'Save the goal');
    await set('A task, such as the top shelf');
    await press(bea, 'Save the goal');
    await set('Shorter recovery');
    await press(bea, 'Save the goal');
    await expectRefused(page);
    await lookAt(bea, 'goal-recovery-wrong');
    await page.getByLabel('Now, in hours').fill('40');
    await press(bea, 'Save the goal');
    expect(await page.locator('.lead').first().textContent()).toMatch(/, 3 visits since .*: pain 8 before/);
    expect(await page.getByRole('article').count()).toBe(3);
    expect(await heightOf(page), 'a page of a phone, and as much again').toBeLessThan(2.5 * 740);
  });

  test('hands over a journal, whose client answers and corrects', async () => {
    await press(bea, 'Hand over the journal');
    const link = await bea.page.getByLabel('Link to send').inputValue();
    const client = await visit(browser);
    const { page } = client;
    await page.goto(link);
    await expectNamedEnds(page);
    const choose = (question: RegExp, answer: string) =>
      page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).click();
    const answer = async (pain: string) => {
      await choose(/^How is the pain now/, pain);
      await choose(/^How sore are you/, 'I cannot tell');
      await choose(/reach the top shelf/, 'Yes');
    };
    await answer('6');
    await press(client, 'Send');
    expect(await heading(client)).toBe('Thank you');
    await follow(client, 'Send again');
    await answer('4');
    await press(client, 'Send');
    expect(problemsOf(client)).toEqual([]);
    await client.context.close();

    await pipeline.settle();
    await follow(bea, 'Back to the client');
    const journal = bea.page.locator('[aria-labelledby=journal]');
    expect(await journal.locator('summary').textContent()).toMatch(/^Journal \(1\) the latest .*: pain 4$/);
    expect(await journal.locator('tbody tr').allTextContents()).toEqual([expect.stringMatching(/4/)]);
    await lookAt(bea, 'client-first-day');
  });
});

describe('an owner at the end of the day', () => {
  test('sees what it has come to', async () => {
    const { page } = olga;
    await page.goto(url('/owner'));
    expect(await page.locator('p.detail').last().textContent()).toContain('6 sessions');
    await page.getByLabel('More pages').click();
    await follow(olga, 'Team');
    // The shelf is reached, by the client's own word.
    expect(await page.locator('.lead').textContent()).toBe('One therapist has set goals; 2 are open.');
  });

  test('takes the access of a therapist, who is out at her next click', async () => {
    const { page } = olga;
    await follow(olga, 'Who may sign in, and invitations');
    await follow(olga, 'Bea');
    await lookAt(olga, 'person');
    await press(olga, 'Take the access of Bea away');
    expect(await page.getByRole('status').textContent()).toBe('The access is taken away.');
    const [response] = await Promise.all([
      bea.page.waitForResponse((each) => each.request().isNavigationRequest()),
      bea.page.getByRole('link', { name: 'Goal board', exact: true }).click(),
    ]);
    expect(response.status()).toBe(403);
    await bea.page.waitForLoadState();
    expect(await bea.page.getByText(clientId).count()).toBe(0);
    await lookAt(bea, 'withdrawn');
    expect([problemsOf(olga), problemsOf(bea)]).toEqual([[], []]);
    await bea.context.close();
  });

  test('says what the clinic is, in settings that hold at once', async () => {
    const { page } = olga;
    await page.getByLabel('More pages').click();
    await follow(olga, 'Settings');
    await page.getByLabel('Time zone', { exact: true }).fill('Lisbon');
    await press(olga, 'Save');
    await expectRefused(page);
    await lookAt(olga, 'settings-wrong');
    await page.getByLabel('Time zone', { exact: true }).fill('Europe/Lisbon');
    await page.getByLabel('Name', { exact: true }).fill('Harbour Massage');
    await press(olga, 'Save');
    expect(await page.getByRole('status').textContent()).toContain('Saved');
    expect(await page.getByRole('table', { name: 'All changes, the latest first' }).textContent()).toContain(
      'Name',
    );
    await lookAt(olga, 'settings-saved');
  });

  test('takes everything of the clinic with her', async () => {
    const { page } = olga;
    await follow(olga, 'Data');
    await lookAt(olga, 'data');
    await press(olga, 'Make an export');
    // The page comes again by itself until the export is whole.
    await page.getByRole('link', { name: 'records.ndjson' }).waitFor();
    expect(await page.locator('.lead').textContent()).toMatch(/^\d+ records of 4 clients/);
    await lookAt(olga, 'export');
  });

  test('erases a client and keeps the receipt', async () => {
    const { page } = olga;
    await follow(olga, 'Data');
    await follow(olga, 'Erase a client');
    await page.getByLabel('Client id').fill(clientId);
    await press(olga, 'Show what is held');
    const held = page.getByRole('table', { name: 'What is held of this client' });
    expect(await held.textContent()).toContain('Visits');
    await press(olga, 'Erase everything of this client');
    await expectRefused(page);
    await lookAt(olga, 'erase-unconfirmed');
    await tabTo(page, page.getByLabel(/Type the client/));
    await page.keyboard.type(clientId);
    await leading(olga, () => page.keyboard.press('Enter'));
    expect(await heading(olga)).toBe('Receipt of an erasure');
    expect(await page.locator('.lead').textContent()).toContain(
      'Everything of a client at Harbour Massage was erased',
    );
    expect(await page.locator('main').textContent()).not.toContain(clientId);
    await lookAt(olga, 'receipt');
    await follow(olga, 'All receipts');
    await lookAt(olga, 'erasures');
    await pipeline.settle();
    await page.goto(url('/owner'));
    expect(await page.locator('p.detail').last().textContent()).toContain('3 sessions');
    expect(problemsOf(olga)).toEqual([]);
  });
});
