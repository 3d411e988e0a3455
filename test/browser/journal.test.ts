import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CANNOT_TELL } from '../../shared/journal/journal-answers.ts';
import { codeIn } from '../../shared/journal/journal-code.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import {
  expectLight,
  follow,
  leading,
  lookAt,
  press,
  screenshot,
  signIn,
  type Visit,
  visit,
} from './visit.ts';

const clinic = 'harbour';
const clientId = 'c-journal';
const therapist = 't-01';
const DAY_MILLISECONDS = 86_400_000;

let pipeline: Pipeline;
let browser: Browser;
let link: string;

const url = (path: string) => `${pipeline.cloud.apiUrl}${path}`;
const put = async (path: string, body: object) => {
  const { status } = await pipeline.request('PUT', path, { clinic, role: 'recorder' }, body);
  expect(status, path).toBe(200);
};
/** As many days ago, as a clinic at five hours behind UTC writes it. */
const ago = (days: number, hours = 0) => {
  const local = Date.now() - days * DAY_MILLISECONDS + (hours - 5) * 3_600_000;
  return `${new Date(local).toISOString().slice(0, 19)}-05:00`;
};

beforeAll(async () => {
  browser = await launchChromium();
  pipeline = await startPipeline([clinic]);
  await pipeline.people.offerSignIn([
    { clinic, role: 'therapist', therapist },
    { clinic, role: 'owner' },
  ]);
  const today = ago(0).slice(0, 10);
  const goal = {
    clientId,
    therapistId: therapist,
    startsOn: dateAfter(today, -21),
    dueOn: dateAfter(today, 21),
    recordedAt: ago(21),
  };
  await put('/v1/goals/g-pain', {
    ...goal,
    ...{ kind: 'pain', measure: 'pain', bodyRegion: 'low-back', unit: 'score', baseline: 7, target: 3 },
  });
  await put('/v1/goals/g-shelf', {
    ...goal,
    ...{ kind: 'mobility', measure: 'task:reach-top-shelf', unit: 'yes-no', baseline: 0, target: 1 },
  });
  await put('/v1/sessions/s-1', {
    clientId,
    therapistId: therapist,
    startedAt: ago(2),
    endedAt: ago(2, 1),
    complaint: 'chronic-low-back-pain',
    techniques: [{ technique: 'deep-tissue', minutes: 45, bodyRegion: 'low-back' }],
    painBefore: 7,
    painAfter: 5,
    recordedAt: ago(2, 1),
  });
  for (const [index, pain] of [7, 6, 6, 5, 5].entries()) {
    const at = ago(20 - 3 * index);
    await put(`/v1/pain-scores/p-${index}`, {
      ...{ clientId, at, recordedAt: at, pain, soreness: pain - 4, bodyRegion: 'low-back' },
    });
  }
  await pipeline.settle();
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
});

const timeline = async () => {
  await pipeline.settle();
  const { body } = await pipeline.request('GET', `/v1/clients/${clientId}/timeline`, {
    clinic,
    role: 'owner',
  });
  return body;
};

async function openForm(): Promise<Visit> {
  const seen = await visit(browser);
  const response = await seen.page.goto(link);
  expect(response?.status()).toBe(200);
  return seen;
}

/** Answers a question by its number or its words, as it is read out. */
async function tap({ page }: Visit, question: RegExp, answer: string): Promise<void> {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).click();
}

const PAIN = /^How is the pain now: low back\? 0: no pain, 10: worst imaginable$/;
const SORENESS = /^How sore are you from the massage\? 0: not sore at all, 10: very sore$/;
const SHELF = /^Can you do this today: reach top shelf\?$/;

/** Looks at a page where it is narrow: a small phone, twice enlarged, and with its text doubled. */
async function lookNarrow({ page }: Visit, name: string): Promise<void> {
  for (const [width, textSize] of [
    [320, '100%'],
    [180, '100%'],
    [320, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    await page.evaluate(`document.documentElement.style.fontSize = '${textSize}'`);
    const where = `${name}, ${width} px, text ${textSize}`;
    await page.screenshot({ path: screenshot(`${name}-${width}-${textSize.slice(0, -1)}`), fullPage: true });
    expect(
      await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
      where,
    ).toBeLessThanOrEqual(0);
    expect(await page.evaluate(CUT_OFF), `${where}: cut off`).toEqual([]);
    await page.evaluate("document.documentElement.style.fontSize = ''");
  }
}

/** What is written in a box that is too narrow for it; a table scrolls by itself. */
const CUT_OFF = `[...document.querySelectorAll('label, label span, button, legend, h1, p')]
  .filter((each) => !each.closest('.scroll') && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
  .map((each) => each.textContent)`;

/** The form's fields as a browser would send them. */
async function sealedForm({ page }: Visit): Promise<string> {
  return (await page.locator('input[name=form]').getAttribute('value'))!;
}
const send = (token: string, fields: Record<string, string>) =>
  fetch(token, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

describe("a link to a client's journal", () => {
  test('is handed over by one tap, as a code to scan, a card to print and a short link', async () => {
    const seen = await visit(browser);
    const { page } = seen;
    await signIn(seen, url('/clients'), `therapist ${therapist}, ${clinic}`);
    await page.getByLabel('Client id').fill(clientId);
    await press(seen, 'Find');
    const pseudonym = new URL(page.url()).pathname.slice('/clients/'.length);
    const button = page.getByRole('button', { name: 'Hand over the journal' });
    expect((await button.boundingBox())!.y, 'on the first screen of a phone').toBeLessThan(740);
    await lookAt(seen, 'client-with-journal');
    await press(seen, 'Hand over the journal');
    await lookAt(seen, 'journal-card');
    await lookNarrow(seen, 'journal-card');
    link = await page.getByLabel('Link to send').inputValue();
    expect(link.slice(0, -19)).toBe(url('/j/'));
    expect(codeIn(link.slice(-19))).toBeDefined();
    expect(await page.getByRole('img', { name: 'QR code of the address below' }).isVisible()).toBe(true);
    const shown = `${await page.content()} ${page.url()}`.replaceAll(`/clients/${pseudonym}`, '');
    for (const secret of [clientId, pseudonym]) expect(shown).not.toContain(secret);
    // On paper there is the card and nothing else.
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: screenshot('journal-card-printed'), fullPage: true });
    const printed = await page.locator('body').innerText();
    expect(printed).toContain('Your pain journal');
    for (const other of ['Find a client', 'Back to the client', 'Withdraw', 'Sign out'])
      expect(printed).not.toContain(other);
    await page.emulateMedia({ media: 'screen' });
    await follow(seen, 'Card in Español');
    expect(await page.getByText('Su diario del dolor').isVisible()).toBe(true);
    await follow(seen, 'Back to the client');
    await lookAt(seen, 'client-with-open-link');
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('opens a form for whoever is not signed in, and shows the own line', async () => {
    const before = await timeline();
    const seen = await openForm();
    await lookAt(seen, 'journal');
    await lookNarrow(seen, 'journal');
    await expectLight(browser, seen, link);
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /^harbour · your journal until \d+ [A-Z][a-z]+$/,
    );
    await tap(seen, PAIN, '3');
    await tap(seen, SORENESS, '1');
    await tap(seen, SHELF, 'Yes');
    await lookAt(seen, 'journal-answered');
    await press(seen, 'Send');
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Thank you');
    await seen.page.locator('summary').click();
    await lookAt(seen, 'journal-thanks');
    await lookNarrow(seen, 'journal-thanks');
    expect(seen.problems).toEqual([]);
    expect([...seen.origins]).toEqual([new URL(url('/')).origin]);
    expect(await seen.context.cookies()).toEqual([]);

    const after = await timeline();
    const added = after.painScores.slice(before.painScores.length);
    expect(added).toMatchObject([{ pain: 3, bodyRegion: 'low-back' }, { soreness: 1 }]);
    expect(added[0].at).toMatch(/-05:00$/);
    expect(after.measurements.at(-1)).toMatchObject({ goalId: 'g-shelf', value: 1 });
    const goal = after.goals.find(({ goalId }: { goalId: string }) => goalId === 'g-pain');
    expect(goal.latest.value).toBe(3);
    const rows = await seen.page
      .locator('tbody tr')
      .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(rows[0]!.slice(1)).toEqual(['3', '1', 'Reach top shelf: Yes']);
    expect(rows.slice(1).map((row) => [Number(row[1]), Number(row[2])])).toEqual(
      before.painScores
        .map(({ pain, soreness }: { pain: number; soreness: number }) => [pain, soreness])
        .reverse(),
    );

    await follow(seen, 'Send again');
    await lookAt(seen, 'journal-again');
    await tap(seen, PAIN, '4');
    await tap(seen, SHELF, 'I cannot tell');
    await press(seen, 'Send');
    const corrected = await timeline();
    expect(corrected.painScores).toHaveLength(after.painScores.length);
    expect(
      corrected.painScores.find(({ scoreId }: { scoreId: string }) => scoreId === added[0].scoreId).pain,
    ).toBe(4);
    expect(corrected.measurements).toHaveLength(after.measurements.length - 1);
    await seen.context.close();
  });

  test('by a double tap adds one entry', async () => {
    const before = await timeline();
    const seen = await openForm();
    const form = await sealedForm(seen);
    const answers = { form, pain: '4', soreness: '0', 'goal-0': CANNOT_TELL };
    const sent = await Promise.all([send(link, answers), send(link, answers), send(link, answers)]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    const after = await timeline();
    expect(after.painScores).toHaveLength(before.painScores.length + 2);
    await seen.context.close();
  });

  test('takes nothing that a record may not hold, and says which at its question', async () => {
    const before = await timeline();
    const seen = await openForm();
    const { page } = seen;
    const form = await sealedForm(seen);
    const told = { pain: CANNOT_TELL, soreness: CANNOT_TELL, 'goal-0': CANNOT_TELL };
    for (const [fields, said] of [
      [{ ...told, form, pain: '11' }, 'Choose a number from 0 to 10'],
      [{ ...told, form, soreness: '2.5' }, 'Choose a number from 0 to 10'],
      [{ ...told, form, 'goal-0': 'perhaps' }, 'Choose yes, no or'],
      [{ ...told, form, pain: '3', when: 'last-year' }, 'Choose one of the moments'],
      [{ ...told, form }, 'there is nothing to keep'],
      [{ ...told, pain: '3' }, 'This form was open for too long'],
      [{ ...told, form: `${form}x`, pain: '3' }, 'This form was open for too long'],
      [{ form, pain: '3', note: 'x'.repeat(20_000) }, 'could not be read'],
    ] as const) {
      const answer = await send(link, fields);
      expect(answer.status, said).toBe(400);
      expect(await answer.text()).toContain(said);
    }
    expect((await timeline()).painScores).toEqual(before.painScores);
    // As somebody sees it who has sent it without an answer, by a browser that does not ask for one.
    await tap(seen, PAIN, 'I cannot tell');
    await tap(seen, SORENESS, 'I cannot tell');
    await tap(seen, SHELF, 'I cannot tell');
    await press(seen, 'Send');
    await lookAt(seen, 'journal-mended');
    await lookNarrow(seen, 'journal-mended');
    const group = page.getByRole('group', { name: PAIN });
    expect(await group.getAttribute('aria-describedby')).toBe('pain-error');
    expect(await page.locator('#pain-error').textContent()).toContain('there is nothing to keep');
    await page.getByRole('alert').getByRole('link').click();
    expect(await page.evaluate('document.activeElement.id')).toBe('pain');
    await seen.context.close();
  });

  test('is answered by the keyboard alone, and in Spanish', async () => {
    const before = await timeline();
    const seen = await openForm();
    const { page } = seen;
    await follow(seen, 'Español');
    expect(await page.getAttribute('html', 'lang')).toBe('es');
    await lookAt(seen, 'journal-spanish');
    await lookNarrow(seen, 'journal-spanish');
    await page
      .getByRole('group', { name: /^¿Cómo está el dolor ahora: zona lumbar\?/ })
      .getByRole('radio')
      .first()
      .focus();
    await page.keyboard.press('Space');
    for (let steps = 0; steps < 2; steps++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await leading(seen, () => page.keyboard.press('Enter'));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Gracias');
    await lookAt(seen, 'journal-thanks-spanish');
    const added = (await timeline()).painScores.slice(before.painScores.length);
    expect(added).toMatchObject([{ pain: 2 }, { soreness: 0 }]);
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('asks for consent in plain words, and lets it be taken back', async () => {
    const seen = await openForm();
    const { page } = seen;
    await page.goto(`${link}/consent`);
    await lookAt(seen, 'journal-consent');
    await lookNarrow(seen, 'journal-consent');
    await press(seen, 'Yes, count me in');
    expect(await page.getByText('You have agreed to be counted.').isVisible()).toBe(true);
    await lookAt(seen, 'journal-consent-given');
    await press(seen, 'Take it back: leave me out');
    expect(await page.getByText('You have said that you are to be left out.').isVisible()).toBe(true);
    await seen.context.close();
  });

  test('changed, cut short or invented opens nothing, and all are answered alike', async () => {
    const changed = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    const pages = new Set<string>();
    for (const address of [changed, link.slice(0, -1), url('/j/x'), url('/journal/x'), `${changed}/thanks`]) {
      const answer = await fetch(address);
      expect(answer.status).toBe(404);
      pages.add(await answer.text());
    }
    const posted = await send(changed, { pain: '3' });
    expect(posted.status).toBe(404);
    pages.add(await posted.text());
    expect(pages.size).toBe(1);
    const seen = await visit(browser);
    await seen.page.goto(changed);
    await lookAt(seen, 'journal-closed');
    await seen.context.close();
  });

  test('is seen and withdrawn by the owner', async () => {
    const seen = await visit(browser);
    await signIn(seen, url('/journal-links'), `owner, ${clinic}`);
    await lookAt(seen, 'journal-links');
    expect((await fetch(link)).status).toBe(200);
    await press(seen, /^Withdraw the links of client /);
    expect(await seen.page.getByText('No link to a journal is open.').isVisible()).toBe(true);
    expect((await fetch(link)).status).toBe(404);
    await seen.context.close();
  });
});
