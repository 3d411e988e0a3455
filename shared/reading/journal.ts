import type { Admission } from '../access/admit.ts';
import type { SealingKeys } from '../access/sealed-token.ts';
import type { ClinicSettings } from '../clinics/clinic-settings.ts';
import { type ClientOffset, clientOffset } from '../journal/client-offset.ts';
import { codeIn } from '../journal/journal-code.ts';
import { isEnded, type JournalLink, lastDayOf, openSealedLink } from '../journal/journal-link.ts';
import type { Goal } from '../records/goal.ts';
import type { Fact } from '../records/record.ts';
import { utcText } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import type { ClinicSettingsStore } from '../storage/clinics/clinic-settings.ts';
import type { JournalLinks } from '../storage/held/journal-links.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import { isOfLiveKey } from './live-links.ts';

export type JournalReadDeps = {
  records: Pick<RecordReader, 'all' | 'between' | 'goals' | 'holderOf' | 'erasedAt' | 'consent'>;
  journalLinks: Pick<JournalLinks, 'opened' | 'withdrawnAt'>;
  sealing: SealingKeys;
  settings: Pick<ClinicSettingsStore, 'of'>;
  admission: Pick<Admission, 'isHeld'>;
  clock(): Date;
};

/** A journal that a link has opened. */
export type OpenJournal = {
  link: JournalLink;
  /** Who holds what is reported by the link: the client, or the one into whom he was merged. */
  owner: ClientKey;
  clinic: Pick<ClinicSettings, 'timeZone' | 'language'> & { name: string };
  /** On which the link opens for the last time, by the clinic's days. */
  lastDay: string;
};

/** So far back a client is shown the own line. */
export const SHOWN_DAYS = 60;
const DAY_SECONDS = 86_400;

/**
 * The journal that an address names, by the code of a link or by what an earlier deployment has sealed; undefined
 * alike for one that is over, withdrawn, ended by an erasure, of no clinic of ours, or was never a link.
 */
export async function openJournal(deps: JournalReadDeps, token: string): Promise<OpenJournal | undefined> {
  const { records, journalLinks, sealing, settings, admission } = deps;
  const now = deps.clock();
  const code = codeIn(token);
  const kept = code === undefined ? undefined : await journalLinks.opened(code, now);
  const link = code === undefined ? await openSealedLink(sealing, token, now) : kept;
  if (!link || !(await admission.isHeld(link.clinicId))) return undefined;
  // Of a version that was ended it opens nothing.
  if (kept && !(await isOfLiveKey(sealing, kept))) return undefined;
  if (isEnded(link, await records.erasedAt(link))) return undefined;
  // What was sealed is kept nowhere, so that it is asked for by its client.
  if (code === undefined && isEnded(link, await journalLinks.withdrawnAt(link))) return undefined;
  const { clinicId } = link;
  const [owner, said] = await Promise.all([records.holderOf(link), settings.of(clinicId)]);
  const { name = clinicId, language, timeZone } = said;
  return {
    link,
    owner,
    clinic: {
      name,
      ...(language !== undefined && { language }),
      ...(timeZone !== undefined && { timeZone }),
    },
    lastDay: lastDayOf(link, timeZone),
  };
}

/** What a journal's pages are drawn from. */
export type JournalReading = {
  /** Of the last SHOWN_DAYS days. */
  facts: Held<Fact>[];
  goals: Held<Goal>[];
  clocks: ClientOffset;
};

export async function readJournal(
  { records, clock }: JournalReadDeps,
  { owner, clinic: { timeZone } }: OpenJournal,
): Promise<JournalReading> {
  const now = clock();
  const seconds = now.getTime() / 1000;
  const window = { from: utcText(seconds - SHOWN_DAYS * DAY_SECONDS), to: utcText(seconds) };
  const [facts, histories] = await Promise.all([records.between(owner, window), records.goals(owner)]);
  const recent = clientOffset(now, timeZone, facts);
  // The last session may lie further back, and still says where the client is.
  const clocks = recent.isKnown ? recent : clientOffset(now, timeZone, (await records.all(owner)).facts);
  return { facts, goals: histories.map(({ goal }) => goal), clocks };
}
