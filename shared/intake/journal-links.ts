import { randomBytes } from 'node:crypto';
import type { SealingKeys } from '../access/sealed-token.ts';
import { CODE_BYTES, journalCode, journalUrl } from '../journal/journal-code.ts';
import { JOURNAL_LINK_DAYS, lastDayOf, newJournalLink } from '../journal/journal-link.ts';
import type { ClinicSettingsStore } from '../storage/clinics/clinic-settings.ts';
import type { JournalLinks, MadeBy } from '../storage/held/journal-links.ts';
import type { ClientKey } from '../storage/keys/keys.ts';

export type LinkDeps = {
  journalLinks: Pick<JournalLinks, 'keep' | 'withdraw'>;
  settings: Pick<ClinicSettingsStore, 'of'>;
  sealing: SealingKeys;
  clock(): Date;
  /** Where the pages are, without a trailing slash. */
  place: { origin: string };
};

/** What opens a client's journal: given to who asked for it, and kept nowhere. */
export type MadeJournalLink = {
  code: string;
  url: string;
  /** On which it opens for the last time, by the clinic's days. */
  lastDay: string;
  expiresAt: string;
};

const DAY_MILLISECONDS = 86_400_000;

/** Makes a link to a client's journal, for somebody who may see the client. */
export async function makeJournalLink(
  { journalLinks, settings, sealing, clock, place }: LinkDeps,
  owner: ClientKey,
  madeBy: MadeBy,
): Promise<MadeJournalLink> {
  const [{ timeZone }, { version }] = await Promise.all([
    settings.of(owner.clinicId),
    sealing(owner.clinicId),
  ]);
  const link = newJournalLink(owner, clock(), timeZone);
  const code = journalCode(randomBytes(CODE_BYTES));
  await journalLinks.keep(code, { ...link, keyVersion: version, madeBy });
  const expiresAt = link.expiresAt.toISOString();
  return { code, url: journalUrl(place, code), lastDay: lastDayOf(link, timeZone), expiresAt };
}

/**
 * Withdraws all links to a journal, whoever has made them, those too that an earlier deployment has sealed.
 *
 * @param ids all that are the client's, by pseudonym
 * @returns how many were open, of those that are kept
 */
export async function withdrawJournalLinks(
  { journalLinks, clock }: Pick<LinkDeps, 'journalLinks' | 'clock'>,
  clinicId: string,
  ids: readonly string[],
): Promise<number> {
  const now = clock();
  const keptUntil = new Date(now.getTime() + (JOURNAL_LINK_DAYS + 1) * DAY_MILLISECONDS);
  let withdrawn = 0;
  for (const client of ids) withdrawn += await journalLinks.withdraw({ clinicId, client }, now, keptUntil);
  return withdrawn;
}
