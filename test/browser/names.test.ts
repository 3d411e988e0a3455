import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clinicCommand } from '../integration/pipeline/clinic-command.ts';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { follow, leading, lookAt, press, signIn, tabStops, type Visit, visit } from './visit.ts';

const clinic = 'jetty';
const therapist = 't-01';
const NARROWEST = 320;

let pipeline: Pipeline;
let browser: Browser;
let seen: Visit;

const url = (path: string) => `${pipeline.cloud.apiUrl}${path}`;
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

beforeAll(async () => {
  browser = await launchChromium();
  pipeline = await startPipeline([clinic]);
  await clinicCommand(pipeline, 'set', clinic, '--labels', 'on');
  await pipeline.people.offerSignIn([{ clinic, role: 'therapist', therapist }]);
  const owner = { clinic, role: 'owner' };
  const session = {
    ...{ clientId: 'j-c-017', therapistId: therapist, complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
    ...{ startedAt: daysFromNow(-7), endedAt: daysFromNow(-6.99) },
    techniques: [{ technique: 'sports', minutes: 14 }],
  };
  const goal = {
    ...{ clientId: 'j-c-017', therapistId: therapist, kind: 'mobility', measure: 'task:reach-top-shelf' },
    ...{ unit: 'yes-no', baseline: 0, target: 1 },
    ...{ startsOn: daysFromNow(-20).slice(0, 10), dueOn: daysFromNow(6).slice(0, 10) },
  };
  expect((await pipeline.request('PUT', '/v1/sessions/s-1', owner, session)).status).toBe(200);
  expect((await pipeline.request('PUT', '/v1/goals/g-1', owner, goal)).status).toBe(200);
  await pipeline.settle();
  seen = await visit(browser);
  await signIn(seen, url('/therapist'), `therapist ${therapist}, ${clinic}`);
});
afterAll(async () => {
  await Promise.all([browser?.close(), pipeline?.stop()]);
});

/** No accessibility rule is broken in either scheme and width, and nothing sticks out on the narrowest screen. */
async function lookAtAll(name: string): Promise<void> {
  await lookAt(seen, name);
  await seen.page.setViewportSize({ width: NARROWEST, height: 640 });
  const beyond = await seen.page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(beyond, `${name}, ${NARROWEST} px: sticks out`).toBeLessThanOrEqual(0);
}
const rows = () => seen.page.locator('.today li');
const paste = async (list: string) => {
  await seen.page.getByText(/^Paste (today’s|another) list$/).click();
  await seen.page.getByLabel('Today’s list').fill(list);
  await press(seen, 'Show the list');
};

describe('names she knows', () => {
  test('a list that is pasted orders the board, and a line that cannot be read is shown back', async () => {
    await seen.page.goto(url('/therapist'));
    await lookAtAll('board-without-list');
    await paste('Time\tClient\n12:00\tj-c-201\tMaria Silva\n9:00\tj-c-017\tJoão Reis');
    expect(await seen.page.getByRole('alert').textContent()).toContain('Line 1');
    expect(await seen.page.getByLabel('Today’s list').inputValue()).toContain('Maria Silva');
    await lookAtAll('list-refused');
    await press(seen, 'Leave this line out and show the other 2');
    expect(await rows().count()).toBe(2);
    expect(await rows().first().textContent()).toContain('j-c-201');
    const hers = await rows().last().textContent();
    for (const told of [
      '09:00',
      'j-c-017',
      'neck pain, pain 7 to 4 last time',
      'Reach top shelf',
      'due in 6 days',
    ]) {
      expect(hers).toContain(told);
    }
    expect(await seen.page.locator('main').textContent()).not.toContain('Maria');
    await lookAtAll('board-with-list');
    await seen.page.reload();
    expect(await rows().count()).toBe(2);
    expect(seen.page.url()).toBe(url('/therapist'));
  });

  test('a label is given on the page of the client, and stands on board and form', async () => {
    await leading(seen, () => seen.page.getByRole('link', { name: 'j-c-017', exact: true }).first().click());
    await seen.page.getByText('Give a label', { exact: true }).click();
    await seen.page.getByLabel('Label', { exact: true }).fill('x'.repeat(30));
    await press(seen, 'Keep the label');
    const field = seen.page.getByRole('textbox', { name: 'Label', exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.getAttribute('aria-describedby')).toContain('label-error');
    await lookAtAll('label-refused');
    await field.fill('João R.');
    await press(seen, 'Keep the label');
    expect(await seen.page.locator('.client').textContent()).toBe('j-c-017 João R.');
    await seen.page.getByText(/^Label: /).click();
    await lookAtAll('client-with-label');
    await follow(seen, 'Record a visit');
    expect(await seen.page.locator('.client').textContent()).toBe('j-c-017 João R.');
    await lookAtAll('visit-with-label');
    await seen.page.goto(url('/therapist'));
    expect(await rows().last().textContent()).toContain('João R.');
    await seen.page.goto(url('/therapist'));
    const record = seen.page.getByRole('link', { name: 'Record the visit of j-c-017 at 09:00' });
    await leading(seen, () => record.click());
    expect(await seen.page.getByLabel('Complaint').inputValue()).toBe('neck-pain');
  });

  test('a reminder is settled by one tap, where it stands', async () => {
    await seen.page.goto(url('/therapist'));
    const form = seen.page.getByRole('form', { name: 'Reach top shelf: Can the client do this now?' });
    await leading(seen, () => form.getByRole('button', { name: 'Yes', exact: true }).click());
    expect(new URL(seen.page.url()).pathname).toBe('/therapist');
    expect(await seen.page.getByRole('status').textContent()).toContain('Kept.');
    await pipeline.settle();
    await seen.page.goto(url('/therapist'));
    expect(await form.count()).toBe(0);
    const { body } = await pipeline.request('GET', '/v1/clients/j-c-017/timeline', { clinic, role: 'owner' });
    expect(body.measurements.map(({ value }: { value: number }) => value)).toEqual([1]);
  });

  test('the list is worked by keyboard, put away by a tap, and gone for whoever signs in next', async () => {
    await seen.page.goto(url('/therapist'));
    const stops = await tabStops(seen, 9);
    expect(stops.slice(3, 8)).toEqual([
      'j-c-201',
      'Record the visit of j-c-201 at 12:00',
      'j-c-017 João R.',
      'Record the visit of j-c-017 at 09:00',
      'Paste another list',
    ]);
    await seen.page.getByText('Paste another list').click();
    await press(seen, 'Put the list away');
    expect(await rows().count()).toBe(0);
    await paste('10:30 j-c-017');
    expect(await rows().count()).toBe(1);
    await press(seen, 'Sign out');
    expect(await seen.context.cookies(url('/'))).toEqual([]);
    expect(seen.problems.filter((problem) => !/status of 400/.test(problem))).toEqual([]);
  });
});
