import { newJournalLink, sealJournalLink } from '../../shared/journal/journal-link.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { ClientKey } from '../../shared/storage/keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';
import type { Reader } from './therapist.ts';
import { visibleRecords } from './timeline.ts';

export type JournalLinkDeps = {
  records: Pick<RecordReader, 'all'>;
  keyOfClinic: ClinicKeys;
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
  { records, keyOfClinic, clock, place }: JournalLinkDeps,
  reader: Reader,
  owner: ClientKey,
): Promise<MadeJournalLink> {
  await visibleRecords(records, reader, owner);
  const link = newJournalLink(owner, clock());
  return {
    url: `${place.origin}/journal/${await sealJournalLink(keyOfClinic, link)}`,
    expiresAt: link.expiresAt.toISOString(),
  };
}
