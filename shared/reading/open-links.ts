import type { SealingKeys } from '../access/sealed-token.ts';
import { lastDayOf } from '../journal/journal-link.ts';
import { dateIn } from '../records/time/in-zone.ts';
import type { ClinicSettingsStore } from '../storage/clinics/clinic-settings.ts';
import type { HeldLink, JournalLinks } from '../storage/held/journal-links.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import { isOfLiveKey } from './live-links.ts';

export type OpenLinksDeps = {
  records: Pick<RecordReader, 'membersOf'>;
  journalLinks: Pick<JournalLinks, 'ofClient' | 'ofClinic'>;
  settings: Pick<ClinicSettingsStore, 'of'>;
  sealing: SealingKeys;
  clock(): Date;
};

/** A link to a journal that is open; the code that opens it is kept nowhere. Days are the clinic's. */
export type OpenLink = { client: string; lastDay: string; madeOn: string; madeBy: string };

/** All ids of a client's person, by pseudonym: a link may have been made under each. */
export async function idsOf(
  { records }: Pick<OpenLinksDeps, 'records'>,
  owner: ClientKey,
): Promise<string[]> {
  return [owner.client, ...((await records.membersOf([owner])).get(owner.client) ?? [])];
}

/** The open links of one client, the latest first. */
export async function linksOfClient(deps: OpenLinksDeps, owner: ClientKey): Promise<OpenLink[]> {
  const links = await deps.journalLinks.ofClient(owner.clinicId, await idsOf(deps, owner), deps.clock());
  return told(deps, owner.clinicId, links);
}

/** All open links of a clinic, the latest first. */
export async function linksOfClinic(deps: OpenLinksDeps, clinicId: string): Promise<OpenLink[]> {
  return told(deps, clinicId, await deps.journalLinks.ofClinic(clinicId, deps.clock()));
}

async function told(
  { settings, sealing }: OpenLinksDeps,
  clinicId: string,
  links: readonly HeldLink[],
): Promise<OpenLink[]> {
  const { timeZone } = await settings.of(clinicId);
  const live = await Promise.all(links.map((link) => isOfLiveKey(sealing, link)));
  return links
    .filter((_, index) => live[index])
    .map((link) => ({
      client: link.client,
      lastDay: lastDayOf(link, timeZone),
      madeOn: dateIn(link.issuedAt, timeZone),
      madeBy: link.madeBy.role === 'owner' ? 'an owner' : link.madeBy.id,
    }));
}
