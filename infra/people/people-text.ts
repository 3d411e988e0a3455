import type { Member } from '../../shared/access/member.ts';
import type { Author, MemberChange } from '../../shared/access/member-change.ts';
import type { Migration } from '../../shared/members/migrate-members.ts';
import type { HeldMember } from '../../shared/storage/clinics/member-store.ts';

/** Members and what has changed, as lines for the terminal; the latest change first. */
export function peopleText(members: readonly HeldMember[], changes: readonly MemberChange[]): string {
  const lines = members.map(
    ({ subject, since, member }) => `  ${subject}  ${whatOf(member)}, since ${since}`,
  );
  return [
    members.length === 0 ? 'Nobody.' : 'Members:',
    ...lines,
    ...(changes.length === 0 ? [] : ['Changes:']),
    ...changes.map(({ at, by, because, subject, before, after }) => {
      const what = `${before ? whatOf(before) : 'nobody'} -> ${after ? whatOf(after) : 'nobody'}`;
      return `  ${at}  ${subject}  ${what}, by ${because === 'erased' ? 'the erasure of the client' : whoOf(by)}`;
    }),
    '',
  ].join('\n');
}

/** What a migration has done. */
export function migrationText({ written, known, unsaid, refused }: Migration): string {
  const lines = refused.map(({ subject, attribute, expected }) => `  ${subject}: ${attribute}: ${expected}`);
  return [
    `${written} users have become members; ${known} were known already; ${unsaid} have no role.`,
    ...(refused.length === 0 ? [] : ['No members, until their attributes are mended:', ...lines]),
    '',
  ].join('\n');
}

function whatOf(member: Member): string {
  const ids = {
    therapist: 'therapistId' in member && member.therapistId,
    client: 'client' in member && member.client,
  };
  const name = 'name' in member && member.name;
  return [member.role, ids.therapist || ids.client, name && `"${name}"`].filter(Boolean).join(' ');
}

const whoOf = ({ subject, name }: Author) => (subject === undefined ? 'the operator' : (name ?? subject));
