import * as z from 'zod';
import { emailAddress } from '../access/email-address.ts';
import { type Member, memberName } from '../access/member.ts';
import { BadRequestError } from '../errors.ts';
import { id } from '../records/fields.ts';
import { pseudonym } from '../records/pseudonym.ts';
import { refusalsOf } from '../records/refusal.ts';
import type { ClinicKeys } from '../storage/clinics/clinic-keys.ts';

const name = memberName.optional();
const owner = z.strictObject({ role: z.literal('owner'), name });
const recorder = z.strictObject({ role: z.literal('recorder'), name });
const therapist = z.strictObject({ role: z.literal('therapist'), therapistId: id, name });
/** Named by the clinic's own id, of which the pseudonym is kept. */
const client = z.strictObject({ role: z.literal('client'), clientId: id });

/** Of a partner an operator decides: he belongs to no clinic. */
export const invited = z.discriminatedUnion('role', [owner, therapist, recorder, client], {
  error: 'expected one of owner, therapist, recorder, client',
});
export const changed = z.discriminatedUnion('role', [owner, therapist, recorder], {
  error: 'expected one of owner, therapist, recorder',
});

/**
 * Whom an owner wants to invite, as a program or a form sends it.
 *
 * @throws BadRequestError naming the first field that is wrong, and what was expected
 */
export async function invitation(
  input: Readonly<Record<string, unknown>>,
  clinicId: string,
  keyOfClinic: ClinicKeys,
): Promise<{ email: string; member: Member }> {
  const { email: address, ...rest } = input;
  const to = parsed(z.strictObject({ email: emailAddress }), { email: address }).email;
  const wanted = parsed(invited, rest);
  if (wanted.role !== 'client') return { email: to, member: { ...wanted, clinicId } };
  const key = await keyOfClinic(clinicId);
  return { email: to, member: { role: wanted.role, clinicId, client: pseudonym(key, wanted.clientId) } };
}

/**
 * What a member shall be from now on.
 *
 * @throws BadRequestError as above
 */
export function changedMember(input: Readonly<Record<string, unknown>>, clinicId: string): Member {
  return { ...parsed(changed, input), clinicId };
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const [first] = refusalsOf(result.error);
  throw new BadRequestError(first!.path, first!.message, first!.code);
}
