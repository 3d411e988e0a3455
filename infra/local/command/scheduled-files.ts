import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { monthAfter } from '../../../shared/outcomes/months.ts';
import { clinicReportsPrefix, digestsPrefix } from '../../../shared/storage/object-keys.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { copyObjects } from './copy-objects.ts';
import { digestRun } from './digest-run.ts';
import type { Written } from './written.ts';

export type ScheduledRun = {
  cloud: LocalCloud;
  s3: S3Client;
  clinics: readonly string[];
  /** Folder of the results; each clinic has one of its own in it. */
  out: string;
  settled(): Promise<void>;
};

/**
 * Has written what the schedules write for people after a month, the therapists' digests and the owners' monthly
 * report, and copies it into the results.
 *
 * @param month e.g. `2026-09`
 * @returns what was written, in words, and the first of each as files
 */
export async function scheduledFiles(
  run: ScheduledRun,
  month: string,
): Promise<{ text: string } & Pick<Written, 'owner' | 'therapist'>> {
  const { cloud, s3, clinics, out } = run;
  const { scheduledTime, asOf } = digestRun(month);
  await cloud.fireSchedule('write-digests', scheduledTime);
  await cloud.fireSchedule('write-reports', `${monthAfter(month, 1)}-09T05:00:00Z`);
  await run.settled();
  const bucket = cloud.outputs['ReportsBucketName']!;
  const digests: string[] = [];
  const reports: string[] = [];
  for (const clinicId of clinics) {
    const copiedPages = async (prefix: string, folder: string) => {
      const copied = await copyObjects(s3, bucket, prefix, folder);
      return [...copied.keys()].filter((name) => name.endsWith('.html')).map((name) => join(folder, name));
    };
    digests.push(...(await copiedPages(digestsPrefix({ clinicId, asOf }), join(out, clinicId, 'digests'))));
    const ofMonth = `${clinicReportsPrefix(clinicId)}month=${month}/`;
    reports.push(...(await copiedPages(ofMonth, join(out, clinicId, 'report'))));
  }
  const [owner] = reports;
  const [therapist] = digests;
  return {
    text: `Digests of ${digests.length} therapists, as of ${asOf}, and the monthly report of ${month} of each clinic.`,
    ...(owner !== undefined && { owner }),
    ...(therapist !== undefined && { therapist }),
  };
}
