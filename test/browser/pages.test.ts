import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAST_DAY } from '../../examples/simulation/calendar.ts';
import { PARTNER } from '../../infra/local/command/hold-clinics.ts';
import { formTokenOf } from '../../shared/access/form-guard.ts';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import type { ClientGoal } from '../../shared/goals/client-goal.ts';
import type { TherapistSummary } from '../../shared/goals/therapist-summary.ts';
import type { PageRoute } from '../../shared/http/page-routes.ts';
import { dateWords } from '../../shared/outcomes/date-words.ts';
import { percent, percentRange } from '../../shared/reports/words/number-text.ts';
import { missingGuards } from '../http/guards.ts';
import { type Pipeline, startPipeline } from '../integration/pipeline/pipeline.ts';
import { launchChromium } from './chromium.ts';
import { hardToRead } from './plain-words.ts';
import { expectLight, leading, lookAt, press, signIn, tabStops, type Visit, visit } from './visit.ts';

const SAMPLE = new URL('../../examples/clinic-sample/harbour/', import.meta.url);
const FILES = ['consents.ndjson', 'goals.ndjson', 'journal.ndjson', 'sessions.ndjson'];
const clinic = 'harbour';
/** The last day of what the sample tells, on which goals stand in every way. */
const AS_OF = LAST_DAY;

let pipeline: Pipeline;
let browser: Browser;
let therapist: string;

beforeAll(async () => {
  browser = await launchChromium();
  pipeline = await startPipeline([clinic]);
  for (const file of FILES) await pipeline.drop(clinic, file, await readFile(new URL(file, SAMPLE), 'utf8'));
  await pipeline.settle();
  const { body } = await pipeline.request('GET', `/v1/goals?as-of=${AS_OF}`, { clinic, role: 'owner' });
  const open = (body.goals as { therapistId: string; dueOn: string }[]).filter(({ dueOn }) => dueOn >= AS_OF);
  const counts = Map.groupBy(open, ({ therapistId }) => therapistId);
  therapist = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0];
  await pipeline.people.offerSignIn([
    { clinic, role: 'owner' },
    { clinic, role: 'therapist', therapist },
    { role: 'partner', partner: PARTNER },
    { clinic, role: 'recorder' },
    { clinic, role: 'client', client: 'h-c-001' },
    { role: 'operator' },
  ]);
});
afterAll(async () => {
  await browser?.close();
  await pipeline?.stop();
});

const url = (path: string) => `${pipeline.cloud.apiUrl}${path}`;
const api = async (path: string) =>
  (await pipeline.request('GET', path, { clinic, role: 'therapist', therapist })).body;

/** The cells of one column, from 1, of the table in a section. */
const cellsOf = ({ page }: Visit, section: string, column: number) =>
  page.locator(`[aria-labelledby="${section}"] tbody tr > :nth-child(${column})`).allTextContents();

/** The rows of all tables; a date is what it says to programs. */
const rowsOf = ({ page }: Visit) =>
  page
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) =>
        [...row.children].map((cell) => cell.querySelector('time')?.dateTime ?? cell.textContent),
      ),
    );

async function signedIn(who: string, path = '/'): Promise<Visit> {
  const seen = await visit(browser);
  await signIn(seen, url(path), who);
  return seen;
}
const asTherapist = (path?: string) => signedIn(`therapist ${therapist}, ${clinic}`, path);

/** Nothing but our own pages was asked for, after the sign-in page, and nothing was complained about. */
function expectQuiet({ origins, problems }: Visit, ours: readonly string[]): void {
  expect(problems).toEqual([]);
  expect([...origins].toSorted()).toEqual([...ours].toSorted());
}

describe('signing in', () => {
  test('leads to the sign-in page and back to the page that was asked for', async () => {
    const seen = await visit(browser);
    await seen.page.goto(url(`/therapist?as-of=${AS_OF}`));
    await lookAt(seen, 'sign-in');
    await press(seen, `therapist ${therapist}, ${clinic}`);
    expect(seen.page.url()).toBe(url(`/therapist?as-of=${AS_OF}`));
    await seen.context.close();
  });

  test('keeps the session where no script and no other site gets at it', async () => {
    const seen = await asTherapist();
    const cookies = await seen.context.cookies(url('/'));
    expect(cookies.map(({ name }) => name)).toEqual(['session']);
    expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    await seen.context.close();
  });

  test('ends by signing out, here and at the sign-in page', async () => {
    const seen = await asTherapist();
    await press(seen, 'Sign out');
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Signed out');
    expect(await seen.context.cookies(url('/'))).toEqual([]);
    await lookAt(seen, 'signed-out');
    await seen.page.goto(url('/therapist'));
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in');
    expect(seen.problems).toEqual([]);
    await seen.context.close();
  });

  test('a role without pages is told so and can sign out', async () => {
    const seen = await signedIn(`recorder, ${clinic}`);
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing to see here');
    await lookAt(seen, 'no-pages');
    await press(seen, 'Sign out');
    await seen.context.close();
  });
});

describe("a therapist's pages", () => {
  test('the board shows every open goal with the numbers of the API, the pressing ones first', async () => {
    const seen = await asTherapist(`/therapist?as-of=${AS_OF}`);
    const signInOrigins = [...seen.origins].filter((origin) => origin !== new URL(url('/')).origin);
    expect(signInOrigins).toHaveLength(1);
    await lookAt(seen, 'goal-board');
    const { goals } = await api(`/v1/goals?as-of=${AS_OF}`);
    const rows = await rowsOf(seen);
    const open = goals.filter(
      ({ startsOn, dueOn }: { startsOn: string; dueOn: string }) => dueOn >= AS_OF && startsOn <= AS_OF,
    );
    expect(open.length).toBeGreaterThan(3);
    for (const { client, dueOn, shareOfWay } of open) {
      const match = rows.filter(
        ([who, , way, due]) =>
          who!.startsWith(`${client.slice(0, 8)},`) && way === percent(shareOfWay) && due === dueOn,
      );
      expect(match.length, `goal of ${client.slice(0, 8)} due ${dueOn}`).toBeGreaterThan(0);
    }
    const order = [
      'Missed',
      'Off track',
      'At risk',
      'No data',
      'Reached once',
      'Too early',
      'On track',
      'Attained',
    ];
    const headings = await seen.page.locator('h2 .status').allTextContents();
    expect(headings).toEqual(order.filter((label) => headings.includes(label)));
    await expectLight(browser, seen, url(`/therapist?as-of=${AS_OF}`));
    expectQuiet(seen, [new URL(url('/')).origin, ...signInOrigins]);
    await seen.context.close();
  });

  test('the board says what is missing and sums up all goals, as the API does', async () => {
    const seen = await asTherapist(`/therapist?as-of=${AS_OF}`);
    const [missing] = (await api(`/v1/reminders?as-of=${AS_OF}`)).therapists;
    const silent = missing.withoutMeasurement.flatMap(({ goals }: { goals: { days: number }[] }) => goals);
    expect(silent.length + missing.lackingScores.length).toBeGreaterThan(0);
    expect(await cellsOf(seen, 'unmeasured', 3)).toEqual(
      silent.map(({ days }: { days: number }) => String(days)),
    );
    expect(await cellsOf(seen, 'lacking-scores', 2)).toEqual(
      missing.lackingScores.map(
        ({ missing: which }: { missing: string[] }) => `score ${which.join(' and ')}`,
      ),
    );
    const [summary] = (await api(`/v1/therapists/summary?as-of=${AS_OF}`)).therapists;
    for (const [column, count] of ['attained', 'reachedOnce', 'missed', 'unmeasured', 'open'].entries()) {
      expect((await cellsOf(seen, 'all-goals', column + 2)).at(-1)).toBe(String(summary[count]));
    }
    await seen.context.close();
  });

  test('a client opens from the board and from the form, with the numbers of the API and no id in the address', async () => {
    const seen = await asTherapist(`/therapist?as-of=${AS_OF}`);
    const { goals } = await api(`/v1/goals?as-of=${AS_OF}`);
    await leading(seen, () => seen.page.locator('tbody a').first().click());
    const client = new URL(seen.page.url()).pathname.slice('/clients/'.length);
    await seen.page.goto(url(`/clients/${client}?as-of=${AS_OF}`));
    await lookAt(seen, 'client');
    for (const goal of goals.filter((each: { client: string }) => each.client === client)) {
      const shown = await seen.page.locator(`[aria-labelledby="goal-${goal.goalId}"]`).textContent();
      if (goal.shareOfWay === null) expect(shown).not.toContain('Of the way');
      else expect(shown).toContain(`Of the way: ${percent(goal.shareOfWay)}`);
    }
    await expectLight(browser, seen, seen.page.url());

    await leading(seen, () => seen.page.getByRole('link', { name: 'Find a client' }).click());
    await lookAt(seen, 'find-a-client');
    await seen.page.getByLabel('Client id').fill('not an id');
    await press(seen, 'Find');
    await lookAt(seen, 'find-a-client-refused');
    await seen.page.getByLabel('Client id').fill('h-c-nobody');
    await press(seen, 'Find');
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('Not among your clients');
    expect(seen.page.url()).not.toContain('h-c-nobody');
    await lookAt(seen, 'not-in-care');
    await seen.context.close();
  });

  test('everything can be reached and seen by keyboard', async () => {
    const seen = await asTherapist(`/therapist?as-of=${AS_OF}`);
    const stops = await tabStops(seen, 10);
    // The brand is no link on a phone, where the row is for the pages.
    expect(stops.slice(0, 5)).toEqual([
      'Skip to the content',
      'Goal board',
      'Find a client',
      'Find a client by the practice’s id',
      `As of ${dateWords(AS_OF)} Change`,
    ]);
    await seen.context.close();
  });
});

describe("an owner's pages", () => {
  test('begin with the report, which is light and asks nobody else for anything', async () => {
    const seen = await signedIn(`owner, ${clinic}`);
    expect(new URL(seen.page.url()).pathname).toBe('/owner');
    await lookAt(seen, 'owner');
    await expectLight(browser, seen, url('/owner'));
    const signInOrigins = [...seen.origins].filter((origin) => origin !== new URL(url('/')).origin);
    expect(signInOrigins).toHaveLength(1);
    expectQuiet(seen, [new URL(url('/')).origin, ...signInOrigins]);
    await seen.context.close();
  });

  test.each(['', '?complaint=neck-pain', '?region=low-back&from=2026-03&to=2026-06'])(
    'show the numbers of the API: /owner%s',
    async (query) => {
      const seen = await signedIn(`owner, ${clinic}`, `/owner${query}`);
      const { status, body } = await pipeline.request('GET', `/v1/outcomes${query}`, {
        clinic,
        role: 'owner',
      });
      expect(status).toBe(200);
      const rows = await seen.page
        .locator('table.intervals tbody tr')
        .evaluateAll((found) => found.map((row) => row.textContent));
      const { techniques } = (body as OutcomeStatistics).claims;
      expect(rows).toHaveLength(techniques.length);
      for (const [index, { improvement, clients }] of techniques.entries()) {
        const text =
          'withheld' in improvement
            ? clients < 10
              ? `${clients} client${clients === 1 ? '' : 's'}, too few to say (10 needed).`
              : improvement.withheld
            : `${improvement.mean.toFixed(1)} (${improvement.ci95.map((limit) => limit.toFixed(1)).join(' to ')})`;
        expect(rows[index]).toContain(text);
      }
      expect(techniques.some(({ improvement }) => !('withheld' in improvement))).toBe(true);
      await seen.context.close();
    },
  );

  test('hand out the monthly reports, as pages that ask nobody for anything and as PDFs', async () => {
    await pipeline.cloud.fireSchedule('write-reports', '2026-10-09T05:00:00Z');
    await pipeline.settle();
    const seen = await signedIn(`owner, ${clinic}`, '/reports');
    await lookAt(seen, 'monthly-reports');
    const [cookie] = await seen.context.cookies(url('/'));
    const file = async (form: string) => {
      const headers = { cookie: `session=${cookie!.value}` };
      const answer = await fetch(url(`/reports/2026-09/${form}`), { headers, redirect: 'manual' });
      return fetch(answer.headers.get('location')!);
    };
    expect((await file('pdf')).headers.get('content-type')).toBe('application/pdf');
    // Not under our own policy, which allows no inline style: a file has none.
    await seen.page.goto('about:blank');
    await seen.page.setContent(await (await file('html')).text());
    await lookAt(seen, 'monthly-report');
    await seen.context.close();
  });

  test('list the therapists with the numbers of the API, and open the board of each', async () => {
    const seen = await signedIn(`owner, ${clinic}`, `/therapists?as-of=${AS_OF}`);
    await lookAt(seen, 'therapists');
    const { body } = await pipeline.request('GET', `/v1/therapists/summary?as-of=${AS_OF}`, {
      clinic,
      role: 'owner',
    });
    const rows = await rowsOf(seen);
    expect(rows).toEqual(
      (body.therapists as TherapistSummary[]).map(
        ({ therapistId, attained, reachedOnce, missed, unmeasured, open, clients, attainment }) => [
          therapistId,
          ...[attained, reachedOnce, missed, unmeasured, open, clients].map(String),
          percent(attainment.share),
          percentRange(attainment.ci95),
        ],
      ),
    );
    await leading(seen, () => seen.page.getByRole('link', { name: therapist, exact: true }).click());
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe(
      `Goal board of ${therapist}`,
    );
    await lookAt(seen, 'therapist-of-owner');
    expect(seen.problems).toEqual([]);
    const unknown = await seen.page.goto(url('/therapists/h-t-01'));
    expect(unknown?.status()).toBe(404);
    expect(await seen.page.getByRole('heading', { level: 1 }).textContent()).toBe('No such therapist');
    await lookAt(seen, 'no-such-therapist');
    await seen.context.close();
  });
});

/** Who may open what: a path, and the roles that are answered with it. */
const PATHS_FOR: readonly (readonly [path: string, ...roles: string[]])[] = [
  ['/owner', 'owner'],
  ['/therapists', 'owner'],
  ['/therapists/h-t-1', 'owner'],
  ['/therapist', 'therapist'],
  ['/clients', 'owner', 'therapist'],
  ['/reports', 'owner'],
  ['/benchmark', 'owner'],
  ['/releases/plan', 'owner'],
  ['/releases', 'owner', 'partner'],
];
const DATA_FOR: readonly (readonly [path: string, ...roles: string[]])[] = [
  ['/v1/outcomes', 'owner'],
  ['/v1/goals', 'owner', 'therapist'],
  ['/v1/therapists/summary', 'owner', 'therapist'],
  ['/v1/reminders', 'owner', 'therapist'],
  ['/v1/reports', 'owner'],
  ['/v1/benchmark', 'owner'],
  ['/v1/releases', 'owner', 'partner'],
];

describe('what is not for somebody', () => {
  test.each(['owner', 'therapist', 'partner', 'recorder', 'client'])(
    '%s gets own pages and data, and for the others 403',
    async (role) => {
      const id = { therapist, client: 'h-c-001', partner: PARTNER }[role];
      const caller = { role, ...(role !== 'partner' && { clinic }), ...(id && { [role]: id }) };
      const label = `${id ? `${role} ${id}` : role}${role === 'partner' ? '' : `, ${clinic}`}`;
      const seen = await signedIn(label, '/sign-in?to=/sign-out');
      for (const [path, ...roles] of PATHS_FOR) {
        const response = await seen.page.goto(url(path));
        expect(response?.status(), path).toBe(roles.includes(role) ? 200 : 403);
        const heading = await seen.page.getByRole('heading', { level: 1 }).textContent();
        expect(heading === 'Not for you', path).toBe(!roles.includes(role));
      }
      for (const [path, ...roles] of DATA_FOR) {
        const { status } = await pipeline.request('GET', path, caller);
        expect(status, path).toBe(roles.includes(role) ? 200 : 403);
      }
      await seen.page.goto(url(PATHS_FOR.find(([, ...roles]) => !roles.includes(role))![0]));
      await lookAt(seen, `forbidden-${role}`);
      await seen.context.close();
    },
  );

  test("a therapist gets neither another's client nor a link to that journal", async () => {
    const seen = await asTherapist();
    const { body } = await pipeline.request('GET', `/v1/goals?as-of=${AS_OF}`, { clinic, role: 'owner' });
    const own = new Set(
      (await api(`/v1/goals?as-of=${AS_OF}`)).goals.map(({ client }: ClientGoal) => client),
    );
    const others = (body.goals as ClientGoal[]).filter(({ client }) => !own.has(client));
    const [session] = await seen.context.cookies(url('/'));
    let refused = 0;
    for (const { client } of others) {
      const page = await seen.page.goto(url(`/clients/${client}`));
      if (page?.status() !== 404) continue;
      const answer = await fetch(url(`/clients/${client}/journal-link`), {
        method: 'POST',
        headers: { cookie: `session=${session!.value}`, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ formToken: formTokenOf(session!.value, new Date()) }),
      });
      expect(answer.status).toBe(404);
      refused += 1;
      if (refused === 3) break;
    }
    expect(refused).toBe(3);
    await seen.context.close();
  });

  test('a form that another site sends is refused, also with the session at hand', async () => {
    const seen = await asTherapist();
    const [session] = await seen.context.cookies(url('/'));
    const post = (headers: Record<string, string>) =>
      fetch(url('/clients'), {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `session=${session!.value}`, ...headers },
        body: new URLSearchParams({ clientId: 'h-c-001', formToken: 'guessed' }),
      });
    expect((await post({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(403);
    await seen.context.close();
  });
});

describe('every page', () => {
  test('is sent with a policy without unsafe-inline and may be kept by nobody', async () => {
    const answer = await fetch(url('/sign-out'));
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(missingGuards(Object.fromEntries(answer.headers))).toEqual([]);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const [, sheet] = /href="(\/assets\/[^"]+)"/.exec(await answer.text())!;
    const style = await fetch(url(sheet!));
    expect(style.headers.get('cache-control')).toContain('immutable');
    expect(style.headers.get('content-type')).toContain('text/css');
    expect((await fetch(url('/assets/other.css'))).status).toBe(404);
  });

  test('holds no script but one small file of ours, no inline style and no handler', async () => {
    const seen = await asTherapist(`/therapist?as-of=${AS_OF}`);
    const content = await seen.page.content();
    expect(content).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    const scripts = [...content.matchAll(/<script[^>]*>[^<]*/g)].map(([tag]) => tag);
    expect(scripts).toHaveLength(1);
    const [, script] = /^<script src="(\/assets\/[^"]+)" data-person="[\w-]{16}" defer="">$/.exec(
      scripts[0]!,
    )!;
    const answer = await fetch(url(script!));
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect((await answer.text()).length).toBeLessThan(6_000);
    const policy = (await seen.context.request.get(url('/therapist'))).headers()['content-security-policy'];
    expect(policy).toContain(`script-src ${url(script!)};`);
    await seen.context.close();
  });
});

/** What is shown and to whom it is a page; what only another story can open is looked at there, under that name. */
type Stop = { who: keyof typeof WHO; path: string } | { lookedAtIn: string; as: string } | 'no page';
const WHO = { owner: 'owner, harbour', operator: 'operator', partner: `partner ${PARTNER}` } as const;
const shownTo = (who: keyof typeof WHO, path: string): Stop => ({ who, path });
const lookedAt = (lookedAtIn: string, as: string): Stop => ({ lookedAtIn, as });

/** @param client of whom there is a goal @param session a visit of that client */
const stopsOf = (client: string, goal: string, session: string, file: string) =>
  ({
    'GET /': 'no page',
    'GET /assets/{name}': 'no page',
    'GET /v1/openapi.json': 'no page',
    'GET /v1/problems/{name}': shownTo('owner', '/v1/problems/not-in-care'),
    'GET /sign-in': 'no page',
    'GET /sign-in/callback': 'no page',
    'GET /sign-out': lookedAt('pages', 'signed-out'),
    'GET /owner': shownTo('owner', '/owner'),
    'GET /checks': shownTo('owner', '/checks'),
    'GET /imports': shownTo('owner', '/imports'),
    'GET /imports/new': shownTo('owner', '/imports/new'),
    'GET /imports/looks/{look}': lookedAt('files', 'file-look'),
    'GET /imports/refused': 'no page',
    'GET /imports/undo': shownTo('owner', `/imports/undo?file=${file}`),
    'GET /reports': shownTo('owner', '/reports'),
    'GET /reports/{month}/{form}': 'no page',
    'GET /therapists': shownTo('owner', `/therapists?as-of=${AS_OF}`),
    'GET /therapists/{therapist}': shownTo('owner', `/therapists/${therapist}?as-of=${AS_OF}`),
    'GET /therapist': lookedAt('pages', 'goal-board'),
    'GET /journal-links': shownTo('owner', '/journal-links'),
    'GET /clients': shownTo('owner', '/clients'),
    'GET /clients/{client}': shownTo('owner', `/clients/${client}?as-of=${AS_OF}`),
    'GET /clients/{client}/history': shownTo('owner', `/clients/${client}/history`),
    'GET /clients/{client}/journal-link': lookedAt('journal', 'journal-card'),
    'GET /clients/{client}/visit': shownTo('owner', `/clients/${client}/visit?session=${session}`),
    'GET /clients/{client}/goal': shownTo('owner', `/clients/${client}/goal?kind=activity`),
    'GET /clients/{client}/measure': shownTo('owner', `/clients/${client}/measure?goal=${goal}`),
    'GET /clients/{client}/move': shownTo('owner', `/clients/${client}/move?of=session&id=${session}`),
    'GET /clients/{client}/score': lookedAt('visits', 'score-correct'),
    'GET /clients/{client}/take-back': shownTo('owner', `/clients/${client}/take-back?of=goal&id=${goal}`),
    'GET /second-factor': lookedAt('day-one', 'second-factor-needed'),
    'GET /people': shownTo('owner', '/people'),
    'GET /people/{subject}': lookedAt('day-one', 'person'),
    'GET /operator': shownTo('operator', '/operator'),
    'GET /operator/clinics/new': shownTo('operator', '/operator/clinics/new'),
    'GET /data': shownTo('owner', '/data'),
    'GET /data/exports/{export}': lookedAt('day-one', 'export'),
    'GET /data/exports/{export}/{name}': 'no page',
    'GET /clients/{client}/data': shownTo('owner', `/clients/${client}/data`),
    'GET /erasures': shownTo('owner', '/erasures'),
    'GET /erasures/{erasure}': lookedAt('day-one', 'receipt'),
    'GET /clients/{client}/erase': shownTo('owner', `/clients/${client}/erase`),
    'GET /settings': shownTo('owner', '/settings'),
    'GET /benchmark': shownTo('owner', '/benchmark'),
    'GET /releases': shownTo('partner', '/releases'),
    'GET /releases/plan': shownTo('owner', '/releases/plan?clients=300'),
    'GET /releases/{programme}/{period}/{revision}': lookedAt('releases', 'release-'),
    'GET /releases/{programme}/{period}/{revision}/files/{name}': 'no page',
    'GET /j/{token}': lookedAt('journal', 'journal'),
    'GET /j/{token}/thanks': lookedAt('journal', 'journal-thanks'),
    'GET /j/{token}/consent': lookedAt('journal', 'journal-consent'),
    'GET /journal/{token}': 'no page',
    'GET /journal/{token}/thanks': 'no page',
    'GET /journal/{token}/consent': 'no page',
  }) satisfies Record<Extract<PageRoute, `GET ${string}`>, Stop>;

describe('all pages, on the narrowest screen', () => {
  test('stay on it, and speak in words and dates of people', async () => {
    const { body } = await pipeline.request('GET', `/v1/goals?as-of=${AS_OF}`, { clinic, role: 'owner' });
    const [{ client, goalId }] = body.goals;
    const owner = await signedIn(WHO.owner, `/clients/${client}?as-of=${AS_OF}`);
    const visits = owner.page.locator('a[href*="/visit?session="]');
    const session = new URL((await visits.first().getAttribute('href'))!, url('/')).searchParams.get(
      'session',
    )!;
    await owner.context.close();
    const stops = Object.values(stopsOf(client, goalId, session, FILES[3]!));
    const found: string[] = [];
    for (const [role, label] of Object.entries(WHO)) {
      const seen = await signedIn(label, '/sign-in?to=/sign-out');
      for (const stop of stops) {
        if (typeof stop === 'string' || !('who' in stop) || stop.who !== role) continue;
        const answer = await seen.page.goto(url(stop.path));
        if (answer?.status() !== 200) found.push(`${stop.path}: ${answer?.status()}`);
        found.push(...(await hardToRead(seen.page)).map((each) => `${stop.path}: ${each}`));
      }
      await seen.context.close();
    }
    expect(found).toEqual([]);
  });

  test('are looked at in the stories that lead to them, where an address alone does not', async () => {
    for (const stop of Object.values(stopsOf('', '', '', ''))) {
      if (typeof stop === 'string' || !('lookedAtIn' in stop)) continue;
      const story = await readFile(new URL(`${stop.lookedAtIn}.test.ts`, import.meta.url), 'utf8');
      expect(story, stop.as).toMatch(new RegExp(`lookAt\\w*\\([^)]*${stop.as}`));
    }
  });
});
