import * as z from 'zod';
import { type SealingKeys, seal, unseal } from '../access/sealed-token.ts';
import { id } from '../records/fields.ts';
import type { ListedVisit } from './listed-visit.ts';
import { MOST_VISITS } from './todays-list.ts';

/** Whose list it is, by the user pool's id, and on which day of the clinic it is today's. */
export type ListOf = { clinicId: string; subject: string; day: string };

const PURPOSE = "today's list";
/** A list is of one day, which its own date decides; by then it opens nowhere, whatever the day. */
export const LIST_SECONDS = 18 * 3600;
/** A cookie has 4096 bytes at most, its name and attributes included. */
const LONGEST = 3800;

const claims = z.object({
  sub: z.string(),
  day: z.string(),
  visits: z.array(z.tuple([z.string().regex(/^\d\d:\d\d$/), id])).max(MOST_VISITS),
});

/**
 * A list for the browser that it was pasted into to keep: sealed under the clinic's key, so that neither that device nor
 * whoever finds it can read it, and nothing of it is kept here.
 *
 * @returns undefined for one that no cookie holds
 */
export async function sealList(
  sealing: SealingKeys,
  { clinicId, subject, day }: ListOf,
  visits: readonly ListedVisit[],
  now: Date,
): Promise<string | undefined> {
  const sealed = await seal(sealing, {
    ...{ clinicId, purpose: PURPOSE, issuedAt: now },
    claims: { sub: subject, day, visits: visits.map(({ time, clientId }) => [time, clientId]) },
    expiresAt: new Date(now.getTime() + LIST_SECONDS * 1000),
  });
  return sealed.length > LONGEST ? undefined : sealed;
}

/** The visits of a list that was sealed; none of one of another day, of somebody else, or that is none of ours. */
export async function openList(
  sealing: SealingKeys,
  { clinicId, subject, day }: ListOf,
  sealed: string,
  now: Date,
): Promise<ListedVisit[]> {
  const opened = await unseal(sealing, sealed, PURPOSE, now, LONGEST);
  const list = claims.safeParse(opened?.claims).data;
  if (!list || opened?.clinicId !== clinicId || list.sub !== subject || list.day !== day) return [];
  return list.visits.map(([time, clientId]) => ({ time, clientId }));
}
