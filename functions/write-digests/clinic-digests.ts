import { therapistDigest } from '../../shared/goals/therapist-digest.ts';
import { digestPage } from '../../shared/pages/digest-page.ts';
import type { DigestStore } from '../../shared/storage/digest-store.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { therapistWork } from '../../shared/views/therapist-work.ts';

export type ClinicDigestDeps = {
  views: Pick<ViewStore, 'each'>;
  digests: DigestStore;
};

/**
 * Writes the digest of every therapist of a clinic who has a goal or a recent session.
 *
 * @param asOf the last day that counts
 * @returns how many therapists there are
 */
export async function writeClinicDigests(
  { views, digests }: ClinicDigestDeps,
  clinicId: string,
  asOf: string,
): Promise<number> {
  let written = 0;
  for await (const { therapistId, goals, sessions } of therapistWork(views, clinicId, asOf)) {
    const digest = therapistDigest({ clinicId, therapistId, asOf }, goals, sessions);
    const json = `${JSON.stringify(digest, null, 2)}\n`;
    await digests.write({ clinicId, therapistId, asOf }, { json, html: digestPage(digest) });
    written += 1;
  }
  return written;
}
