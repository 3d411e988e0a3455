import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dateAfter } from '../../shared/records/calendar-days.ts';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { expectLight, lookAt, signIn, type Visit, visit } from './visit.ts';

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
  await pipeline.people.offerSignIn([{ clinic, role: 'therapist', therapist }]);
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

async function tap({ page }: Visit, question: string, answer: string): Promise<void> {
  await page
    .getByRole('group', { name: question })
    .getByRole(/^\d+$/.test(answer) ? 'radio' : 'button', { name: answer, exact: true })
    .click();
}

/** The form's fields as a browser would send them. */
async function sealedForm({ page }: Visit): Promise<string> {
  return (await page.locator('input[name=form]').getAttribute('value'))!;
}
const send = (token: string, fields: Record<string, string>) =>
  fetch(token, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });

describe("a link to a client's journal", () => {
  test('is made by the therapist and shown once; it holds neither the id nor the pseudonym', async () => {
    const seen = await visit(browser);
    await signIn(seen, url('/clients'), `therapist ${therapist}, ${clinic}`);
    await seen.page.getByLabel('Client id').fill(clientId);
    await seen.page.getByRole('button', { name: 'Find' }).click();
    const pseudonym = new URL(seen.page.url()).pathname.slice('/clients/'.length);
    await lookAt(seen, 'client-with-journal');
    await seen.page.getByRole('button', { name: 'Make a link to the journal' }).click();
    await lookAt(seen, 'journal-link');
    link = await seen.page.getByLabel('Link to the journal').inputValue();
    expect(link.startsWith(url('/journal/'))).toBe(true);
    const readable = link.split(/[./]/).map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    for (const secret of [clientId, pseudonym]) expect([link, ...readable].join(' ')).not.toContain(secret);
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('opens a form for whoever is not signed in, that takes three taps and shows the own line', async () => {
    const before = await timeline();
    const seen = await openForm();
    await lookAt(seen, 'journal');
    await expectLight(browser, seen, link);
    await tap(seen, 'Pain now: low back', '3');
    await tap(seen, 'Soreness now', '1');
    await lookAt(seen, 'journal-answered');
    await tap(seen, 'Can you do this now: reach top shelf?', 'Yes');
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Thank you');
    await seen.page.locator('summary').click();
    await lookAt(seen, 'journal-thanks');
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
    expect(rows[0]!.slice(1)).toEqual(['3', '1', 'Reach top shelf: yes']);
    expect(rows.slice(1).map((row) => [Number(row[1]), Number(row[2])])).toEqual(
      before.painScores
        .map(({ pain, soreness }: { pain: number; soreness: number }) => [pain, soreness])
        .reverse(),
    );

    await seen.page.getByRole('link', { name: 'Answer again' }).click();
    await tap(seen, 'Pain now: low back', '4');
    await tap(seen, 'Soreness now', '1');
    await seen.page.getByRole('button', { name: 'Send without this answer' }).click();
    const corrected = await timeline();
    expect(corrected.painScores).toHaveLength(after.painScores.length);
    expect(
      corrected.painScores.find(({ scoreId }: { scoreId: string }) => scoreId === added[0].scoreId).pain,
    ).toBe(4);
    await seen.context.close();
  });

  test('by a double tap adds one entry', async () => {
    const before = await timeline();
    const seen = await openForm();
    const form = await sealedForm(seen);
    const answers = { form, pain: '4', soreness: '0' };
    const sent = await Promise.all([send(link, answers), send(link, answers), send(link, answers)]);
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    const after = await timeline();
    expect(after.painScores).toHaveLength(before.painScores.length + 2);
    await seen.context.close();
  });

  test('takes nothing that a record may not hold, and says which', async () => {
    const before = await timeline();
    const seen = await openForm();
    const form = await sealedForm(seen);
    for (const [fields, said] of [
      [{ form, pain: '11' }, 'pain: expected a whole number from 0 to 10'],
      [{ form, soreness: '2.5' }, 'soreness: expected a whole number from 0 to 10'],
      [{ form, mobility: 'perhaps' }, 'What you could do: expected a number'],
      [{ form }, 'expected an answer to one of the questions'],
      [{ pain: '3' }, 'This form was open for too long'],
      [{ form: `${form}x`, pain: '3' }, 'This form was open for too long'],
      [{ form, pain: '3', note: 'x'.repeat(5000) }, 'expected a form of at most 4096 bytes'],
    ] as const) {
      const answer = await send(link, fields);
      expect(answer.status, said).toBe(400);
      expect(await answer.text()).toContain(said);
    }
    expect((await timeline()).painScores).toEqual(before.painScores);
    await seen.context.close();
  });

  test('changed, cut short or invented opens nothing, and all are answered alike', async () => {
    const at = link.lastIndexOf('.') - 4;
    const changed = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
    const pages = new Set<string>();
    for (const address of [changed, link.slice(0, -1), url('/journal/x'), `${changed}/thanks`]) {
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

  test('ends when the client is erased', async () => {
    const seen = await openForm();
    const form = await sealedForm(seen);
    const { status } = await pipeline.request('DELETE', `/v1/clients/${clientId}`, { clinic, role: 'owner' });
    expect(status).toBe(200);
    expect((await fetch(link)).status).toBe(404);
    expect((await send(link, { form, pain: '3' })).status).toBe(404);
    const { status: gone } = await pipeline.request('GET', `/v1/clients/${clientId}/timeline`, {
      clinic,
      role: 'owner',
    });
    expect(gone).toBe(404);
    await seen.context.close();
  });
});
