import type { S3Client } from '@aws-sdk/client-s3';
import { type MonthlyReportId, monthlyReportKey } from './object-keys.ts';
import { signedLink } from './signed-link.ts';

export type MonthlyReportLinks = ReturnType<typeof createMonthlyReportLinks>;

/** Links to monthly reports, for a reader who opens them now. */
export function createMonthlyReportLinks(client: S3Client, bucket: string) {
  return (id: MonthlyReportId, form: 'html' | 'pdf'): Promise<string> =>
    signedLink(client, {
      bucket,
      key: monthlyReportKey(id, form),
      shown: `inline; filename="outcomes-${id.clinicId}-${id.month}.${form}"`,
    });
}
