import * as z from 'zod';
import { id } from '../records/fields.ts';
import { type Member, memberName, memberSchema } from './member.ts';

/** Who has changed something: a member, or, without a subject, the operator of the deployment or what follows from data. */
const authorSchema = z.strictObject({ subject: id.optional(), name: memberName.optional() });
export type Author = z.infer<typeof authorSchema>;

/** One line of the log: who has made what of whom, and when. It is never changed. */
export const memberChangeSchema = z.strictObject({
  id,
  /** An ISO instant in UTC with milliseconds. */
  at: z.iso.datetime(),
  by: authorSchema,
  /** Whom it concerns. */
  subject: id,
  /** What he was; absent when he was no member. */
  before: memberSchema.optional(),
  /** Why, where nobody has decided it about him: everything of the client was erased. */
  because: z.literal('erased').optional(),
  /** What he became; absent when he was withdrawn. */
  after: memberSchema.optional(),
});
export type MemberChange = z.infer<typeof memberChangeSchema>;

/**
 * Another owner, by whose being one a clinic is not left without: undefined when nobody is asked for, as no owner goes.
 *
 * @param others the members of the clinic
 * @returns 'nobody' when the last owner would go
 */
export function remainingOwner(
  { subject, before, after }: Pick<MemberChange, 'subject' | 'before' | 'after'>,
  others: readonly { subject: string; member: Member }[],
): { subject: string } | 'nobody' | undefined {
  if (before?.role !== 'owner' || after?.role === 'owner') return undefined;
  const other = others.find((one) => one.subject !== subject && one.member.role === 'owner');
  return other ? { subject: other.subject } : 'nobody';
}
