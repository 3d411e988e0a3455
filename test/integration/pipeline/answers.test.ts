import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveClientMonth } from '../../../shared/outcomes/client-month.ts';
import { monthAfter } from '../../../shared/outcomes/months.ts';
import { clientMonthItem } from '../../../shared/storage/keys/keys.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import { DEEP } from '../../deep.ts';
import { session as sessionRecord } from '../../outcomes/client-records.ts';
import { installExample } from './example-program.ts';
import { type Caller, type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

let pipeline: Pipeline;
let url: string;
beforeAll(async () => {
  pipeline = await sharedPipeline(['made-up', 'six-years', 'typing-errors', 'by-a-program']);
  url = pipeline.cloud.apiUrl.replace(/\/$/, '');
  await hold('six-years', SIX_YEARS);
  await hold('typing-errors', [...HONEST, '1926-08', '2062-08']);
  await pipeline.settle();
});
afterAll(() => pipeline.stop());

/** Half-yearly, a session each; the latest of them lie in two years. */
const SIX_YEARS = Array.from({ length: 14 }, (_, index) => monthAfter('2020-02', 6 * index)).filter(
  (month) => month <= '2026-08',
);
const HONEST = ['2026-07', '2026-08'];

/** Outcomes of sessions, one a month, that are held from before any door refused their dates. */
async function hold(clinicId: string, months: readonly string[]): Promise<void> {
  const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
  const views = createViewStore(dynamodb, pipeline.cloud.outputs['OutcomesTableName']!, () => new Date());
  for (const month of months) {
    const session = sessionRecord({
      sessionId: `s-${month}`,
      painBefore: 7,
      painAfter: 4,
      startedAt: `${month}-10T09:00:00-05:00`,
      endedAt: `${month}-10T10:00:00-05:00`,
    });
    const key = clientMonthItem({ clinicId, client: `p-${month}`, month });
    const content = JSON.stringify(deriveClientMonth(month, [session]));
    await views.put('session-outcomes', key, content, undefined);
  }
  dynamodb.destroy();
}

/** As a browser asks, who follows nothing by itself. */
async function browse(method: string, path: string, form?: Record<string, string>) {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { accept: 'text/html' },
    ...(form && { body: new URLSearchParams(form) }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    location: response.headers.get('location'),
    body: await response.text(),
  };
}
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Looks like a link of ours to the journal of a clinic's client, and is none. */
const forged = (clinicId: unknown) =>
  `${part({ alg: 'dir', enc: 'A256GCM', kid: clinicId })}..${'a'.repeat(16)}.${'b'.repeat(80)}.${'c'.repeat(22)}`;

/** What the functions have logged as their own faults. */
async function faults(): Promise<string[]> {
  const logs = await pipeline.logged();
  return [...logs.values()].flatMap((log) =>
    log.split('\n').filter((line) => /"level":"error"|"ERROR"/i.test(line)),
  );
}

describe('a link to no journal', () => {
  it.each([
    ['of a clinic that is not held', forged('nowhere')],
    ['of a clinic that is held, but made up', forged('made-up')],
    ['that names no clinic', forged(['made-up'])],
    ['that was guessed', '7K3M-9QXT-4HNC-WB2E'],
    ['that is much too long', 'a'.repeat(6000)],
    ['that is no text', '%00%ff'],
    ['that is badly encoded', '%zz'],
    ['that climbs', '..%2f..%2fowner'],
  ])('%s is answered with the closed journal, and nobody is at fault', async (_what, token) => {
    const answers = ['/j', '/journal'].flatMap((path) => [
      browse('GET', `${path}/${token}`),
      browse('GET', `${path}/${token}/thanks`),
      browse('GET', `${path}/${token}/consent`),
      browse('POST', `${path}/${token}`, { pain: '3', form: forged('nowhere') }),
      browse('POST', `${path}/${token}/consent`, { partnerReports: 'yes' }),
    ]);
    for (const { status, type, body } of await Promise.all(answers)) {
      expect(status).toBe(404);
      expect(type).toContain('text/html');
      expect(body).toContain('<h1');
    }
    expect(await faults()).toEqual([]);
  });
});

describe('somebody of a clinic that is not held', () => {
  const clinic = 'nowhere';
  const owner: Caller = { clinic, role: 'owner' };
  const session = {
    clientId: 'c-1',
    therapistId: 't-1',
    startedAt: '2026-08-03T10:00:00-05:00',
    endedAt: '2026-08-03T11:00:00-05:00',
    complaint: 'neck-pain',
    techniques: [{ technique: 'deep-tissue', minutes: 50 }],
    recordedAt: '2026-08-03T11:05:00-05:00',
  };

  it('is refused on every route, and no alarm rings', async () => {
    const asked: [method: string, path: string, body?: unknown][] = [
      ...['sessions', 'pain-scores', 'goals', 'measurements', 'consents'].flatMap(
        (path): [string, string, unknown?][] => [
          ['PUT', `/v1/${path}/x-1`, session],
          ['DELETE', `/v1/${path}/x-1?clientId=c-1`],
        ],
      ),
      ['POST', '/v1/records:batch', { records: [{ type: 'session', sessionId: 's-1', ...session }] }],
      ['DELETE', '/v1/clients/c-1'],
      ['GET', '/v1/clients/c-1/timeline'],
      ['POST', '/v1/clients/c-1/journal-link'],
      ...[
        'outcomes',
        'goals',
        'therapists/summary',
        'reminders',
        'reports',
        'releases',
        'releases/preview',
      ].map((path): [string, string] => ['GET', `/v1/${path}`]),
    ];
    for (const [method, path, body] of asked) {
      expect(await pipeline.request(method, path, owner, body), `${method} ${path}`).toMatchObject({
        status: 403,
        body: { code: 'access.forbidden', detail: expect.stringContaining('not registered') },
      });
    }
    expect(await faults()).toEqual([]);
  });

  it('gets a page that says so', async () => {
    const { page } = await signedIn(pipeline, { clinic, role: 'owner' });
    const { status, body } = await page('/owner');
    expect([status, body.includes('not registered')]).toEqual([403, true]);
  });
});

describe('what nobody answers', () => {
  it('is a page for a person, signed in or not', async () => {
    for (const path of ['/nowhere', '/owner/nowhere', '/owner%zz', '/%00', '/v10']) {
      expect(await browse('GET', path), path).toMatchObject({
        status: 404,
        type: expect.stringContaining('text/html'),
        body: expect.stringContaining('no such page'),
      });
    }
    expect((await browse('POST', '/owner', { a: 'b' })).status).toBe(404);
    expect(await faults()).toEqual([]);
  });

  it('is a problem for a program', async () => {
    for (const [method, path] of [
      ['GET', '/v1/nowhere'],
      ['GET', '/v1'],
      ['POST', '/v1/outcomes'],
      ['GET', '/v1/sessions/s-1'],
      ['GET', '/v1/clients//timeline'],
    ] as const) {
      const answer = await pipeline.request(method, path, 'nobody');
      expect(answer, `${method} ${path}`).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });
});

describe('HEAD', () => {
  it.each(['/', '/owner', '/sign-in', '/journal/none', '/assets/none', '/nowhere'])(
    'is answered as GET of the page %s, without the body',
    async (path) => {
      const [head, get] = [await browse('HEAD', path), await browse('GET', path)];
      expect(head).toMatchObject({ status: get.status, type: get.type, body: '' });
      expect(head.location?.split('?')[0]).toBe(get.location?.split('?')[0]);
    },
  );

  it('needs the token that GET needs', async () => {
    const owner: Caller = { clinic: 'made-up', role: 'owner' };
    const therapist: Caller = { clinic: 'made-up', role: 'therapist', therapist: 't-1' };
    const asked = (caller: Caller) => pipeline.request('HEAD', '/v1/outcomes', caller);
    expect(await asked(owner)).toMatchObject({ status: 200, body: undefined });
    expect(await asked(therapist)).toMatchObject({ status: 403, body: undefined });
    expect(await asked('nobody')).toMatchObject({ status: 401, body: undefined });
  });
});

describe('what cannot be understood', () => {
  const owner: Caller = { clinic: 'made-up', role: 'owner' };
  it.each([
    ['GET', '/v1/outcomes?from=9999-12&to=9999-12', 200],
    ['GET', '/v1/outcomes?from=0000-01&to=0000-02', 200],
    ['GET', '/v1/outcomes?from=2026-01', 400],
    ['GET', '/v1/reminders?as-of=9999-12-31', 200],
    ['GET', '/v1/reminders?as-of=0001-01-01', 200],
    ['GET', '/v1/goals?as-of=9999-12-31&next=%ff', 400],
    ['GET', '/v1/clients/h-c-1%23GOAL/timeline', 400],
    ['POST', '/v1/clients/%20/journal-link', 400],
    ['DELETE', '/v1/sessions/a%23b?clientId=c-1', 400],
    ['GET', '/v1/releases/x/y/z/files/..%2fterms.json', 403],
  ])('%s %s is answered with %i', async (method, path, status) => {
    expect((await pipeline.request(method, path, owner)).status).toBe(status);
    expect(await faults()).toEqual([]);
  });

  it('is refused in a body too, whatever its form', async () => {
    const token = await pipeline.people.tokenOf({ clinic: 'made-up', role: 'recorder' });
    const bodies = [
      '',
      '{',
      '[',
      'null',
      '"a"',
      '7',
      '[]',
      '{}',
      '[null]',
      `${'['.repeat(50_000)}`,
      '\u0000',
      '{"a":1,"a":2}',
    ];
    for (const path of ['PUT /v1/sessions/s-1', 'POST /v1/records:batch', 'DELETE /v1/clients/c-1']) {
      const [method, route] = path.split(' ') as [string, string];
      for (const body of bodies) {
        const response = await fetch(`${url}${route}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body,
        });
        expect(response.status, `${path} ${body.slice(0, 20)}`).toBeLessThan(500);
      }
    }
    expect(await faults()).toEqual([]);
  });

  it('says of a form what to do about it: opened in no session of ours, or too long', async () => {
    const hers = await signedIn(pipeline, { clinic: 'made-up', role: 'owner' });
    const { body } = await hers.page('/clients');
    const foreign = await hers.submit('/clients', body.replaceAll(/value="\d+\./g, 'value="1.'), {
      clientId: 'c-1',
    });
    expect([foreign.status, foreign.body.includes('This form has to be opened again')]).toEqual([403, true]);
    const long = await hers.submit('/clients', body, { clientId: 'c'.repeat(17 * 1024) });
    expect([long.status, long.body.includes('At most 16 kilobytes')]).toEqual([413, true]);
  });

  it('a link that lost a part on its way is answered in the words of the journal', async () => {
    for (const path of ['/j', '/j/', '/j/7K3M-9QXT-4HNC-WB2E/x', '/journal']) {
      const response = await fetch(`${url}${path}`, { headers: { 'accept-language': 'es' } });
      expect([response.status, await response.text()], path).toEqual([
        404,
        expect.stringContaining('lang="es"'),
      ]);
    }
    const elsewhere = await (await fetch(`${url}/jersey`)).text();
    expect(elsewhere).toContain('To the start page');
  });

  it.each([
    ['/sign-in?to=/.//evil.example'],
    ['/sign-in?to=%00'],
    ['/sign-in/callback'],
    ['/sign-in/callback?code=x&state=y'],
    ['/sign-in/callback?code=&code=&state=%ff'],
    ['/sign-in/callback?error=access_denied'],
  ])('%s is led on or told, and no cookie is believed', async (path) => {
    for (const cookie of [
      'session=x',
      'session=a.b.c',
      `session=${forged('made-up')}`,
      'sign-in=e30',
      'sign-in=%',
      '=;;',
    ]) {
      const response = await fetch(`${url}${path}`, { redirect: 'manual', headers: { cookie } });
      expect([303, 400], `${path} ${cookie}`).toContain(response.status);
      expect(response.headers.get('location') ?? '').not.toMatch(/^https?:\/\/evil/);
      const owner = await fetch(`${url}/owner`, { redirect: 'manual', headers: { cookie } });
      expect([owner.status, owner.headers.get('location')]).toEqual([303, '/sign-in?to=%2Fowner']);
    }
    expect(await faults()).toEqual([]);
  });
});

describe('who names no months', () => {
  const ask = async (clinic: string, query = '') => {
    const { status, body } = await pipeline.request('GET', `/v1/outcomes${query}`, { clinic, role: 'owner' });
    expect(status).toBe(200);
    return body;
  };
  const sessionsOf = ({ techniques }: { techniques: { sessions: number }[] }) =>
    techniques.reduce((sum, { sessions }) => sum + sessions, 0);

  it('is answered with the latest two years of a long history, and told of the rest', async () => {
    const body = await ask('six-years');
    expect(body).toMatchObject({
      from: '2025-02',
      to: '2026-08',
      outside: {
        earlier: { from: '2020-02', to: '2024-08', months: 10, link: '/v1/outcomes?from=2020-02&to=2024-08' },
        leftOutMonths: 0,
        leftOut: [],
      },
    });
    expect(sessionsOf(body)).toBe(4);
    const { link } = body.outside.earlier;
    expect(sessionsOf(await ask('six-years', link.slice(link.indexOf('?'))))).toBe(10);
  });

  it('is not moved by a date that cannot be, and told of it', async () => {
    const body = await ask('typing-errors');
    expect(body).toMatchObject({ from: '2026-07', to: '2026-08' });
    expect(sessionsOf(body)).toBe(2);
    expect(body.claims.goals.asOf).toBe('2026-08-10');
    expect(body.outside).toEqual({
      earlier: null,
      leftOutMonths: 2,
      leftOut: [
        {
          month: '1926-08',
          sessions: 1,
          reason: 'before-1990',
          link: '/v1/outcomes?from=1926-08&to=1926-08',
        },
        {
          month: '2062-08',
          sessions: 1,
          reason: 'after-as-of',
          link: '/v1/outcomes?from=2062-08&to=2062-08',
        },
      ],
    });
    // Asked for by name they are there to be looked at; no goal stands as of then.
    const odd = await ask('typing-errors', '?from=2062-08&to=2062-08');
    expect(sessionsOf(odd)).toBe(1);
    expect(odd.claims.goals).toMatchObject({
      asOf: null,
      attained: { withheld: expect.stringContaining('to come') },
    });
  });

  it('may ask as of another day', async () => {
    expect(await ask('typing-errors', '?as-of=2026-07-31')).toMatchObject({
      asOf: '2026-07-31',
      from: '2026-07',
      to: '2026-07',
      outside: { leftOutMonths: 3 },
    });
  });

  it('sees the same on the page, with the way to what is left out', async () => {
    const owner = { role: 'owner', clinic: 'typing-errors' };
    const { page } = await signedIn(pipeline, owner);
    for (const path of ['/owner', '/owner?part=tables', '/owner?technique=deep-tissue']) {
      const { status, body } = await page(path);
      expect(status, path).toBe(200);
      expect(body).toContain('Jul to Aug 2026');
      expect(body).toContain('1 session lies before 1990, in August 1926, and is not shown.');
      expect(body).toContain('from=2062-08&amp;to=2062-08');
    }
    expect((await page('/owner')).body).toContain('Latest record: 10 August 2026');
    const long = await signedIn(pipeline, { role: 'owner', clinic: 'six-years' });
    expect((await long.page('/owner')).body).toContain(
      '10 earlier months with sessions are not shown: February 2020 to August 2024.',
    );
  });
});

describe('who asks for more than five years', () => {
  const owner: Caller = { clinic: 'six-years', role: 'owner' };
  it('gets them five at a time, each month once', async () => {
    const months: string[] = [];
    let next: string | undefined = '/v1/outcomes?from=2000-01&to=2026-12&complaint=chronic-low-back-pain';
    for (let request = 0; next !== undefined; request += 1) {
      expect(request).toBeLessThan(6);
      const answer: Awaited<ReturnType<Pipeline['request']>> = await pipeline.request('GET', next, owner);
      const { status, body } = answer;
      expect([status, body.filter]).toEqual([200, { complaint: 'chronic-low-back-pain' }]);
      months.push(...body.trend.months.map(({ month }: { month: string }) => month));
      next = body.next;
    }
    expect(months).toEqual(SIX_YEARS);
  });

  it('is told so on the page', async () => {
    const { page } = await signedIn(pipeline, { role: 'owner', clinic: 'six-years' });
    const { status, body } = await page('/owner?from=2020-01&to=2026-09');
    expect(status).toBe(200);
    expect(body).toContain('Five years are shown at a time; the rest is January 2025 to September 2026.');
    expect(body).toContain('href="/owner?from=2025-01&amp;to=2026-09"');
  });
});

describe.runIf(DEEP)('the example of the typed client', () => {
  it('fits the types of what describes the API, and sends, waits, reads and mends what is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'example-'));
    try {
      const program = await installExample(folder);
      expect(await program.typeCheck()).toEqual({ code: 0, stdout: '', stderr: '' });
      const TOKEN = await pipeline.people.tokenOf({ clinic: 'by-a-program', role: 'owner' });
      const { code, stdout, stderr } = await program.run({ API_URL: url, TOKEN });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.trim().split('\n')).toEqual([
        'refused  400 The record breaks the record contract (out-of-range)',
        '    painAfter: expected a whole number from 0 to 10; this one lies outside',
        'session  accepted',
        'score    accepted',
        'visible  on the timeline of the client',
        'outcomes deep-tissue: sessions 1, mean improvement 3',
        'refused  409 The record contradicts what is held (conflict)',
        expect.stringMatching(/^ {4}\S/),
        'session  accepted, as a correction',
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
