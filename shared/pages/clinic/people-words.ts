import type { Member } from '../../access/member.ts';
import type { Author } from '../../access/member-change.ts';
import { shortName } from '../../records/values/short-name.ts';

/** What each role is called, and what it may. */
export const ROLE_WORDS: Readonly<Record<Member['role'], { name: string; may: string }>> = {
  owner: { name: 'Owner', may: 'sees and changes everything of the clinic' },
  therapist: { name: 'Therapist', may: 'sees and reports her own clients' },
  recorder: { name: 'Practice system', may: 'sends records, and sees nothing' },
  client: { name: 'Client', may: 'adds to his own journal' },
  partner: { name: 'Partner', may: 'sees what is released' },
  operator: { name: 'Operator', may: 'runs the deployment, and sees nothing of clients' },
};

/** By what a member is recognised: the name that an owner has given, or else what tells him from others. */
export function memberLabel(subject: string, member: Member): string {
  if (member.role === 'client') return `client ${shortName(member.client)}`;
  if (member.name !== undefined) return member.name;
  if (member.role === 'therapist') return member.therapistId;
  return `${ROLE_WORDS[member.role].name} ${subject.slice(0, 8)}`;
}

/** What somebody is, in words; a therapist with her id. */
export function memberWords(member: Member): string {
  const { name } = ROLE_WORDS[member.role];
  return member.role === 'therapist' ? `${name} ${member.therapistId}` : name;
}

export function authorWords({ subject, name }: Author): string {
  if (name !== undefined) return name;
  return subject === undefined ? 'the operator' : subject.slice(0, 8);
}

/** What a change has made of somebody. */
export function changeWords(before: Member | undefined, after: Member | undefined): string {
  if (before === undefined) return after ? `invited as ${memberWords(after)}` : '';
  if (after === undefined) return `withdrawn, was ${memberWords(before)}`;
  const [was, is] = [memberWords(before), memberWords(after)];
  if (was !== is) return `${was} became ${is}`;
  const [from, to] = [before, after].map((one) =>
    'secondFactorSince' in one ? one.secondFactorSince : undefined,
  );
  if (from !== to) return to === undefined ? 'second factor taken away' : 'second factor set';
  return 'name changed';
}
