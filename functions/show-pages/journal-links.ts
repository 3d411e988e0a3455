import { pageAnswer } from '../../shared/http/page-answer.ts';
import { journalUrl } from '../../shared/journal/journal-code.ts';
import { openMadeLink } from '../../shared/journal/made-link.ts';
import { cardOver, journalCard, linksByNames, type OpenLink } from '../../shared/pages/clients/hand-over.ts';
import { OPEN_LINKS_PATH, openLinks } from '../../shared/pages/clients/open-links.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { LANGUAGE } from '../../shared/pages/journal/client-page.ts';
import { openJournal } from '../../shared/reading/journal.ts';
import { linksOfClient, linksOfClinic } from '../../shared/reading/open-links.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { visibleHolder } from '../../shared/reading/visible-records.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { languageFor, speechIn } from '../../shared/words/language.ts';
import type { Language } from '../../shared/words/languages.ts';
import { calledTherapists } from './called-therapists.ts';

/** The address parameter that holds a link that was just made, sealed. */
const MADE = 'made';

/** The card that hands a journal over, and for an owner which links are open. */
export function journalLinkPages(deps: Reading): {
  card: SignedInPage<'owner' | 'therapist'>;
  open: SignedInPage<'owner'>;
} {
  const named = async (clinicId: string, links: readonly OpenLink[]) =>
    linksByNames(links, await calledTherapists(deps, clinicId));
  return {
    async card(event, { principal: reader, viewer }) {
      const client = addressedClient(event);
      const { clinicId } = reader;
      const owner = await visibleHolder(deps, reader, client);
      const query = event.queryStringParameters ?? {};
      const sealed = query[MADE] ?? '';
      const made = await openMadeLink(deps.sealing, sealed, deps.clock());
      const isOfClient = made?.clinicId === clinicId && made.client === owner.client;
      // What was withdrawn meanwhile is not shown as if it opened something.
      const journal = isOfClient ? await openJournal(deps, made.code) : undefined;
      const { formToken } = viewer;
      const shown = { title: `Journal of ${shortName(client)}`, viewer, path: '/clients' };
      if (!isOfClient || !journal) {
        const main = cardOver({
          client,
          formToken,
          links: await named(clinicId, await linksOfClient(deps, owner)),
        });
        return pageAnswer(200, page({ ...shown, main }));
      }
      const { clinic, lastDay } = journal;
      const main = journalCard({
        ...{ client, formToken, clinic: clinic.name, lastDay },
        url: journalUrl(deps.place, made.code),
        speech: speechIn(languageFor(query[LANGUAGE], undefined, clinic.language)),
        inLanguage: (language: Language) =>
          `?${new URLSearchParams({ [MADE]: sealed, [LANGUAGE]: language })}`,
      });
      return pageAnswer(200, page({ ...shown, main }));
    },

    async open(_event, { principal: { clinicId }, viewer }) {
      const main = openLinks(await named(clinicId, await linksOfClinic(deps, clinicId)), viewer.formToken);
      return pageAnswer(200, page({ title: 'Open links to journals', viewer, path: OPEN_LINKS_PATH, main }));
    },
  };
}
