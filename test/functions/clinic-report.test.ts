import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { type ClinicReportDeps, writeClinicReport } from '../../functions/write-reports/clinic-report.ts';
import { deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import { parseRecord } from '../../shared/records/record.ts';
import type { MonthlyReport } from '../../shared/reports/monthly-report.ts';
import { clientMonthItem } from '../../shared/storage/keys/keys.ts';
import { isClientRecord } from '../../shared/views/client-month-view.ts';
import { contractExamples } from '../records/contract-examples.ts';

const MONTH = '2026-08';
const key = { clinicId: 'riverside', client: 'p', month: MONTH };

/** A client's month with one session, written in UTC. */
function clientMonth(): string {
  const { phases: _, ...session } = contractExamples().session as Record<string, unknown>;
  const at = { startedAt: '2026-08-03T15:00:00Z', endedAt: '2026-08-03T16:15:00Z' };
  const parsed = parseRecord({ ...session, ...at });
  if (!('record' in parsed) || !isClientRecord(parsed.record)) throw new Error(JSON.stringify(parsed));
  return JSON.stringify(deriveClientMonth(MONTH, [parsed.record]));
}

async function reportOf(timeZone?: string) {
  const item = clientMonthItem(key);
  const written: { html?: string; pdf?: Uint8Array } = {};
  const deps = {
    views: {
      list: async (pk: string, prefix: string) =>
        pk === item.pk && item.sk.startsWith(prefix) ? [{ key: item, content: clientMonth() }] : [],
      async *each() {},
    },
    settings: { of: async () => ({ takeOver: 'allowed', ...(timeZone && { timeZone }) }) },
    reports: {
      frozen: async () => undefined,
      freeze: async (_id: unknown, report: MonthlyReport) => report,
      write: async (_id: unknown, forms: object) => void Object.assign(written, forms),
    },
  } as unknown as ClinicReportDeps;
  await writeClinicReport(deps, { clinicId: 'riverside', month: MONTH }, '2026-09-09');
  const pdf = await extractText(await getDocumentProxy(written.pdf!), { mergePages: true });
  return { html: written.html!, pdf: pdf.text.replace(/\s+/g, ' ') };
}

describe('the monthly report', () => {
  it('says that days are as written, and where that may not be the day of the clinic', async () => {
    const { html, pdf } = await reportOf();
    for (const text of [html, pdf]) {
      expect(text).toContain(
        'Days and months are as each record was written: the clinic has set no time zone.',
      );
      expect(text).toContain(
        'Days and months are as each record was written: instants are written in UTC only',
      );
    }
  });

  it('names the time zone of a clinic that has one, and doubts nothing then', async () => {
    const { html, pdf } = await reportOf('America/Chicago');
    for (const text of [html, pdf]) {
      expect(text).toContain('time zone, America/Chicago.');
      expect(text).not.toContain('as each record was written');
    }
  });
});
