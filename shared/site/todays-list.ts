import type { SealingKeys } from '../access/sealed-token.ts';
import { dateIn } from '../records/time/in-zone.ts';
import type { ListedVisit } from '../today/listed-visit.ts';
import { LIST_SECONDS, openList, sealList } from '../today/sealed-list.ts';
import type { PageEvent } from './page-handler.ts';
import type { Session } from './session.ts';
import type { Site } from './site.ts';

export type ListDeps = {
  site: Pick<Site, 'cookies'>;
  sealing: SealingKeys;
  settings: { of(clinicId: string): Promise<{ timeZone?: string | undefined }> };
};

type Therapist = Pick<Session<'owner' | 'therapist'>, 'principal' | 'subject'>;

/**
 * Today's list of whoever is signed in, as her browser has kept it since she pasted it: nothing of it is kept here. None
 * where she has pasted none today.
 */
export async function listedToday(
  deps: ListDeps,
  event: PageEvent,
  { principal: { clinicId }, subject }: Therapist,
): Promise<ListedVisit[]> {
  const sealed = deps.site.cookies.list.read(event.cookies);
  if (sealed === undefined) return [];
  const now = new Date(event.requestContext.timeEpoch);
  const day = dateIn(now, (await deps.settings.of(clinicId)).timeZone);
  return openList(deps.sealing, { clinicId, subject, day }, sealed, now);
}

/**
 * The cookie by which a browser keeps a list for the rest of the day.
 *
 * @returns undefined for a list that is too long for a cookie
 */
export async function listCookie(
  deps: ListDeps,
  event: PageEvent,
  { principal: { clinicId }, subject }: Therapist,
  visits: readonly ListedVisit[],
): Promise<string | undefined> {
  const now = new Date(event.requestContext.timeEpoch);
  const day = dateIn(now, (await deps.settings.of(clinicId)).timeZone);
  const sealed = await sealList(deps.sealing, { clinicId, subject, day }, visits, now);
  return sealed && deps.site.cookies.list.set(sealed, LIST_SECONDS);
}
