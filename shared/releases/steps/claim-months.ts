import { mapInFlight } from '../../storage/aws/in-flight.ts';
import { checkAgainstClinic } from '../check-release.ts';
import type { ClinicHistory } from '../clinic-history.ts';
import type { ReleaseTerms } from '../release-terms.ts';
import type { ClinicReleases } from '../stores/clinic-releases.ts';

const CLINICS_IN_FLIGHT = 8;

/**
 * Claims the months of a release in each of its clinics, and then looks at what else each has told: of two
 * releases at once at least one sees the other. Repeating it claims nothing twice.
 *
 * @returns what its clinics have told, this release among it
 * @throws what `checkAgainstClinic` refuses
 */
export async function claimMonths(
  clinics: Pick<ClinicReleases, 'history' | 'claim'>,
  terms: ReleaseTerms,
): Promise<ClinicHistory[]> {
  await mapInFlight(CLINICS_IN_FLIGHT, terms.programme.clinics, async (clinicId) => {
    // Who lost a race finds below who has the month.
    await clinics.claim(clinicId, terms);
  });
  return historiesOf(clinics, terms);
}

/**
 * What the clinics of a release have told.
 *
 * @throws what `checkAgainstClinic` refuses
 */
export async function historiesOf(
  clinics: Pick<ClinicReleases, 'history'>,
  terms: ReleaseTerms,
): Promise<ClinicHistory[]> {
  const histories = await readHistories(clinics, terms);
  for (const history of histories) checkAgainstClinic(terms, history);
  return histories;
}

/** The same, whatever it says of the release. */
export function readHistories(
  clinics: Pick<ClinicReleases, 'history'>,
  { programme }: ReleaseTerms,
): Promise<ClinicHistory[]> {
  return mapInFlight(CLINICS_IN_FLIGHT, programme.clinics, (clinicId) => clinics.history(clinicId));
}
