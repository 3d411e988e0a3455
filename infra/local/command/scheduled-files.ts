import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { monthAfter } from '../../../shared/outcomes/months.ts';
import { clinicReportsPrefix, digestsPrefix } from '../../../shared/reports/stores/report-keys.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { copyObjects } from './copy-objects.ts';
import { digestRun } from './digest-run.ts';

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
 * @returns what was written, for people
 */
export async function scheduledFiles(run: ScheduledRun, month: string): Promise<string> {
  const { cloud, s3, clinics, out } = run;
  const { scheduledTime, asOf } = digestRun(month);
  await cloud.fireSchedule('write-digests', scheduledTime);
  await cloud.fireSchedule('write-reports', `${monthAfter(month, 1)}-09T05:00:00Z`);
  await run.settled();
  const bucket = cloud.outputs['ReportsBucketName']!;
  let therapists = 0;
  for (const clinicId of clinics) {
    const digests = await copyObjects(
      s3,
      bucket,
      digestsPrefix({ clinicId, asOf }),
      join(out, clinicId, 'digests'),
    );
    therapists += [...digests.keys()].filter((name) => name.endsWith('.html')).length;
    const reports = `${clinicReportsPrefix(clinicId)}month=${month}/`;
    await copyObjects(s3, bucket, reports, join(out, clinicId, 'report'));
  }
  return `Digests of ${therapists} therapists, as of ${asOf}, and the monthly report of ${month} of each clinic.`;
}
