import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { leading, lookAt, patient, press, signIn, unfold, type Visit, visit } from './visit.ts';

const clinic = 'harbour';
const clientId = 'c-visits';
const therapist = 't-01';
const colleague = 't-02';
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
  await pipeline.people.offerSignIn([
    { clinic, role: 'therapist', therapist },
    { clinic, role: 'therapist', therapist: colleague },
    { clinic, role: 'owner' },
  ]);
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
/** What the console called an error, but for refused forms and the lack of a connection. */
const problems = () =>
  seen.problems.filter((problem) => !/ 40[0-4] |ERR_INTERNET_DISCONNECTED/.test(problem));
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
    await lookAt(seen, 'board-to-settle');
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

describe('on a tablet', () => {
  const MINUTE = 60_000;
  const phase = (name: string) => seen.page.getByRole('button', { name: new RegExp(`^${name}`) });
  const minutesOf = (name: string) =>
    seen.page.getByRole('group', { name: 'Phases, in minutes' }).getByLabel(name, { exact: true });
  const openMore = () => seen.page.getByText('Phases, range of motion, aftercare, when').click();
  const openForm = async () => {
    await seen.page.goto(url(`/clients/${pseudonym}/visit`));
    return seen.page.locator('input[name=sessionId]').inputValue();
  };
  const notSent = () => seen.page.evaluate('JSON.stringify(sessionStorage)') as Promise<string>;
  const sessionOf = async (id: string) =>
    (await timeline()).sessions.find(({ sessionId }: { sessionId: string }) => sessionId === id);

  test('phases are tapped as they begin, also over a visit that is kept as begun, or left out', async () => {
    const begins = new Date();
    await seen.page.clock.install({ time: begins });
    await seen.page.clock.pauseAt(new Date(begins.getTime() + 1000));
    const id = await openForm();
    await openMore();
    await phase('Intake').click();
    expect(await phase('Intake').getAttribute('aria-pressed')).toBe('true');
    await lookAt(seen, 'visit-phases');
    await seen.page.setViewportSize({ width: 320, height: 740 });
    expect(
      await seen.page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
    ).toBeLessThanOrEqual(0);
    await seen.page.clock.fastForward(8 * MINUTE);
    await score('Pain before', '6').click();
    await leading(seen, () => save().click());
    expect(await seen.page.getByRole('status').textContent()).toMatch(/^Kept: begun at .*, pain before 6\.$/);
    await seen.page.clock.fastForward(2 * MINUTE);
    await leading(seen, () => seen.page.getByRole('link', { name: 'Finish this visit' }).click());
    expect(await minutesOf('Intake').inputValue()).toBe('8');
    await phase('Hands').focus();
    await seen.page.keyboard.press('Space');
    expect(await minutesOf('Intake').inputValue(), 'it went on meanwhile').toBe('10');
    await seen.page.clock.fastForward(41 * MINUTE);
    await phase('Aftercare').click();
    await phase('Preparation').click();
    await phase('Preparation').click();
    await technique('Relaxation').click();
    await leading(seen, () => save().click());
    expect((await sessionOf(id)).phases).toEqual({ intake: 10, 'hands-on': 41 });
    await seen.page.clock.resume();
  });

  test('what the clock of the tablet says is checked like everything else', async () => {
    await openForm();
    await openMore();
    await phase('Assessment').click();
    await technique('Relaxation').click();
    await seen.page.clock.fastForward(9 * 60 * MINUTE);
    await leading(seen, () => save().click());
    expect(await heading()).toBe('Record a visit');
    expect(await minutesOf('Assessment').getAttribute('aria-invalid')).toBe('true');
    await minutesOf('Assessment').fill('9');
    await leading(seen, () => save().click());
    expect(await seen.page.getByRole('status').textContent()).toMatch(/^Saved\. /);
  });

  test('a technique is given twice, on two regions', async () => {
    const id = await openForm();
    await technique('Deep tissue').click();
    await seen.page.getByLabel('Minutes of Deep tissue').fill('20');
    await seen.page.getByLabel('Where of Deep tissue').selectOption('neck');
    await seen.page.getByText('The same technique elsewhere').click();
    await seen.page.getByLabel('Technique of entry 1 of the same').selectOption('deep-tissue');
    await seen.page.getByLabel('Minutes of entry 1 of the same').fill('15');
    await seen.page.getByLabel('Where of entry 1 of the same').selectOption('neck');
    await leading(seen, () => save().click());
    const choice = seen.page.getByLabel('Technique of entry 1 of the same');
    expect(await choice.getAttribute('aria-invalid')).toBe('true');
    await lookAt(seen, 'visit-twice');
    await seen.page.getByLabel('Where of entry 1 of the same').selectOption('shoulder');
    await leading(seen, () => save().click());
    expect((await sessionOf(id)).techniques).toEqual([
      { technique: 'deep-tissue', minutes: 20, bodyRegion: 'neck' },
      { technique: 'deep-tissue', minutes: 15, bodyRegion: 'shoulder' },
    ]);
  });

  test('nothing typed is lost on bad Wi-Fi, and it is sent once there is a connection', async () => {
    const id = await openForm();
    await score('Pain before', '5').click();
    await technique('Sports').click();
    await seen.page.getByLabel('Minutes of Sports').fill('35');
    // Torn off: the tab comes again without having sent anything.
    await seen.page.reload();
    expect(await seen.page.getByRole('status').textContent()).toContain('typed here before and not sent');
    expect(await seen.page.locator('input[name=sessionId]').inputValue()).toBe(id);
    expect(await seen.page.getByLabel('Minutes of Sports').inputValue()).toBe('35');
    await lookAt(seen, 'visit-restored');
    expect(await notSent()).not.toMatch(/formToken|c-visits/);

    await seen.context.setOffline(true);
    await save().click();
    await seen.page.getByText('There is no connection.').waitFor();
    await score('Pain after', '2').click();
    await seen.context.setOffline(false);
    await seen.page.waitForURL(/saved=/);
    expect(await seen.page.getByRole('status').textContent()).toMatch(/^Saved\. /);
    expect(await sessionOf(id)).toMatchObject({ painBefore: 5, painAfter: 2 });
    expect(await notSent()).toBe('{}');
  });

  test('what was typed can be left, is nobody else’s, and goes when she signs out', async () => {
    await openForm();
    await score('Pain before', '9').click();
    await seen.page.reload();
    await leading(seen, () => seen.page.getByRole('button', { name: 'Start afresh' }).click());
    expect(await score('Pain before', '9').isChecked()).toBe(false);
    await score('Pain before', '8').click();
    await seen.page.evaluate(`for (const key of Object.keys(sessionStorage)) {
      sessionStorage.setItem(key, sessionStorage.getItem(key).replace(/"person":"[^"]+"/, '"person":"another"'));
    }`);
    await seen.page.goto(url(`/therapist`));
    expect(await notSent(), 'of another').toBe('{}');
    await openForm();
    await score('Pain before', '8').click();
    expect(await notSent()).not.toBe('{}');
    await leading(seen, () => seen.page.getByRole('button', { name: 'Sign out' }).click());
    await seen.page.waitForURL(/sign-out/);
    expect(await notSent(), 'signed out').toBe('{}');
    await signIn(seen, url('/therapist'), `therapist ${therapist}, ${clinic}`);
    await openForm();
    expect(await score('Pain before', '8').isChecked()).toBe(false);
    expect(seen.problems.filter((problem) => !/ 40[0-4] |ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual(
      [],
    );
  });

  test('a visit that has begun is discarded', async () => {
    await openForm();
    await score('Pain before', '4').click();
    await leading(seen, () => save().click());
    await leading(seen, () => seen.page.getByRole('link', { name: /^Discard/ }).click());
    await lookAt(seen, 'visit-discard');
    await press(seen, 'Discard it');
    expect(await seen.page.getByRole('status').textContent()).toBe('Discarded.');
    expect(await seen.page.getByRole('link', { name: 'Finish this visit' }).count()).toBe(0);
  });

  test('without a script the same form records phases as fields', async () => {
    const storageState = await seen.context.storageState();
    const still = patient(
      await seen.page.context().browser()!.newContext({ javaScriptEnabled: false, storageState }),
    );
    const page = await still.newPage();
    await page.goto(url(`/clients/${pseudonym}/visit`));
    expect(
      await page.locator('[data-phase]:visible, [data-restored]:visible, [data-waiting]:visible').count(),
    ).toBe(0);
    const id = await page.locator('input[name=sessionId]').inputValue();
    await page.getByRole('checkbox', { name: 'Relaxation', exact: true }).click();
    await page.getByText('Phases, range of motion, aftercare, when').click();
    await page.getByLabel('Intake', { exact: true }).fill('7');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/saved=/);
    await still.close();
    expect((await sessionOf(id)).phases).toEqual({ intake: 7 });
  });
});

describe('goals', () => {
  const setGoal = async (kind: string) => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await unfold(seen, 'Set a goal');
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
    // Where nothing can be reached the form stays as it was typed.
    await seen.context.setOffline(true);
    await seen.page.getByRole('button', { name: 'Save the goal' }).click();
    await seen.page.getByRole('alert').getByText('There is no connection, so nothing was sent.').waitFor();
    await lookAt(seen, 'goal-not-sent');
    expect(await seen.page.getByLabel('Now, in hours').inputValue()).toBe('40');
    await seen.context.setOffline(false);
    await saveGoal();
    expect(await seen.page.getByRole('article', { name: /^Recovery time/ }).count()).toBe(1);
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
    // Both in the same second stand in the order of their ids, which are random.
    expect(measurements.map(({ value }: { value: number }) => value).sort()).toEqual([1, 6]);
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await leading(seen, () => seen.page.getByRole('link', { name: 'Take back Recovery time' }).click());
    await lookAt(seen, 'take-back');
    await press(seen, 'Take it back');
    expect((await timeline()).goals).toHaveLength(3);
  });

  test('a value that she measured is corrected by her, of when it was measured', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    const values = seen.page.getByRole('article', { name: /^Carry shopping/ });
    await values.getByText('Correct a value').click();
    await leading(seen, () => values.getByRole('link', { name: /^Correct/ }).click());
    expect(await heading()).toBe('Correct a value');
    await lookAt(seen, 'measure-correct');
    const ofValue = async (value: number) =>
      (await timeline()).measurements.find((one: { value: number }) => one.value === value);
    const before = await ofValue(6);
    await score('Carry shopping', '7').focus();
    await seen.page.keyboard.press('Space');
    await save().focus();
    await leading(seen, () => seen.page.keyboard.press('Enter'));
    expect((await timeline()).measurements).toHaveLength(2);
    expect(await ofValue(7)).toMatchObject({ ...before, value: 7, recordedAt: expect.anything() });
    const of = `of=measurement&id=${before.measurementId}`;
    const path = `/v1/clients/${clientId}/history?${of}`;
    const history = (await pipeline.request('GET', path, { clinic, role: 'owner' })).body;
    expect(JSON.stringify(history), 'what it was stays known').toContain('"value":6');
  });

  test('what a journal has told is the owner’s to correct, and to take back', async () => {
    const at = ago(5);
    const entry = { clientId, at, pain: 2, soreness: 1 };
    await pipeline.request('PUT', '/v1/pain-scores/p-slip', { clinic, role: 'recorder' }, entry);
    await pipeline.settle();
    const changes = () => seen.page.locator('a[href*="/score?score="]').count();
    await seen.page.goto(url(`/clients/${pseudonym}`));
    expect(await changes(), 'to a therapist').toBe(0);
    const owner = await visit(browser);
    await signIn(owner, url(`/clients/${pseudonym}`), `owner, ${clinic}`);
    await unfold(owner, 'Journal');
    await leading(owner, () => owner.page.getByRole('link', { name: /^Correct the entry of/ }).click());
    await lookAt(owner, 'score-correct');
    await owner.page
      .getByRole('group', { name: /^Pain/ })
      .getByRole('radio', { name: '5', exact: true })
      .click();
    await press(owner, 'Save');
    expect((await timeline()).painScores.at(-1)).toMatchObject({ scoreId: 'p-slip', pain: 5, soreness: 1 });
    await unfold(owner, 'Journal');
    await leading(owner, () => owner.page.getByRole('link', { name: /^Take back the entry of/ }).click());
    await press(owner, 'Take it back');
    expect((await timeline()).painScores).toEqual([]);
    await owner.context.close();
  });

  test('a visit of the wrong client is moved to the right one, by keyboard', async () => {
    const other = 'c-other';
    const body = { ...session('s-other', 50, 5), clientId: other };
    await pipeline.request('PUT', '/v1/sessions/s-other', { clinic, role: 'recorder' }, body);
    await pipeline.settle();
    await seen.page.goto(url(`/clients/${pseudonym}/visit?session=s-1`));
    await leading(seen, () => seen.page.getByRole('link', { name: /another client/ }).click());
    const whose = seen.page.getByLabel('Whose it really is: client id');
    await whose.fill('c-nobody-here');
    await leading(seen, () => seen.page.keyboard.press('Enter'));
    expect(await whose.getAttribute('aria-invalid')).toBe('true');
    expect(await whose.inputValue()).toBe('c-nobody-here');
    await lookAt(seen, 'move');
    await whose.fill(other);
    await leading(seen, () => seen.page.keyboard.press('Enter'));
    expect(new URL(seen.page.url()).pathname).not.toContain(pseudonym);
    expect(await seen.page.locator('a[href*="session=s-1"]').count()).toBe(1);
    expect(
      (await timeline()).sessions.map(({ sessionId }: { sessionId: string }) => sessionId),
    ).not.toContain('s-1');
  });

  test('consent is asked for and taken back on the same page', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await unfold(seen, 'Reports to partners');
    await press(seen, 'The client agrees');
    const said = () => seen.page.locator('[aria-labelledby=consent] p').first().textContent();
    expect(await said()).toContain('has agreed');
    await unfold(seen, 'Reports to partners');
    await press(seen, 'The client takes it back');
    expect(await said()).toContain('does not want');
    expect(problems()).toEqual([]);
  });

  test('the client is handed over to a colleague, who sees him at once', async () => {
    await seen.page.goto(url(`/clients/${pseudonym}`));
    await unfold(seen, 'Care');
    await press(seen, 'Hand over');
    const to = seen.page.getByLabel('Hand the client over to');
    expect(await to.getAttribute('aria-invalid')).toBe('true');
    await lookAt(seen, 'hand-over-to-nobody');
    await to.selectOption(colleague);
    await press(seen, 'Hand over');
    expect(await seen.page.getByRole('status').textContent()).toContain(colleague);
    await lookAt(seen, 'handed-over');
    const hers = await visit(browser);
    await signIn(hers, url(`/clients/${pseudonym}`), `therapist ${colleague}, ${clinic}`);
    expect(await hers.page.getByRole('link', { name: 'Record a visit', exact: true }).count()).toBe(1);
    const care = hers.page.locator('[aria-labelledby=care] tbody tr');
    expect(await care.allTextContents()).toEqual([
      expect.stringContaining(therapist),
      expect.stringContaining('handed over by a colleague'),
    ]);
    await hers.context.close();
    expect(problems()).toEqual([]);
  });
});
