import type { Circle } from '../../access/member.ts';
import { keyText, parseKey } from './key-text.ts';
import type { ItemKey } from './keys.ts';

/** The keys of members, of the log of their changes, and of sessions that were ended, in the Registry table. */

/** What somebody is: read at every call, by the user pool's id of whoever calls. */
export const memberItem = (subject: string): ItemKey => ({ pk: keyText`USER#${subject}`, sk: 'MEMBER' });

/** The same once more, among those of his clinic or partner. */
export const listedMemberItem = (circle: Circle, subject: string): ItemKey => ({
  pk: circlePk(circle),
  sk: MEMBERS_SK_PREFIX + keyText`${subject}`,
});
export const MEMBERS_SK_PREFIX = 'MEMBER#';
export const subjectOfMember = (sk: string) => parseKey(sk, /^MEMBER#([^#]+)$/)[1]!;

/** Whose a therapist's id is among a clinic's members. */
export const therapistIdItem = (clinicId: string, therapistId: string): ItemKey => ({
  pk: circlePk({ clinicId }),
  sk: THERAPIST_IDS_SK_PREFIX + keyText`${therapistId}`,
});
export const THERAPIST_IDS_SK_PREFIX = 'THERAPIST#';
export const therapistOfItem = (sk: string) => parseKey(sk, /^THERAPIST#([^#]+)$/)[1]!;

/** What partitions of the Registry table begin with that are a clinic's. */
export const CLINIC_PK_PREFIX = 'CLINIC#';

export function circlePk(circle: Circle): string {
  if ('operators' in circle) return 'OPERATORS';
  return 'partner' in circle ? keyText`PARTNER#${circle.partner}` : keyText`CLINIC#${circle.clinicId}`;
}

/** The log of changes, in order of time. */
export const memberChangesPk = (circle: Circle) => `${circlePk(circle)}#MEMBER-CHANGES`;
/** @param at as an ISO instant in UTC with milliseconds @param id tells apart what happened at once */
export const memberChangeItem = (circle: Circle, at: string, id: string): ItemKey => ({
  pk: memberChangesPk(circle),
  sk: keyText`${at}#${id}`,
});

/** A session that was signed out, by the digest of its token. */
export const endedSessionItem = (digest: string): ItemKey => ({
  pk: keyText`SESSION#${digest}`,
  sk: 'ENDED',
});
