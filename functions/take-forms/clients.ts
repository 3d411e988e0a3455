import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { clientLookup } from '../../shared/pages/client-lookup.ts';
import { madeJournalLink } from '../../shared/pages/journal-link.ts';
import { page } from '../../shared/pages/page.ts';
import { type JournalLinkDeps, makeJournalLink } from '../../shared/reading/journal-link.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { shortName } from '../../shared/records/short-name.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';

const path = '/clients';

export type ClientFormDeps = JournalLinkDeps & {
  keyOfClinic: ClinicKeys;
  records: Pick<RecordReader, 'all' | 'holderOf'>;
};

/** Finding a client by the clinic's id, and the link to a client's journal. */
export function clientForms(
  deps: ClientFormDeps,
): Readonly<Record<'find' | 'journalLink', SignedInPage<'owner' | 'therapist'>>> {
  const { records, keyOfClinic } = deps;
  return {
    async find(_event, { principal: { clinicId }, viewer }, fields) {
      const asked = id.safeParse(fields['clientId']?.trim());
      if (!asked.success) {
        const main = clientLookup(viewer.formToken, `${asked.error.issues[0]!.message}.`);
        return pageAnswer(400, page({ title: 'Find a client', viewer, path, main }));
      }
      const named = pseudonym(await keyOfClinic(clinicId), asked.data);
      const { client } = await records.holderOf({ clinicId, client: named });
      return seeOther(`${path}/${client}`);
    },

    async journalLink(event, { principal: reader, viewer }) {
      const client = addressedClient(event);
      const owner = await records.holderOf({ clinicId: reader.clinicId, client });
      const { url, expiresAt } = await makeJournalLink(deps, reader, owner);
      const main = madeJournalLink({ client, url, lastDay: expiresAt.slice(0, 10) });
      return pageAnswer(200, page({ title: `Journal of ${shortName(client)}`, viewer, path, main }));
    },
  };
}
