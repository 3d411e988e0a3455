import { NotFoundError } from '../errors.ts';
import type { Programme } from '../privacy/programme/programme.ts';

/** The programme that a clinic counts in: one at most, since two accounts of one client would add up unseen. */
export const programmeCounting = (programmes: readonly Programme[], clinicId: string) =>
  programmes.find(({ clinics }) => clinics.includes(clinicId));

/**
 * The same, for whoever asks about it.
 *
 * @throws NotFoundError when it counts in none
 */
export function countingProgramme(programmes: readonly Programme[], clinicId: string): Programme {
  const programme = programmeCounting(programmes, clinicId);
  if (!programme) throw new NotFoundError('this clinic counts in no programme');
  return programme;
}
