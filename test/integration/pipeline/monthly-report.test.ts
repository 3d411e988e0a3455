import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeStatistics } from '../../../shared/statistics/contract.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';

/** The schedule's run for August. */
const RUN = '2026-09-09T05:00:00Z';
const OWNER = { clinic: 'north', role: 'owner' };

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline(['north', 'south']);
  await pipeline.drop(
    'north',
    'summer.ndjson',
    [...sessions('2026-07', 30), ...sessions('2026-08', 30)].join('\n'),
  );
  await pipeline.settle();
  await pipeline.cloud.fireSchedule('write-reports', RUN);
  await pipeline.settle();
});
afterAll(() => pipeline.stop());

/** One session of each of some clients; those of August improve by a point more. */
function sessions(month: string, clients: number): string[] {
  return Array.from({ length: clients }, (_, index) => {
    const day = `${month}-${String((index % 28) + 1).padStart(2, '0')}`;
    return JSON.stringify({
      type: 'session',
      sessionId: `s-${month}-${index}`,
      clientId: `c-${month}-${index}`,
      therapistId: 't-1',
      startedAt: `${day}T10:00:00Z`,
      endedAt: `${day}T11:00:00Z`,
      complaint: 'neck-pain',
      techniques: [{ technique: index % 2 ? 'deep-tissue' : 'sports', minutes: 50 }],
      painBefore: 8,
      painAfter: (month === '2026-08' ? 3 : 4) + (index % 3),
      recordedAt: `${day}T11:05:00Z`,
    });
  });
}

const links = async (caller: Parameters<Pipeline['request']>[2]) =>
  (await pipeline.request('GET', '/v1/reports', caller)) as {
    status: number;
    body: { reports: { month: string; html: string; pdf: string }[]; expiresInSeconds: number };
  };

describe('the monthly report', () => {
  it('is reached by its owner through links that expire, as a page and as a PDF that say the same', async () => {
    const { status, body } = await links(OWNER);
    expect(status).toBe(200);
    expect(body.expiresInSeconds).toBe(900);
    expect(body.reports.map(({ month }) => month)).toEqual(['2026-08']);
    const [report] = body.reports;
    const html = await (await fetch(report!.html)).text();
    expect(html).toContain('<style>');
    expect(html).not.toMatch(/<script|rel="stylesheet"|\bsrc=/);
    const bytes = new Uint8Array(await (await fetch(report!.pdf)).arrayBuffer());
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    const pdf = text.replace(/\s+/g, ' ');
    // 30 sessions in each month: the mean of 8 - (4, 5, 6) is 3, a month later 4.
    for (const words of ['Outcomes at north, 2026-08', 'Deep tissue', 'Sports']) {
      expect(html.toLowerCase(), words).toContain(words.toLowerCase());
      expect(pdf.toLowerCase(), words).toContain(words.toLowerCase());
    }
  });

  it('holds what the API says of its thirteen months, and stays as it was when more comes in', async () => {
    const key = 'reports/clinic=north/month=2026-08/report';
    const read = (form: string) => pipeline.object('ReportsBucketName', `${key}.${form}`);
    const before = await Promise.all(['json', 'html', 'pdf'].map(read));
    const { statistics } = JSON.parse(before[0]!) as { statistics: OutcomeStatistics };
    expect(statistics.techniques).toEqual(
      (await pipeline.outcomes('north', { from: '2025-08', to: '2026-08' })).techniques,
    );
    await pipeline.drop('north', 'late.ndjson', sessions('2026-08', 31).at(-1)!);
    await pipeline.settle();
    await pipeline.cloud.fireSchedule('write-reports', RUN);
    await pipeline.settle();
    expect(await Promise.all(['json', 'html', 'pdf'].map(read))).toEqual(before);
  });

  it('is for the owner of the clinic', async () => {
    const south = await links({ clinic: 'south', role: 'owner' });
    expect(south.body.reports.map(({ month }) => month)).toEqual(['2026-08']);
    expect(
      (await fetch(south.body.reports[0]!.html.replace('clinic%3Dsouth', 'clinic%3Dnorth'))).status,
    ).toBe(403);
    expect((await links({ clinic: 'north', role: 'therapist', therapist: 't-1' })).status).toBe(403);
    expect((await links({ role: 'partner', partner: 'insurer' })).status).toBe(403);
    expect((await links('nobody')).status).toBe(401);
  });
});
