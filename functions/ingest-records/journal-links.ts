import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathId, type RoutesOf } from '../../shared/http/route.ts';
import { type LinkDeps, makeJournalLink, withdrawJournalLinks } from '../../shared/intake/journal-links.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import { idsOf } from '../../shared/reading/open-links.ts';
import type { Reader } from '../../shared/reading/therapist.ts';
import { visibleHolder } from '../../shared/reading/visible-records.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { authorOf } from './author.ts';

export type JournalLinkDeps = Pick<ClientReading, 'records' | 'inCare' | 'keyOfClinic'> & LinkDeps;

/** Links to clients' journals, made and withdrawn by whoever may see the client. */
export function journalLinkRoutes(deps: JournalLinkDeps) {
  const visible = async (event: HttpEvent, reader: Reader) => {
    const client = pseudonym(await deps.keyOfClinic(reader.clinicId), pathId(event, 'id'));
    return visibleHolder(deps, reader, client);
  };
  return {
    'POST /v1/clients/{id}/journal-link': async (event, reader) => {
      const owner = await visible(event, reader);
      const madeBy = { role: reader.role, id: authorOf(reader, event) ?? reader.role };
      const { url, lastDay, expiresAt } = await makeJournalLink(deps, owner, madeBy);
      return json(201, { url, lastDay, expiresAt });
    },
    'DELETE /v1/clients/{id}/journal-link': async (event, reader) => {
      const owner = await visible(event, reader);
      const ids = await idsOf(deps, owner);
      return json(200, { withdrawn: await withdrawJournalLinks(deps, owner.clinicId, ids) });
    },
  } satisfies Partial<RoutesOf<'ingest-records'>>;
}
