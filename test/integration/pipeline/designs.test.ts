import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closePeriod, publishRelease } from '../../../infra/local/command/publish.ts';
import { DESIGNS } from '../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { readReleasePlan } from '../../../shared/reading/release-plan.ts';
import { TECHNIQUES, type Technique } from '../../../shared/records/catalogue.ts';
import { POOLED, RELEASE_FILE_NAMES } from '../../../shared/releases/files/release-file.ts';
import { problemsOfRelease } from '../../../shared/releases/files/verify-release.ts';
import { type Caller, type Pipeline, startPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

/** Releases of programmes that have chosen what to ask, from the record of a session to what a partner downloads. */

const PARTNER = { role: 'partner', partner: 'insurer' } as const;
const owner = (clinic: string): Caller => ({ clinic, role: 'owner' });
const YEAR = { programme: 'by-year', period: '2025Y', revision: 1 };
/** Clients of each technique: of two of them too few for an answer, even of a year. */
const CLIENTS = [150, 120, 100, 90, 12, 85, 0];
/** Of another clinic of the programme, all with deep tissue. */
const SMALL = 40;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline(
    ['yearly-clinic', 'small-clinic', 'hybrid-clinic', 'lone-clinic', 'many-clinic', 'asking-clinic'],
    [
      {
        programme: 'by-year',
        clinics: ['yearly-clinic', 'small-clinic'],
        partners: ['insurer'],
        clientsExpected: 300,
      },
      {
        programme: 'hybrid',
        clinics: ['hybrid-clinic'],
        partners: ['insurer'],
        ...DESIGNS['totals-by-quarter-and-year'],
      },
      {
        programme: 'complaints',
        clinics: ['many-clinic', 'asking-clinic'],
        partners: ['insurer'],
        period: 'year',
        questions: {
          complaints: 'each',
          percent: { cells: 0, techniques: 0, complaints: 90, total: 10, recovery: 0 },
        },
      },
    ],
  );
  await send(
    'yearly-clinic',
    TECHNIQUES.flatMap((technique, at) => sessionsOf(technique, CLIENTS[at]!)),
  );
  await send('small-clinic', sessionsOf('deep-tissue', SMALL));
  await send('hybrid-clinic', sessionsOf('deep-tissue', 100));
  await pipeline.settle();
});
afterAll(() => pipeline.stop());

type Visits = { complaint: string; technique: string; painAfter(at: number): number };

/** A client's consent and a session in each of two quarters. */
function visitsOf(clientId: string, { complaint, technique, painAfter }: Visits): object[] {
  const sessions = ['2025-02-03', '2025-08-04'].map((day, at) => ({
    type: 'session',
    sessionId: `${clientId}-${day}`,
    clientId,
    therapistId: 't-1',
    startedAt: `${day}T10:00:00-06:00`,
    endedAt: `${day}T11:00:00-06:00`,
    complaint,
    techniques: [{ technique, minutes: 50 }],
    painBefore: 7,
    painAfter: painAfter(at),
    recordedAt: `${day}T11:05:00-06:00`,
  }));
  return [
    ...sessions,
    { type: 'consent', clientId, partnerReports: true, recordedAt: '2025-01-02T00:00:00Z' },
  ];
}

/** Half of them improve by 4 points, half by 1. */
function sessionsOf(technique: string, clients: number): object[] {
  return Array.from({ length: clients }, (_, index) =>
    visitsOf(`${technique}-${index}`, {
      complaint: index % 3 === 0 ? 'neck-pain' : 'stress',
      technique,
      painAfter: () => (index % 2 === 0 ? 3 : 6),
    }),
  ).flat();
}

async function send(clinic: string, records: readonly object[]): Promise<void> {
  for (let at = 0; at < records.length; at += 500) {
    const some = records.slice(at, at + 500);
    const caller = { clinic, role: 'recorder' };
    const { status } = await pipeline.request('POST', '/v1/records:batch', caller, { records: some });
    expect(status).toBe(200);
  }
}

async function publish(release: typeof YEAR): Promise<Map<string, Uint8Array>> {
  await closePeriod(pipeline.cloud, release);
  await pipeline.settle();
  await publishRelease(pipeline.cloud, release);
  const files = new Map<string, Uint8Array>();
  const token = await pipeline.people.tokenOf(PARTNER);
  for (const name of [...RELEASE_FILE_NAMES, POOLED]) {
    const path = `${release.programme}/${release.period}/${release.revision}/files/${name}`;
    const asked = await fetch(`${pipeline.cloud.apiUrl.replace(/\/$/, '')}/v1/releases/${path}`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
    });
    expect(asked.status, path).toBe(302);
    const answer = await fetch(asked.headers.get('location')!);
    files.set(name, new Uint8Array(await answer.arrayBuffer()));
  }
  return files;
}

const text = (files: ReadonlyMap<string, Uint8Array>, name: string) =>
  new TextDecoder().decode(files.get(name)!);
const rowsOf = (files: ReadonlyMap<string, Uint8Array>) =>
  parse(text(files, 'outcomes.csv'), { columns: true }) as Record<string, string>[];

describe('a programme that expects few clients', () => {
  it('publishes a year, and gives every technique that has enough of them', async () => {
    const files = await publish(YEAR);
    expect(problemsOfRelease(files)).toEqual([]);
    const rows = rowsOf(files).filter(({ table }) => table === 'technique');
    expect(rows.map(({ technique, status }) => [technique, status])).toEqual(
      TECHNIQUES.map((technique, at) => [technique, CLIENTS[at]! >= 85 ? 'a' : 'u']),
    );
    for (const row of rows.filter(({ status }) => status === 'a')) {
      // Half of 4 and half of 1 point, as the bins tell it; each client once, although he came twice.
      expect(Number(row['mean_lo']), row['technique']).toBeLessThan(3.1);
      expect(Number(row['mean_hi']), row['technique']).toBeGreaterThan(2.1);
      expect((Number(row['mean_hi']) - Number(row['mean_lo'])) / 2).toBeLessThan(1);
      const clients =
        CLIENTS[TECHNIQUES.indexOf(row['technique'] as Technique)]! +
        (row['technique'] === 'deep-tissue' ? SMALL : 0);
      expect(Math.abs(Number(row['n_noisy']) - clients)).toBeLessThan(6 * Number(row['n_sd']) + 1);
    }
    const { privacy } = JSON.parse(text(files, 'datapackage.json'));
    expect(privacy).toMatchObject({ perPeriod: { rho: 0.25 }, lifetime: { rho: 0.5 } });
    expect(text(files, 'METHOD.md')).toContain('- each technique: 80 %');
  });

  it('is shown by its techniques beforehand, and as a year', async () => {
    const { body } = await pipeline.request(
      'GET',
      '/v1/releases/preview?period=2026Y',
      owner('yearly-clinic'),
    );
    expect(body).toMatchObject({ period: '2026Y', basedOn: ['2025Y'] });
    const outlooks = body.cells.map((cell: { technique: string; outlook: string }) => cell.outlook);
    expect(outlooks).toEqual([...CLIENTS.map((count) => (count >= 85 ? 'shown' : 'hidden')), 'shown']);
    const wrong = await pipeline.request('GET', '/v1/releases/preview?period=2026Q4', owner('yearly-clinic'));
    expect(wrong).toMatchObject({ status: 400 });
    expect(JSON.stringify(wrong.body)).toContain('expected a year such as 2026Y');
  });
});

describe('a clinic beside the release that counts it', () => {
  const benchmark = (clinic: string) => pipeline.request('GET', '/v1/benchmark', owner(clinic));

  it('is told by technique with both intervals, each client once although he came twice', async () => {
    const { status, body } = await benchmark('small-clinic');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      programme: 'by-year',
      release: { period: '2025Y', revision: 1, periods: ['2025Y'], from: '2025-01', to: '2025-12' },
    });
    const [deep, myofascial] = body.techniques;
    // Half of 4 and half of 1 point, which count as 4.5 and 0.75.
    expect(deep).toMatchObject({ technique: 'deep-tissue', own: { mean: 2.625, clients: SMALL } });
    expect(deep.release.ci95[0]).toBeLessThan(3.1);
    const { difference, ci95 } = deep.difference;
    expect(difference).toBeCloseTo(deep.own.mean - deep.release.mean, 9);
    expect(ci95[1] - ci95[0]).toBeGreaterThan(deep.own.ci95[1] - deep.own.ci95[0]);
    expect(ci95[1] - ci95[0]).toBeGreaterThan(deep.release.ci95[1] - deep.release.ci95[0]);
    expect(deep.mix).toMatchObject({ standardised: false });
    expect(myofascial.difference.withheld).toContain('No client of yours with myofascial release');
  });

  it('says nothing where most of the release is its own, or nothing is out, or it counts in no programme', async () => {
    const { body } = await benchmark('yearly-clinic');
    expect(body.techniques[0].difference.withheld).toContain('Half or more');
    expect(await benchmark('hybrid-clinic')).toMatchObject({ status: 200, body: { release: null } });
    expect(await benchmark('lone-clinic')).toMatchObject({ status: 404 });
  });

  it('is a page of the same sentences', async () => {
    const { body } = await benchmark('small-clinic');
    const { page } = await signedIn(pipeline, { clinic: 'small-clinic', role: 'owner' });
    const shown = await page('/benchmark');
    expect(shown.status).toBe(200);
    for (const { sentence } of body.techniques) expect(shown.body).toContain(sentence);
    expect(shown.body).toContain('/releases/by-year/2025Y/1');
  });
});

describe('the plan of a programme', () => {
  it('is a page of what the command shows, of as many clients as it expects or are asked for', async () => {
    const { page } = await signedIn(pipeline, { clinic: 'small-clinic', role: 'owner' });
    const { agreed } = await readReleasePlan(
      async () => [programmeOf({ programme: 'p', clinics: ['c'], clientsExpected: 300 })],
      'c',
      undefined,
    );
    const expected = await page('/releases/plan');
    expect(expected.status).toBe(200);
    expect(expected.body).toContain(
      `about ${agreed!.techniquesGiven} would be given in a year, and about ${agreed!.techniquesGivenPooled} in the pooled edition of 2 years`,
    );
    expect(expected.body).toContain('finds at most 9.3 %');
    expect((await page('/releases/plan?clients=5000')).body).toContain('11,000 clients');
    expect((await page('/releases/plan?clients=many')).status).toBe(400);
    const hybrid = await signedIn(pipeline, { clinic: 'hybrid-clinic', role: 'owner' });
    expect((await hybrid.page('/releases/plan')).body).toContain('How many consenting clients');
    const lone = await signedIn(pipeline, { clinic: 'lone-clinic', role: 'owner' });
    expect((await lone.page('/releases/plan')).status).toBe(404);
  });
});

describe('what a client may expect of the next session', () => {
  /** Of each of 15 clients three sessions, from 7 down by 1 to 5 points: more with the later ones, each time a little otherwise. */
  const sessions = Array.from({ length: 45 }, (_, at) => ({
    type: 'session',
    sessionId: `e-${at}`,
    clientId: `e-${at % 15}`,
    therapistId: 't-9',
    startedAt: `2025-0${1 + Math.floor(at / 15)}-10T10:00:00-06:00`,
    endedAt: `2025-0${1 + Math.floor(at / 15)}-10T11:00:00-06:00`,
    complaint: 'neck-pain',
    techniques: [{ technique: 'deep-tissue', minutes: 50 }],
    painBefore: 7,
    painAfter: 6 - Math.floor((at % 15) / 4) - ((at * 7) % 3 === 0 ? 1 : 0),
    recordedAt: `2025-0${1 + Math.floor(at / 15)}-10T11:05:00-06:00`,
  }));

  it('is told on his page to whoever treats him, when it is asked for', async () => {
    await send('lone-clinic', sessions);
    await pipeline.settle();
    const hers = await signedIn(pipeline, { clinic: 'lone-clinic', role: 'therapist', therapist: 't-9' });
    const expectedOf = async (clientId: string) => {
      const { location } = await hers.form('/clients', { clientId }, '/clients');
      const before = await hers.page(location!);
      expect(before.body).toContain('expect=yes');
      expect(before.body).not.toContain('may be expected');
      const { body } = await hers.page(`${location}?as-of=2025-12-31&expect=yes`);
      expect(body).toContain('45 sessions of 15 clients');
      expect(body).toContain('3 of them of this client');
      return Number(/Coming with 7, pain may be expected to fall by about ([\d.]+) points/.exec(body)![1]);
    };
    const [little, much] = [await expectedOf('e-0'), await expectedOf('e-14')];
    // His own sessions weigh: of the one pain fell by 1 or 2 points, of the other by 4 or 5.
    expect(much - little).toBeGreaterThan(1);
    // A program is told the same.
    const asked = '/v1/clients/e-14/expected-change?as-of=2025-12-31';
    const { status, body } = await pipeline.request('GET', asked, owner('lone-clinic'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ clientId: 'e-14', asOf: '2025-12-31' },
      expected: { complaint: 'neck-pain', before: 7, ownSessions: 3, sessions: 45, clients: 15 },
    });
    expect(body.expected.sentence).toContain(`fall by about ${much.toFixed(1)} points`);
    expect((await pipeline.request('GET', asked, owner('hybrid-clinic'))).status).toBe(404);
  });
});

describe('the same of a clinic whose programme has published complaints', () => {
  const COMPLAINED = ['neck-pain', 'shoulder-stiffness', 'stress', 'sciatica'];
  /** Of each complaint so many clients, with two sessions: they improve by 1 to 5 points, more with the later complaints. */
  const ofComplaints = (clients: number) =>
    COMPLAINED.flatMap((complaint, which) =>
      Array.from({ length: clients }, (_, index) =>
        visitsOf(`${complaint}-${index}`, {
          complaint,
          technique: 'deep-tissue',
          painAfter: (at) => 6 - Math.floor(which / 2) - ((index + which) % 3) - ((index + at) % 2),
        }),
      ).flat(),
    );

  it('rests on these too, once they are out', async () => {
    await send('many-clinic', ofComplaints(60));
    await send('asking-clinic', ofComplaints(8));
    await pipeline.settle();
    const asked = '/v1/clients/stress-1/expected-change?as-of=2025-12-31';
    const expectedOf = async () => {
      const { status, body } = await pipeline.request('GET', asked, owner('asking-clinic'));
      expect(status).toBe(200);
      return body.expected;
    };
    const alone = await expectedOf();
    expect(alone).toMatchObject({ complaint: 'stress', ownSessions: 2, clients: 32, complaintsOfRelease: 0 });
    const files = await publish({ programme: 'complaints', period: '2025Y', revision: 1 });
    const given = rowsOf(files).filter(({ status, table }) => status === 'a' && table === 'complaint');
    expect(given.map(({ complaint }) => complaint).sort()).toEqual(COMPLAINED.toSorted());
    const informed = await expectedOf();
    expect(informed).toMatchObject({ clients: 32, complaintsOfRelease: COMPLAINED.length });
    expect(informed.ci95).not.toEqual(alone.ci95);
    // Sixty of each 68 are its own: they would count twice.
    const { body: own } = await pipeline.request('GET', asked, owner('many-clinic'));
    expect(own.expected).toMatchObject({ complaint: 'stress', complaintsOfRelease: 0 });
  });
});

describe('a programme of totals by quarter and the rest by year', () => {
  it('publishes both, of the same clients, and a partner finds them as two', async () => {
    const quarter = await publish({ programme: 'hybrid', period: '2025Q1', revision: 1 });
    const year = await publish({ programme: 'hybrid', period: '2025Y', revision: 1 });
    for (const files of [quarter, year]) expect(problemsOfRelease(files)).toEqual([]);
    expect(rowsOf(quarter).map(({ table }) => table)).toEqual(['total']);
    expect(rowsOf(year)).toHaveLength(15);
    const { body } = await pipeline.request('GET', '/v1/releases', PARTNER);
    const periods = body.releases
      .filter(({ programme }: { programme: string }) => programme === 'hybrid')
      .map(({ period }: { period: string }) => period);
    expect(periods.toSorted()).toEqual(['2025Q1', '2025Y']);
  });
});
