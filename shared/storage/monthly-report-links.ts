import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type MonthlyReportId, monthlyReportKey } from './object-keys.ts';
import { LINK_SECONDS } from './release-links.ts';

export type MonthlyReportLinks = ReturnType<typeof createMonthlyReportLinks>;

/** Links to monthly reports, signed by our own role, for a reader who opens them now. Signing asks nobody. */
export function createMonthlyReportLinks(client: S3Client, bucket: string) {
  return (id: MonthlyReportId, form: 'html' | 'pdf'): Promise<string> => {
    const name = `outcomes-${id.clinicId}-${id.month}.${form}`;
    const get = new GetObjectCommand({
      Bucket: bucket,
      Key: monthlyReportKey(id, form),
      ResponseContentDisposition: `inline; filename="${name}"`,
    });
    return getSignedUrl(client, get, { expiresIn: LINK_SECONDS });
  };
}
