import * as z from 'zod';
import { type SealingKeys, unseal } from '../access/sealed-token.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { dateIn, dayStart } from '../records/time/in-zone.ts';
import { utcSortKey } from '../records/time/instant.ts';

/** What lets somebody into one client's journal: a pseudonym and two instants, no name and no client id. */
export type JournalLink = {
  clinicId: string;
  client: string;
  issuedAt: Date;
  /** From then on it opens nothing. */
  expiresAt: Date;
};

/** A link outlives the longest gap between two sessions of a course of care. */
export const JOURNAL_LINK_DAYS = 60;
/** What links were sealed for that an earlier deployment gave out: they open until they end. */
export const SEALED_LINK = 'journal link';

const claimsSchema = z.object({ sub: z.string().length(43), iat: z.int(), exp: z.int() });

/**
 * A new link for a client, who is known by pseudonym. It opens until the end of its last day.
 *
 * @param timeZone the clinic's, by which days end; UTC without one
 */
export function newJournalLink(
  owner: Pick<JournalLink, 'clinicId' | 'client'>,
  now: Date,
  timeZone: string | undefined,
): JournalLink {
  const lastDay = dateAfter(dateIn(now, timeZone), JOURNAL_LINK_DAYS);
  const expiresAt = new Date(dayStart(dateAfter(lastDay, 1), timeZone ?? 'UTC') * 1000);
  return { clinicId: owner.clinicId, client: owner.client, issuedAt: now, expiresAt };
}

/** The last day on which a link opens, `YYYY-MM-DD`. */
export function lastDayOf(
  { expiresAt }: Pick<JournalLink, 'expiresAt'>,
  timeZone: string | undefined,
): string {
  return dateIn(new Date(expiresAt.getTime() - 1000), timeZone);
}

/** The link in an address that an earlier deployment has sealed; undefined when it is none, or none any more. */
export async function openSealedLink(
  sealing: SealingKeys,
  token: string,
  now: Date,
): Promise<JournalLink | undefined> {
  const opened = await unseal(sealing, token, SEALED_LINK, now);
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
 * Whether what came after a link has ended it: an erasure, since it was made for somebody whose records are gone, or
 * that all links of the client were withdrawn.
 *
 * @param endedAt the instant up to which links are ended, as utcSortKey
 */
export function isEnded({ issuedAt }: Pick<JournalLink, 'issuedAt'>, endedAt: string | undefined): boolean {
  return endedAt !== undefined && utcSortKey(issuedAt.toISOString()) <= endedAt;
}
