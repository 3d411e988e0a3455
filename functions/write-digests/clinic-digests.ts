import type { ClientsInCare } from '../../shared/access/in-care.ts';
import { therapistDigest } from '../../shared/goals/therapist-digest.ts';
import { digestPage } from '../../shared/pages/boards/digest-page.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import type { DigestStore } from '../../shared/reports/stores/digest-store.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinics/clinic-settings.ts';
import type { ViewStore } from '../../shared/storage/views/view-store.ts';
import { therapistWork } from '../../shared/views/therapist-work.ts';
import { workInCare } from '../../shared/views/work-in-care.ts';

export type ClinicDigestDeps = {
  views: Pick<ViewStore, 'each'>;
  /** Tells who is in a therapist's care on a day. */
  inCareOn(day: string): ClientsInCare;
  digests: Pick<DigestStore, 'write'>;
  settings: Pick<ClinicSettingsStore, 'of'>;
};

/**
 * Writes the digest of every therapist of a clinic who has a goal or a recent session: of the clients who are in her
 * care on the day after.
 *
 * @param asOf the last day that counts
 * @returns how many therapists there are
 */
export async function writeClinicDigests(
  { views, inCareOn, digests, settings }: ClinicDigestDeps,
  clinicId: string,
  asOf: string,
): Promise<number> {
  let written = 0;
  const { name = clinicId } = await settings.of(clinicId);
  const inCare = inCareOn(dateAfter(asOf, 1));
  for await (const work of therapistWork(views, clinicId, asOf)) {
    const { therapistId, goals, sessions } = await workInCare(work, clinicId, inCare);
    const digest = therapistDigest({ clinicId, therapistId, asOf }, goals, sessions);
    const json = `${JSON.stringify(digest, null, 2)}\n`;
    await digests.write({ clinicId, therapistId, asOf }, { json, html: digestPage(digest, name) });
    written += 1;
  }
  return written;
}
