import { keyText, parseKey } from '../../storage/keys/key-text.ts';
import type { ClinicMonthKey, ItemKey } from '../../storage/keys/keys.ts';
import type { ReleaseId } from '../release-id.ts';

/** Every key of the release ledger, built and parsed here and nowhere else. */

/** The release ledger of a programme: what has been spent, and each release once. */
export const PROGRAMME_PK_PREFIX = 'PROGRAMME#';
export const programmePk = (programme: string) => PROGRAMME_PK_PREFIX + keyText`${programme}`;
export const budgetItem = (programme: string): ItemKey => ({ pk: programmePk(programme), sk: 'BUDGET' });
export const RELEASE_SK_PREFIX = 'RELEASE#';
export const releaseItem = ({ programme, period, revision }: ReleaseId): ItemKey => ({
  pk: programmePk(programme),
  sk: RELEASE_SK_PREFIX + keyText`${period}#${revision}`,
});

export function parseReleaseItem({ pk, sk }: ItemKey): ReleaseId {
  const [, programme] = parseKey(pk, /^PROGRAMME#([^#]+)$/);
  const [, period, revision] = parseKey(sk, /^RELEASE#([^#]+)#(\d+)$/);
  return { programme: programme!, period: period!, revision: Number(revision) };
}

/** What a clinic has told, whatever programmes are called: in which release each month is, and each release. */
export const clinicReleasesPk = (clinicId: string) => keyText`CLINIC#${clinicId}#RELEASED`;
const CLAIM_SK_PREFIX = { whole: 'MONTH#', totals: 'TOTALS#' } as const;
/** What of a month one release may have: all that is told of it, or the totals that a quarter tells besides a year. */
export type ClaimedPart = keyof typeof CLAIM_SK_PREFIX;
export const claimedMonthItem = (
  { clinicId, month }: ClinicMonthKey,
  part: ClaimedPart = 'whole',
): ItemKey => ({
  pk: clinicReleasesPk(clinicId),
  sk: CLAIM_SK_PREFIX[part] + keyText`${month}`,
});
export const isClaimedMonth = (sk: string, part: ClaimedPart) => sk.startsWith(CLAIM_SK_PREFIX[part]);
/** The month that is claimed by an item. */
export const monthOfClaim = (sk: string) => parseKey(sk, /^(?:MONTH|TOTALS)#(\d{4}-\d{2})$/)[1]!;
export const clinicReleaseItem = (
  clinicId: string,
  { period, revision }: Pick<ReleaseId, 'period' | 'revision'>,
): ItemKey => ({
  pk: clinicReleasesPk(clinicId),
  sk: RELEASE_SK_PREFIX + keyText`${period}#${revision}`,
});
export function periodOfClinicRelease(sk: string): Pick<ReleaseId, 'period' | 'revision'> {
  const [, period, revision] = parseKey(sk, /^RELEASE#([^#]+)#(\d+)$/);
  return { period: period!, revision: Number(revision) };
}

/** The accounts of a clinic's clients. Kept after an erasure: it tells how much was spent, and not when. */
export const accountsPk = (clinicId: string) => keyText`CLINIC#${clinicId}#SPENT`;
export const ACCOUNT_SK_PREFIX = 'ACCOUNT#';
/** @param account what the client is called here, and nowhere else */
export const accountItem = (clinicId: string, account: string): ItemKey => ({
  pk: accountsPk(clinicId),
  sk: ACCOUNT_SK_PREFIX + keyText`${account}`,
});
/** Accounts of before were called as records are, by the pseudonym. */
export const OLDER_ACCOUNT_SK_PREFIX = 'CLIENT#';
export const clientOfOlderAccount = (sk: string) => parseKey(sk, /^CLIENT#([^#]+)$/)[1]!;

/** What clients are called in accounts is made with it. */
export const ACCOUNT_KEY_ITEM: ItemKey = { pk: 'ACCOUNTS', sk: 'KEY' };

/** What clinics are called in manifests is made with it. */
export const FINGERPRINT_KEY_ITEM: ItemKey = { pk: 'FINGERPRINTS', sk: 'KEY' };
