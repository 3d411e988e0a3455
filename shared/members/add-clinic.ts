import * as z from 'zod';
import { emailAddress } from '../access/email-address.ts';
import type { Author } from '../access/member-change.ts';
import { clinicSettings } from '../clinics/clinic-settings.ts';
import type { MasterKeys } from '../clinics/master-keys.ts';
import { DomainError } from '../errors.ts';
import { clinicId } from '../records/fields.ts';
import { type Refusal, refusalsOf } from '../records/refusal.ts';
import type { Clinics, NewClinic } from '../storage/clinics/clinics.ts';
import type { HeldMember } from '../storage/clinics/member-store.ts';
import type { Members } from './members.ts';

const { name, timeZone, language } = clinicSettings.shape;
const wanted = z.strictObject({
  clinicId,
  name,
  timeZone: timeZone.unwrap(),
  language,
  owner: emailAddress,
});

/** A clinic with who is to lead it. */
export type ClinicToAdd = NewClinic & { owner: string };

/**
 * A new clinic as a form says it: what was left empty is absent.
 *
 * @returns or else all that is wrong, each at the field
 */
export function clinicToAdd(
  input: Readonly<Record<string, unknown>>,
): { clinic: ClinicToAdd } | { refusals: Refusal[] } {
  const result = wanted.safeParse(input, { reportInput: true });
  if (!result.success) return { refusals: refusalsOf(result.error) };
  const { clinicId: id, owner, ...settings } = result.data;
  return { clinic: { clinicId: id, owner, settings: clinicSettings.parse(settings) } };
}

/** The id is that of a clinic with people of its own: nobody is let in there by adding it again. */
export class ClinicTakenError extends DomainError {
  constructor(id: string) {
    super('clinic.taken', `the clinic "${id}" is there already, and has people of its own`);
  }
}

/**
 * Adds a clinic and invites who is to lead it, by e-mail. The same again finishes what was cut short, and sends the
 * invitation again as long as nobody has signed in.
 *
 * @param by who adds it, for the clinic's own log
 * @throws ClinicTakenError; ClinicNotAddedError of an id that cannot be; BadRequestError for an address that belongs to a
 *   member who is something else, or elsewhere
 */
export async function addClinic(
  { clinics, members }: { clinics: Pick<Clinics, 'add'>; members: Members },
  masters: MasterKeys,
  { clinicId: id, settings, owner }: ClinicToAdd,
  by: Author,
): Promise<HeldMember> {
  const circle = { clinicId: id };
  const [isNew] = await clinics.add(masters, [{ clinicId: id, settings }]);
  if (isNew === undefined) {
    const hasPeople = (await members.list(circle)).length > 0;
    if (hasPeople && !(await members.isAddressOf(circle, owner))) throw new ClinicTakenError(id);
  }
  return members.invite({ circle, by }, owner, { role: 'owner', clinicId: id });
}
