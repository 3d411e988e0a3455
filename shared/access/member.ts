import * as z from 'zod';
import { clinicId, code, id } from '../records/fields.ts';

const describeName =
  'expected a name of 1 to 40 characters on one line, without blanks at its ends or characters that nobody sees';
/**
 * By which an owner recognises a member. What a person types: it is escaped wherever it is shown. Within it the two
 * joiners may stand, which names in Persian or Hindi and signs of several parts are spelled with.
 */
export const memberName = z
  .string({ error: describeName })
  .regex(
    /^(?![\s\u200C\u200D])(?:[^\p{C}\p{Zl}\p{Zp}]|[\u200C\u200D]){1,40}(?<![\s\u200C\u200D])$/u,
    describeName,
  );

const describePseudonym = "expected a client's pseudonym";
const pseudonym = z.string({ error: describePseudonym }).regex(/^[\w-]{43}$/, describePseudonym);

const named = { name: memberName.optional() };

/** From when on the user pool has asked for a second factor at each sign-in; absent while it does not. */
const secondFactorSince = z.iso.datetime().optional();

/**
 * What somebody is here: a member of one clinic, or a partner or an operator, who belong to none. Each id is parsed as the kind that
 * it is, since it becomes part of keys. An address is not among it: that is the user pool's alone.
 *
 * A client who signs in is known by pseudonym, as everywhere, and has no name.
 */
export const memberSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('owner'), clinicId, ...named, secondFactorSince }),
  z.strictObject({ role: z.literal('recorder'), clinicId, ...named }),
  z.strictObject({ role: z.literal('therapist'), clinicId, therapistId: id, ...named }),
  z.strictObject({ role: z.literal('client'), clinicId, client: pseudonym }),
  z.strictObject({ role: z.literal('partner'), partner: code, ...named }),
  /** Who runs the deployment: made by its command line alone. */
  z.strictObject({ role: z.literal('operator'), ...named, secondFactorSince }),
]);

export type Member = z.infer<typeof memberSchema>;

/** Those who belong together, see each other listed, and whose changes are one log. */
export type Circle = { clinicId: string } | { partner: string } | typeof OPERATORS;
/** Those who run the deployment. */
export const OPERATORS = { operators: true } as const;

export function circleOf(member: Member): Circle {
  if (member.role === 'operator') return OPERATORS;
  return member.role === 'partner' ? { partner: member.partner } : { clinicId: member.clinicId };
}

/** Finds what somebody is, by the user pool's id; undefined of whoever is no member, or no longer. */
export type MemberOf = (subject: string) => Promise<Member | undefined>;
