import * as z from 'zod';
import { type SealingKeys, seal, unseal } from '../access/sealed-token.ts';
import { utcSortKey } from '../records/instant.ts';

/** What lets somebody into one client's journal: a pseudonym and two instants, no name and no client id. */
export type JournalLink = { clinicId: string; client: string; issuedAt: Date; expiresAt: Date };

/** A link outlives the longest gap between two sessions of a course of care. */
export const JOURNAL_LINK_DAYS = 60;
const PURPOSE = 'journal link';
const DAY_MILLISECONDS = 86_400_000;

const claimsSchema = z.object({ sub: z.string().length(43), iat: z.int(), exp: z.int() });

/** A new link for a client, who is known by pseudonym. */
export function newJournalLink(owner: Pick<JournalLink, 'clinicId' | 'client'>, now: Date): JournalLink {
  const expiresAt = new Date(now.getTime() + JOURNAL_LINK_DAYS * DAY_MILLISECONDS);
  return { ...owner, issuedAt: now, expiresAt };
}

/** The link as it stands in an address. */
export async function sealJournalLink(sealing: SealingKeys, link: JournalLink): Promise<string> {
  const { clinicId, client, issuedAt, expiresAt } = link;
  return seal(sealing, { clinicId, purpose: PURPOSE, claims: { sub: client }, issuedAt, expiresAt });
}

/** The link in an address; undefined when it is none, or none any more. */
export async function openJournalLink(
  sealing: SealingKeys,
  token: string,
  now: Date,
): Promise<JournalLink | undefined> {
  const opened = await unseal(sealing, token, PURPOSE, now);
  if (!opened) return undefined;
  const claims = claimsSchema.safeParse(opened.claims).data; // an earlier deployment may have sealed others
  if (!claims) return undefined;
  const { sub, iat, exp } = claims;
  return {
    clinicId: opened.clinicId,
    client: sub,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  };
}

/**
 * Whether an erasure has ended the link: it was made for somebody whose records are gone.
 *
 * @param erasedAt the instant up to which everything of the client was erased, as utcSortKey
 */
export function isEnded({ issuedAt }: JournalLink, erasedAt: string | undefined): boolean {
  return erasedAt !== undefined && utcSortKey(issuedAt.toISOString()) <= erasedAt;
}
