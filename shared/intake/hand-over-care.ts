import { handedCare } from '../access/handed-care.ts';
import type { ClinicPrincipal } from '../access/principal.ts';
import { BadRequestError } from '../errors.ts';
import type { Arrival } from '../records/arrival.ts';
import { dateIn } from '../records/time/in-zone.ts';
import type { CareReader } from '../storage/care/care-store.ts';
import type { ClinicSettingsStore } from '../storage/clinics/clinic-settings.ts';
import type { Therapists } from '../storage/clinics/therapists.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import type { RecordResult } from './record-result.ts';
import { takeInTogether } from './screen.ts';
import type { TakeIn } from './take-in.ts';

export type HandOverDeps = {
  care: Pick<CareReader, 'ofClient'>;
  therapists: Pick<Therapists, 'has'>;
  settings: Pick<ClinicSettingsStore, 'current'>;
};

/** A client who is to be handed over, by somebody of whom it has been asked that he may see him. */
export type HandOver = {
  by: Extract<ClinicPrincipal, { role: 'owner' | 'therapist' }>;
  /** The client's records, where they are held now. */
  owner: ClientKey;
  /** As the records name the client. */
  clientId: string;
  to: string;
  /** Whose care ends; a therapist's own, and where an owner does not say, that of the only one who has it. */
  from: string | undefined;
  arrival: Arrival;
};

/**
 * Hands a client over from one therapist to another, from the day of the arrival on in the clinic's time zone; the care
 * of the one ends with that day. Sent again, it is a duplicate.
 *
 * @throws BadRequestError naming `to` or `from`: nobody of this clinic, the same therapist, not in whose care the client
 *   is, or no word which of several is meant
 */
export async function handOverCare(
  { care, therapists, settings }: HandOverDeps,
  { by, owner, clientId, to, from, arrival }: HandOver,
  takeIn: TakeIn,
): Promise<RecordResult> {
  const { clinicId } = owner;
  if (by.role === 'therapist' && from !== undefined && from !== by.therapistId) {
    throw new BadRequestError('from', 'expected yourself, or leave the field out');
  }
  if (!(await therapists.has(clinicId, to))) {
    throw new BadRequestError(
      'to',
      'expected a therapist who is a member of this clinic',
      'unknown-therapist',
    );
  }
  const on = dateIn(new Date(arrival.at), (await settings.current(clinicId)).timeZone);
  const whose = by.role === 'therapist' ? by.therapistId : from;
  const said = handedCare(await care.ofClient(owner), { from: whose, to, on });
  const records = said.map((each) => ({ type: 'care', clinicId, clientId, ...each }));
  return takeInTogether(records, arrival, takeIn);
}
