import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeStatistics } from '../../../shared/claims/contract.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const SAMPLE = new URL('../../../examples/clinic-sample/harbour/', import.meta.url);
const FILES = ['consents.ndjson', 'goals.ndjson', 'journal.ndjson', 'sessions.ndjson'];
/** Every other client: enough for claims about most techniques. */
const CLIENTS = /\bh-c-\d*[02468]\b/;
const clinic = 'harbour';
const owner = { clinic, role: 'owner' };
/** The run of 9 October: the report of September. */
const SCHEDULED = '2026-10-09T05:00:00Z';
const PREFIX = 'reports/clinic=harbour/month=2026-09/report';

/** Reported after the report was made, of the month that it is of. */
const LATE_SESSION = {
  clientId: 'h-c-late',
  therapistId: 'h-t-1',
  startedAt: '2026-09-20T10:00:00+01:00',
  endedAt: '2026-09-20T11:00:00+01:00',
  complaint: 'stress',
  techniques: [{ technique: 'relaxation', minutes: 50 }],
  painBefore: 9,
  painAfter: 1,
  recordedAt: '2026-10-20T10:00:00+01:00',
};

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline([clinic, 'riverside']);
  for (const file of FILES) {
    const lines = (await readFile(new URL(file, SAMPLE), 'utf8')).split('\n');
    await pipeline.drop(clinic, file, lines.filter((line) => CLIENTS.test(line)).join('\n'));
  }
  await pipeline.settle();
});
afterAll(() => pipeline?.stop());

/** The rows of the table with a caption, as text, cell by cell. */
function tableOf(page: string, caption: string): string[][] {
  const table = page
    .split(/<table[^>]*>/)
    .map((part) => part.split('</table>')[0]!)
    .find((part) => part.startsWith(`\n<caption><span>${caption}`));
  if (!table) throw new Error(`no table "${caption}"`);
  const [, body] = table.split('<tbody>');
  return body!
    .split('</tr>')
    .slice(0, -1)
    .map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!));
}
const numbersIn = (text: string) => (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
/** Rounded as people read it; written apart from what prints the page, so that a slip there is seen. */
const rounded = (value: number | null, digits: number) => Number(value!.toFixed(digits)) + 0;
const share = (value: number | null) => Math.round(100 * value!);

/** What a person reads of a page. */
const read = (page: string) =>
  page
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
const one = (value: number) => (Number(value.toFixed(1)) + 0).toFixed(1);
type Technique = OutcomeStatistics['claims']['techniques'][number];
type ChangeKind = 'improvement' | 'lasting' | 'course';

/** A row of dots and intervals: the claim of the API, or why there is none. */
function expectClaimIn(row: readonly string[], technique: Technique, kind: ChangeKind): void {
  const { clients, [kind]: claim } = technique;
  const text = read(row.slice(1).join(' '));
  if ('withheld' in claim) {
    const few = `${clients} ${clients === 1 ? 'client' : 'clients'}, too few to say (10 needed).`;
    expect(text).toContain(clients < 10 ? few : claim.withheld);
    return;
  }
  const [low, high] = claim.ci95;
  expect(text).toContain(`${one(claim.mean)} (${one(low)} to ${one(high)})`);
  if (claim.answered < 0.8 * claim.asked) {
    const [least, most] = claim.missingUpTo;
    expect(text).toContain(`${claim.answered} of ${claim.asked} answered: ${one(least)} to ${one(most)}`);
  }
}

/** The first screen speaks from the claims of the API. */
function expectClaimsOf(page: string, { claims }: OutcomeStatistics): void {
  const all = claims.techniques.reduce((sum, { sessions }) => sum + sessions, 0);
  expect(page).toContain(`${all.toLocaleString('en')} sessions`);
  const rows = tableOf(page, 'Fall of pain right after the session');
  expect(rows).toHaveLength(claims.techniques.length);
  for (const [index, one] of claims.techniques.entries()) expectClaimIn(rows[index]!, one, 'improvement');
  expect(read(page)).toContain((claims.comparison.lead ?? claims.comparison).sentence);
}

/** Every number of the appendix, from the JSON of the API. */
function expectNumbersOf(page: string, statistics: OutcomeStatistics): void {
  const { techniques, comparisons, complaints, therapists, trend } = statistics;
  const changes = tableOf(page, 'Immediate: change seen');
  expect(changes).toHaveLength(techniques.length);
  for (const [index, group] of techniques.entries()) {
    const { immediate, completeness, sessions } = group;
    const [name, mean, , clients, scored, responders] = changes[index]!;
    expect(name).toBe(group.technique.replaceAll('-', ' '));
    expect(numbersIn(scored!)).toEqual([
      completeness.withBoth,
      sessions,
      share(completeness.withBoth / sessions),
    ]);
    expect(Number(clients)).toBe(immediate.clients);
    if (immediate.improvement.mean === null) continue;
    expect(numbersIn(mean!)).toEqual(
      [immediate.improvement.mean, ...(immediate.clustered.ci95 ?? [])].map((value) => rounded(value, 2)),
    );
    const { count, eligible, rate } = immediate.responders.atLeast30Percent;
    if (eligible > 0) expect(numbersIn(responders!)).toEqual([count, eligible, share(rate)]);
  }

  const scores = tableOf(page, 'Pain before and after the session');
  for (const [index, { immediate }] of techniques.filter(({ immediate }) => immediate.n > 0).entries()) {
    const before = immediate.transitions.map((row) => row.reduce((sum, count) => sum + count, 0));
    const after = before.map((_, score) => immediate.transitions.reduce((sum, row) => sum + row[score]!, 0));
    expect(scores[2 * index]!.slice(2).map(Number)).toEqual(before);
    expect(scores[2 * index + 1]!.slice(2).map(Number)).toEqual(after);
  }

  if (comparisons.reference !== null) {
    const adjusted = tableOf(page, 'Techniques compared');
    for (const [index, { mean, ci95 }] of comparisons.adjusted.entries()) {
      expect(numbersIn(adjusted[index]![2]!)).toEqual([mean, ...ci95!].map((value) => rounded(value, 2)));
    }
    const pairs = tableOf(page, 'Differences of adjusted means');
    expect(pairs).toHaveLength(comparisons.pairs.length);
    for (const [index, { difference, pHolm }] of comparisons.pairs.entries()) {
      expect(numbersIn(pairs[index]![2]!)[0]).toBe(rounded(difference, 2));
      if (pHolm! >= 0.001 && pHolm! <= 0.999) expect(Number(pairs[index]![4])).toBe(rounded(pHolm, 3));
    }
  }

  const recovery = tableOf(page, 'Recovery seen with each technique');
  for (const [index, group] of techniques.entries()) {
    expect(numbersIn(recovery[index]![2]!)).toEqual([group.recovery.events, group.recovery.n]);
    const { medianHours } = group.recovery;
    if (medianHours !== null) expect(Number(recovery[index]![3])).toBe(rounded(medianHours, 1));
  }

  const shown = complaints
    .flatMap(({ techniques: groups }) => groups)
    .filter(({ immediate }) => immediate.clients >= 10);
  if (shown.length > 0) {
    const rows = tableOf(page, 'Complaints');
    expect(rows.map((row) => numbersIn(row[2]!)[0])).toEqual(
      shown.map(({ immediate }) => rounded(immediate.improvement.mean, 2)),
    );
  }

  const byTherapist = tableOf(page, 'Therapists');
  expect(byTherapist.map(([id, sessions, clients]) => [id, Number(sessions), Number(clients)])).toEqual(
    therapists.map(({ therapistId, sessions, clients }) => [therapistId, sessions, clients]),
  );
  const months = tableOf(page, 'Trend');
  expect(months.map(([month, mean, n]) => [month, Number(n), Number(mean)])).toEqual(
    trend.months.map(({ month, n, mean }) => [month, n, mean === null ? Number.NaN : rounded(mean, 2)]),
  );
}

/** Counts of what is there and what is not. */
function expectQualityOf(page: string, { dataQuality }: OutcomeStatistics): void {
  const quality = new Map(tableOf(page, 'Data quality').map(([name, value]) => [name, value]));
  expect(Number(quality.get('Sessions without any score'))).toBe(dataQuality.sessionsWithoutScores);
  expect(numbersIn(quality.get('Sessions with a report in their follow-up window')!)).toEqual([
    share(dataQuality.followUpRate),
  ]);
}

describe("the owner's page", () => {
  // Each technique has a page of its own: all of them for the clinic as a whole, else one.
  it.each([
    ['from=2026-01&to=2026-09', Number.POSITIVE_INFINITY],
    ['from=2026-08&to=2026-08', 1],
    ['from=2026-01&to=2026-09&complaint=neck-pain', 1],
    ['from=2026-01&to=2026-09&complaint=neck-pain&region=neck', 1],
  ])('shows the numbers that the API answers with: %s', async (query, pages) => {
    const { page } = await signedIn(pipeline, owner);
    const answer = await pipeline.request('GET', `/v1/outcomes?${query}`, owner);
    const statistics = answer.body as OutcomeStatistics;
    const shown = async (part: string) => {
      const { status, body } = await page(`/owner?${query}${part}`);
      expect(status).toBe(200);
      expect(Buffer.byteLength(body)).toBeLessThan(120_000);
      return body;
    };
    expectClaimsOf(await shown(''), statistics);
    expectNumbersOf(await shown('&part=tables'), statistics);
    expectQualityOf(await shown('&part=data'), statistics);
    const lasting = tableOf(await shown('&part=lasting'), 'Fall of pain one to three days later');
    for (const [index, claims] of statistics.claims.techniques.entries()) {
      expectClaimIn(lasting[index]!, claims, 'lasting');
      if (index >= pages) continue;
      const one = tableOf(await shown(`&technique=${claims.technique}`), 'Fall of pain with');
      for (const [at, kind] of (['improvement', 'lasting', 'course'] as const).entries()) {
        expectClaimIn(one[at]!, claims, kind);
      }
    }
    expect(read(await shown('&part=therapists'))).toContain(statistics.claims.therapists.sentence);
    expect(read(await shown('&part=months'))).toContain(statistics.claims.trend.sentence);
  });

  it('shows the latest months to whoever does not say which, and takes fields that a form leaves empty', async () => {
    const { page } = await signedIn(pipeline, owner);
    const { body } = await page('/owner?from=&to=&complaint=&region=');
    expect(body).toContain('Jan to Sep 2026');
    expect(body).toContain('<option value="neck">Neck</option>');
  });

  it('says what is wrong with what was asked, and is for owners only', async () => {
    const { page } = await signedIn(pipeline, owner);
    const wrong = await page('/owner?complaint=neck');
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining('complaint: expected one of')]);
    const part = await page('/owner?part=everything');
    expect([part.status, part.body]).toEqual([400, expect.stringContaining('part: expected one of')]);
    const nothing = await page('/owner?region=left-ear');
    expect([nothing.status, nothing.body]).toEqual([200, expect.stringContaining('0 sessions')]);
    const therapist = await signedIn(pipeline, { clinic, role: 'therapist', therapist: 'h-t-1' });
    expect((await therapist.page('/owner')).status).toBe(403);
  });
});

describe('GET /v1/outcomes with a filter', () => {
  it('says in its head which one, and the complaints partition the sessions', async () => {
    const read = async (query: string) => (await pipeline.request('GET', `/v1/outcomes${query}`, owner)).body;
    const whole = await read('');
    expect(whole).not.toHaveProperty('filter');
    let sessions = 0;
    for (const { complaint, techniques } of whole.complaints) {
      const part = await read(`?complaint=${complaint}`);
      expect(Object.keys(part).slice(0, 4)).toEqual(['clinicId', 'from', 'to', 'filter']);
      expect(part.filter).toEqual({ complaint });
      expect(part.techniques).toEqual(techniques);
      for (const group of part.techniques) sessions += group.sessions;
    }
    expect(sessions).toBe(
      whole.techniques.reduce((sum: number, group: { sessions: number }) => sum + group.sessions, 0),
    );
  });

  it('refuses by name what is no value', async () => {
    const { status, body } = await pipeline.request('GET', '/v1/outcomes?region=Left%20ear', owner);
    expect([status, body.refusals[0].path]).toEqual([400, 'region']);
  });
});

describe('the monthly report', () => {
  it('is written for every clinic by the schedule, of the thirteen months up to the last one', async () => {
    await pipeline.cloud.fireSchedule('write-reports', SCHEDULED);
    await pipeline.settle();
    expect(await pipeline.keys('ReportsBucketName', 'reports/')).toEqual([
      `${PREFIX}.html`,
      `${PREFIX}.json`,
      `${PREFIX}.pdf`,
      ...['html', 'json', 'pdf'].map((form) => `reports/clinic=riverside/month=2026-09/report.${form}`),
    ]);
    const report = JSON.parse(await pipeline.object('ReportsBucketName', `${PREFIX}.json`));
    const months = { from: '2025-09', to: '2026-09' };
    expect(report.statistics).toEqual(await pipeline.outcomes(clinic, months));
  });

  it('opens by links of fifteen minutes, as file and as PDF, for the owner of that clinic', async () => {
    const { status, body } = await pipeline.request('GET', '/v1/reports', owner);
    expect(status).toBe(200);
    expect(body.expiresInSeconds).toBe(900);
    expect(body.reports.map(({ month }: { month: string }) => month)).toEqual(['2026-09']);
    const [{ html, pdf }] = body.reports;
    expect(new URL(pdf).searchParams.get('X-Amz-Expires')).toBe('900');
    const file = await fetch(html);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const text = await file.text();
    expect(text).toBe(await pipeline.object('ReportsBucketName', `${PREFIX}.html`));
    expect(text).toContain('What is different in September 2026');
    expect(text).toContain('the clinic has set no time zone');
    const bytes = new Uint8Array(await (await fetch(pdf)).arrayBuffer());
    const read = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    expect(read.text).toContain('Outcomes at harbour, January to September 2026');
    expect(
      (
        await fetch(
          pdf.replace('clinic%3Dharbour', 'clinic%3Driverside').replace('clinic=harbour', 'clinic=riverside'),
        )
      ).status,
    ).toBe(403);
  });

  it('is handed to nobody else', async () => {
    const therapist = { clinic, role: 'therapist', therapist: 'h-t-1' };
    expect((await pipeline.request('GET', '/v1/reports', therapist)).status).toBe(403);
    const other = await pipeline.request('GET', '/v1/reports', { clinic: 'riverside', role: 'owner' });
    expect(JSON.stringify(other.body)).not.toContain('harbour');
  });

  it('stays as it is when it is asked for again, whatever was reported meanwhile', async () => {
    const forms = ['html', 'json', 'pdf'].map((form) => `${PREFIX}.${form}`);
    const read = () => Promise.all(forms.map((key) => pipeline.object('ReportsBucketName', key)));
    const first = await read();
    const inSeptember = async () => {
      const { trend } = await pipeline.outcomes(clinic, { from: '2026-09', to: '2026-09' });
      return trend.months[0]!.n;
    };
    const pairs = await inSeptember();
    const another = await pipeline.request('PUT', '/v1/sessions/late', owner, LATE_SESSION);
    expect(another.status).toBe(200);
    await pipeline.settle();
    expect(await inSeptember()).toBe(pairs + 1);
    await pipeline.cloud.fireSchedule('write-reports', SCHEDULED);
    await pipeline.settle();
    expect(await read()).toEqual(first);
  });
});
