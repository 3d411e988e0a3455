import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { clientLookup } from '../../shared/pages/client-lookup.ts';
import { page } from '../../shared/pages/page.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';

const path = '/clients';

export type ClientFormDeps = { records: Pick<RecordReader, 'holderOf'>; keyOfClinic: ClinicKeys };

/** Finding a client by the clinic's id. */
export function clientForms(
  deps: ClientFormDeps,
): Readonly<Record<'find', SignedInPage<'owner' | 'therapist'>>> {
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
  };
}
