import type { Bucket } from '../../storage/aws/bucket.ts';
import type { MonthlyReport } from '../monthly-report.ts';
import {
  clinicReportsPrefix,
  type MonthlyReportForm,
  type MonthlyReportId,
  monthlyReportKey,
  parseMonthlyReportKey,
} from './report-keys.ts';

export type MonthlyReportStore = ReturnType<typeof createMonthlyReportStore>;

/** The owners' monthly reports in the reports bucket: each object is written once and stays. */
export function createMonthlyReportStore(bucket: Bucket) {
  const frozen = async (id: MonthlyReportId): Promise<MonthlyReport | undefined> => {
    const text = await bucket.getText(monthlyReportKey(id, 'json'));
    return text === undefined ? undefined : (JSON.parse(text) as MonthlyReport);
  };
  const put = (id: MonthlyReportId, form: MonthlyReportForm, body: string | Uint8Array) =>
    bucket.putOnce({ key: monthlyReportKey(id, form), body, mediaType: MEDIA_TYPES[form] });
  return {
    /** The numbers of a month, once they are fixed. */
    frozen,

    /** Fixes the numbers of a month, unless others were fixed meanwhile; returns those that stand. */
    async freeze(id: MonthlyReportId, report: MonthlyReport): Promise<MonthlyReport> {
      const outcome = await put(id, 'json', JSON.stringify(report));
      return outcome === 'written' ? report : (await frozen(id))!;
    },

    /** Writes what people read, unless an earlier run did; the PDF last, so that where it is, all is. */
    async write(id: MonthlyReportId, { html, pdf }: { html: string; pdf: Uint8Array }): Promise<void> {
      await put(id, 'html', html);
      await put(id, 'pdf', pdf);
    },

    /** Puts a report in place of one that stands; the numbers last, so that what was cut off is done again. */
    async replace(
      id: MonthlyReportId,
      report: MonthlyReport,
      { html, pdf }: { html: string; pdf: Uint8Array },
    ): Promise<void> {
      const forms = [
        ['html', html] as const,
        ['pdf', pdf] as const,
        ['json', JSON.stringify(report)] as const,
      ];
      for (const [form, body] of forms)
        await bucket.putBytes({ key: monthlyReportKey(id, form), body, mediaType: MEDIA_TYPES[form] });
    },

    /** The months of a clinic that are complete, the latest first. */
    async months(clinicId: string): Promise<string[]> {
      const keys = (await bucket.listKeys(clinicReportsPrefix(clinicId))).map(parseMonthlyReportKey);
      return keys.flatMap((key) => (key?.form === 'pdf' ? [key.month] : [])).toReversed();
    },
  };
}

const MEDIA_TYPES: Readonly<Record<MonthlyReportForm, string>> = {
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
};
