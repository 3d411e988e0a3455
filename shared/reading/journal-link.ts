import type { SealingKeys } from '../access/sealed-token.ts';
import { newJournalLink, sealJournalLink } from '../journal/journal-link.ts';
import type { ClientKey } from '../storage/keys.ts';
import type { Reader } from './therapist.ts';
import { type ClientReadDeps, visibleRecords } from './timeline.ts';

export type JournalLinkDeps = ClientReadDeps & {
  sealing: SealingKeys;
  clock(): Date;
  /** Where the pages are, without a trailing slash. */
  place: { origin: string };
};

/** What opens a client's journal: given to who asked for it, kept nowhere. */
export type MadeJournalLink = { url: string; expiresAt: string };

/**
 * Makes a link to the journal of a client whom somebody may see.
 *
 * @throws NotFoundError alike for a client of whom nothing is held and for a client of somebody else
 */
export async function makeJournalLink(
  deps: JournalLinkDeps,
  reader: Reader,
  owner: ClientKey,
): Promise<MadeJournalLink> {
  const { sealing, clock, place } = deps;
  await visibleRecords(deps, reader, owner);
  const link = newJournalLink(owner, clock());
  return {
    url: `${place.origin}/journal/${await sealJournalLink(sealing, link)}`,
    expiresAt: link.expiresAt.toISOString(),
  };
}
