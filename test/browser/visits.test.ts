import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { leading, lookAt, press, signIn, type Visit, visit } from './visit.ts';

const clinic = 'harbour';
const clientId = 'c-visits';
const therapist = 't-01';
const HOUR_MILLISECONDS = 3_600_000;
/** What the issue allows for one visit, the client and the form among them. */
const MOST_INTERACTIONS = 15;

let pipeline: Pipeline;
let browser: Browser;
let seen: Visit;
let pseudonym: string;

const url = (path: string) => `${pipeline.cloud.apiUrl}${path}`;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MILLISECONDS).toISOString();
const session = (id: string, hours: number, painBefore: number) => ({
  ...{ clientId, therapistId: therapist, startedAt: ago(hours), endedAt: ago(hours - 1), painBefore },
  complaint: 'neck-pain',
  techniques: [{ technique: 'deep-tissue', minutes: 40, bodyRegion: 'neck' }],
  ...(id === 's-1' && { painAfter: 6 }),
});

beforeAll(async () => {
  browser = await launchChromium();
  pipeline = await startPipeline([clinic]);
  await pipeline.people.offerSignIn([{ clinic, role: 'therapist', therapist }]);
  for (const [id, hours, pain] of [
    ['s-1', 24 * 9, 8],
    ['s-2', 24 * 2, 7],
  ] as const) {
    const body = session(id, hours, pain);
    const { status } = await pipeline.request(
      'PUT',
      `/v1/sessions/${id}`,
      { clinic, role: 'recorder' },
      body,
    );
    expect(status).toBe(200);
  }
  await pipeline.settle();
  seen = await visit(browser);
  await signIn(seen, url('/therapist'), `therapist ${therapist}, ${clinic}`);
});
afterAll(async () => {
  await seen?.context.close();
  await browser?.close();
  await pipeline?.stop();
});

const timeline = async () => {
  await pipeline.settle();
  return (await pipeline.request('GET', `/v1/clients/${clientId}/timeline`, { clinic, role: 'owner' })).body;
};
const heading = () => seen.page.getByRole('heading', { level: 1 }).textContent();
const score = (question: string, answer: string) =>
  seen.page.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true });
const technique = (name: string) => seen.page.getByRole('checkbox', { name, exact: true });
const save = () => seen.page.getByRole('button', { name: 'Save', exact: true });

/** Counts what a person does. */
function counting() {
  let count = 0;
  return {
    async tap(target: Locator) {
      count += 1;
      await target.click();
    },
    async type(target: Locator, text: string) {
      count += 1;
      await target.fill(text);
    },
    count: () => count,
  };
}

describe('recording a visit', () => {
  test('takes at most fifteen interactions from the board, and says what has happened', async () => {
    const hand = counting();
    await seen.page.goto(url('/therapist'));
    await leading(seen, () =>
      hand.tap(seen.page.locator('a[href^="/clients/"]:not([href*="visit"])').first()),
    );
    pseudonym = new URL(seen.page.url()).pathname.split('/')[2]!;
    await leading(seen, () => hand.tap(seen.page.getByRole('link', { name: 'Record a visit', exact: true })));
    expect(await seen.page.getByLabel('Complaint').inputValue()).toBe('neck-pain');
    await hand.tap(score('Pain before', '7'));
    await hand.tap(technique('Deep tissue'));
    await hand.tap(technique('Trigger point therapy'));
    const minutes = seen.page.getByLabel('Minutes of Trigger point therapy');
    await hand.type(minutes, '15');
    await hand.tap(score('Pain after', '4'));
    await lookAt(seen, 'visit-form');
    await leading(seen, () => hand.tap(save()));
    expect(await seen.page.getByRole('status').textContent()).toBe(
      'Saved. Third visit; pain before each: 8, 7, 7.',
    );
    expect(hand.count()).toBeLessThanOrEqual(MOST_INTERACTIONS);
    await lookAt(seen, 'visit-saved');
    const { sessions } = await timeline();
    expect(sessions).toHaveLength(3);
    expect(sessions[2]).toMatchObject({
      ...{ therapistId: therapist, complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
      techniques: [
        { technique: 'deep-tissue', minutes: 40 },
        { technique: 'trigger-point-therapy', minutes: 15 },
      ],
    });
    expect(seen.problems).toEqual([]);
  });

  test('may begin with the score before; the rest finds the same visit, and twice is once', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}/visit`));
    const id = await seen.page.locator('input[name=sessionId]').inputValue();
    await score('Pain before', '6').click();
    await press(seen, 'Save');
    expect(await seen.page.locator('main').textContent()).toContain('pain before 6');
    expect((await timeline()).sessions).toHaveLength(3);
    await lookAt(seen, 'visit-begun');

    await leading(seen, () => seen.page.getByRole('link', { name: 'Finish this visit' }).click());
    expect(await seen.page.locator('input[name=sessionId]').inputValue()).toBe(id);
    expect(await score('Pain before', '6').isChecked()).toBe(true);
    await technique('Relaxation').click();
    const fields = (await seen.page.evaluate(
      "[...new FormData(document.querySelector('form.visit'))].map(([name, value]) => [name, String(value)])",
    )) as [string, string][];
    const again = { ...Object.fromEntries(fields), after: '2' };
    const post = () =>
      seen.context.request.post(url(`/clients/${pseudonym}/visit`), {
        form: again,
        headers: { 'sec-fetch-site': 'same-origin' },
        maxRedirects: 0,
      });
    const sent = await Promise.all([post(), post(), post()]);
    expect(sent.map((answer) => answer.status())).toEqual([303, 303, 303]);
    const { sessions } = await timeline();
    expect(sessions).toHaveLength(4);
    expect(sessions.find(({ sessionId }: { sessionId: string }) => sessionId === id)).toMatchObject({
      ...{ painBefore: 6, painAfter: 2, techniques: [{ technique: 'relaxation', minutes: 45 }] },
    });
    await seen.page.goto(url(`/clients/${pseudonym}`));
    expect(await seen.page.getByRole('link', { name: 'Finish this visit' }).count()).toBe(0);
  });

  test('keeps what was typed when something is wrong, and ties each error to its field', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}/visit`));
    await technique('Sports').click();
    await seen.page.getByLabel('Minutes of Sports').fill('a while');
    await score('Pain after', '3').click();
    await press(seen, 'Save');
    expect(await heading()).toBe('Record a visit');
    const minutes = seen.page.getByLabel('Minutes of Sports');
    expect(await minutes.inputValue()).toBe('a while');
    expect(await technique('Sports').isChecked()).toBe(true);
    expect(await score('Pain after', '3').isChecked()).toBe(true);
    const describedBy = await minutes.getAttribute('aria-describedby');
    expect(await seen.page.locator(`[id="${describedBy}"]`).textContent()).toMatch(/minutes/i);
    await lookAt(seen, 'visit-wrong');
  });

  test('the score that a session lacks is one tap away on the board, and a correction', async () => {
    await seen.page.goto(url('/therapist'));
    await leading(seen, () => seen.page.getByRole('link', { name: 'Add the score of s-2' }).click());
    await score('Pain after', '5').click();
    await press(seen, 'Save');
    const { sessions } = await timeline();
    expect(sessions.find(({ sessionId }: { sessionId: string }) => sessionId === 's-2')).toMatchObject({
      painBefore: 7,
      painAfter: 5,
      techniques: [{ technique: 'deep-tissue', minutes: 40, bodyRegion: 'neck' }],
    });
    expect(sessions).toHaveLength(4);
  });

  test('by keyboard alone', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}/visit`));
    await seen.page.getByLabel('Complaint').focus();
    await seen.page.keyboard.press('Tab');
    for (let step = 0; step < 3; step += 1) await seen.page.keyboard.press('ArrowRight');
    await technique('Deep tissue').focus();
    await seen.page.keyboard.press('Space');
    await save().focus();
    await leading(seen, () => seen.page.keyboard.press('Enter'));
    expect(await seen.page.getByRole('status').textContent()).toMatch(/^Saved\. /);
    expect((await timeline()).sessions).toHaveLength(5);
  });

  test('the first of a new client begins care; of a colleague’s client it is refused and keeps what was typed', async () => {
    const other = 'c-of-colleague';
    const body = { ...session('s-9', 30, 5), clientId: other, therapistId: 't-02' };
    await pipeline.request('PUT', '/v1/sessions/s-9', { clinic, role: 'recorder' }, body);
    for (const [who, said] of [
      ['c-brand-new', 'Saved. First visit'],
      [other, 'This client is not in your care'],
    ] as const) {
      await seen.page.goto(url('/clients'));
      await seen.page.getByLabel('Client id').fill(who);
      await press(seen, 'Find');
      await leading(seen, () => seen.page.getByRole('link', { name: 'Record a first visit' }).click());
      await seen.page.getByLabel('Complaint').selectOption('stress');
      await score('Pain before', '5').click();
      await technique('Relaxation').click();
      await press(seen, 'Save');
      expect(await seen.page.locator('main').textContent()).toContain(said);
    }
    expect(await score('Pain before', '5').isChecked()).toBe(true);
    await lookAt(seen, 'visit-not-in-care');
  });
});

describe('goals', () => {
  const setGoal = async (kind: string) => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await leading(seen, () => seen.page.getByRole('link', { name: kind, exact: true }).click());
    await lookAt(seen, `goal-${kind.split(' ')[0]!.toLowerCase()}`);
  };
  const saveGoal = () => press(seen, 'Save the goal');

  test('the three that everybody sets are ready: pain, the top shelf, recovery; and an activity', async () => {
    await setGoal('Less pain');
    await saveGoal();
    await setGoal('A task, such as the top shelf');
    await saveGoal();
    await setGoal('Shorter recovery');
    await seen.page.getByLabel('Now, in hours').fill('40');
    await saveGoal();
    await setGoal('An activity (PSFS)');
    await seen.page.getByLabel('The activity').fill('Carry shopping');
    await score('Now', '4').click();
    await score('To be reached', '8').click();
    await saveGoal();
    const { goals } = await timeline();
    const told = goals.map(({ measure, target, unit }: Record<string, unknown>) => ({
      measure,
      target,
      unit,
    }));
    expect(told).toHaveLength(4);
    expect(told).toEqual(
      expect.arrayContaining([
        { measure: 'pain', target: 3, unit: 'score' },
        { measure: 'task:reach-the-top-shelf', target: 1, unit: 'yes-no' },
        { measure: 'recovery-hours', target: 32, unit: 'hours' },
        { measure: 'psfs:carry-shopping', target: 8, unit: 'score' },
      ]),
    );
    await lookAt(seen, 'client-with-goals');
  });

  test('are measured, and taken back', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await leading(seen, () =>
      seen.page.getByRole('link', { name: 'Measure now Reach the top shelf' }).click(),
    );
    await lookAt(seen, 'measure-task');
    await press(seen, 'Yes');
    await leading(seen, () => seen.page.getByRole('link', { name: 'Measure Carry shopping' }).click());
    await score('Carry shopping, today', '6').click();
    await press(seen, 'Save');
    const { measurements } = await timeline();
    expect(measurements.map(({ value }: { value: number }) => value)).toEqual([1, 6]);
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await leading(seen, () => seen.page.getByRole('link', { name: 'Take back Recovery time' }).click());
    await lookAt(seen, 'take-back');
    await press(seen, 'Take it back');
    expect((await timeline()).goals).toHaveLength(3);
  });

  test('consent is asked for and taken back on the same page', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await press(seen, 'The client agrees');
    const said = () => seen.page.locator('[aria-labelledby=consent] > p').textContent();
    expect(await said()).toContain('has agreed');
    await press(seen, 'The client takes it back');
    expect(await said()).toContain('does not want');
    expect(seen.problems.filter((problem) => !problem.includes('40'))).toEqual([]);
  });
});
