import { seeOther } from '../../shared/http/page-answer.ts';
import { type LinkDeps, makeJournalLink, withdrawJournalLinks } from '../../shared/intake/journal-links.ts';
import { sealMadeLink } from '../../shared/journal/made-link.ts';
import { OPEN_LINKS_PATH } from '../../shared/pages/clients/open-links.ts';
import { BACK_TO } from '../../shared/pages/frame/back-to.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import { idsOf } from '../../shared/reading/open-links.ts';
import type { Reader } from '../../shared/reading/therapist.ts';
import { visibleHolder } from '../../shared/reading/visible-records.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import type { JournalLinks } from '../../shared/storage/held/journal-links.ts';
import { senderOf } from './recording.ts';

export type JournalLinkFormDeps = Pick<ClientReading, 'records' | 'inCare' | 'sealing'> &
  LinkDeps & { journalLinks: Pick<JournalLinks, 'ofClient'> };

/** One tap hands a journal over, or renews its link, and one withdraws it. */
export function journalLinkForms(
  deps: JournalLinkFormDeps,
): Readonly<Record<'make' | 'withdraw', SignedInPage<'owner' | 'therapist'>>> {
  const { sealing, clock } = deps;
  const visible = async (event: PageEvent, reader: Reader) => {
    const client = addressedClient(event);
    const owner = await visibleHolder(deps, reader, client);
    return { client, owner, ids: await idsOf(deps, owner) };
  };
  return {
    async make(event, { principal: reader, subject, formOpenedAt }) {
      const { client, owner, ids } = await visible(event, reader);
      const { clinicId } = owner;
      // A link that was handed over since this page was opened goes on: its card may be printed by now.
      const open = await deps.journalLinks.ofClient(clinicId, ids, clock());
      if (open.some(({ issuedAt }) => issuedAt > formOpenedAt))
        return seeOther(`/clients/${client}/journal-link`);
      // A card that was lost must not go on opening the journal beside the new one.
      await withdrawJournalLinks(deps, clinicId, ids);
      const id = senderOf({ principal: reader, subject });
      const { code } = await makeJournalLink(deps, owner, { role: reader.role, id });
      const made = await sealMadeLink(sealing, { ...owner, code }, clock());
      return seeOther(`/clients/${client}/journal-link?${new URLSearchParams({ made })}`);
    },

    async withdraw(event, { principal: reader }, fields) {
      const { client, owner, ids } = await visible(event, reader);
      await withdrawJournalLinks(deps, owner.clinicId, ids);
      return seeOther(fields[BACK_TO] === OPEN_LINKS_PATH ? OPEN_LINKS_PATH : `/clients/${client}`);
    },
  };
}
