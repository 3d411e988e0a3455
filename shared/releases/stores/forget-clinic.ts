import type { ItemTable } from '../../storage/aws/item-table.ts';
import type { Clinics } from '../../storage/clinics/clinics.ts';
import { allProgrammes, ProgrammeNotChangedError } from './programme-store.ts';

/**
 * Forgets a clinic that counts in no programme: one that does has been promised to a partner.
 *
 * @throws ProgrammeNotChangedError that names the programme; ForbiddenError when the clinic was never held
 */
export async function forgetClinic(
  clinics: Pick<Clinics, 'forget'>,
  registry: Pick<ItemTable, 'query'>,
  clinicId: string,
): Promise<void> {
  const counting = (await allProgrammes(registry)).find((one) => one.clinics.includes(clinicId));
  if (counting) {
    throw new ProgrammeNotChangedError(
      `the clinic "${clinicId}" counts in the programme "${counting.programme}"; take it out of that first`,
    );
  }
  await clinics.forget(clinicId);
}
