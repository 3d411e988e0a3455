import { sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { clientLookup, type LookedUp } from '../../shared/pages/clients/client-lookup.ts';
import { html } from '../../shared/pages/frame/html.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/held/record-store.ts';

const path = '/clients';
const NOBODY =
  'Nobody is known here by this id. Look at its letters, capital or small, its dashes and its zeros: all of them count.';

export type ClientFormDeps = { records: Pick<RecordReader, 'holderOf' | 'all'>; keyOfClinic: ClinicKeys };

/**
 * Finding a client by the clinic's id. An owner is told when nobody is found; a therapist on the page that she is sent to,
 * the same as of a client who is not in her care.
 */
export function clientForms(
  deps: ClientFormDeps,
): Readonly<Record<'find', SignedInPage<'owner' | 'therapist'>>> {
  const { records, keyOfClinic } = deps;
  const again = (statusCode: number, viewer: Viewer, lookedUp: LookedUp, found?: string) => {
    const main = html`${clientLookup(viewer.formToken, lookedUp)}
${found !== undefined && html`<p>A client who is new? <a href="${path}/${found}/visit">Record a first visit</a></p>`}`;
    return pageAnswer(statusCode, page({ title: 'Find a client', viewer, path, main }));
  };
  return {
    async find(_event, { principal: { clinicId, role }, viewer }, fields) {
      const typed = fields['clientId']?.trim() ?? '';
      const asked = id.safeParse(typed);
      if (!asked.success) {
        return again(400, viewer, { typed, problem: sentence(asked.error.issues[0]!.message) });
      }
      const named = pseudonym(await keyOfClinic(clinicId), asked.data);
      const owner = await records.holderOf({ clinicId, client: named });
      if (role === 'owner' && (await records.all(owner)).facts.length === 0) {
        return again(404, viewer, { typed, problem: NOBODY }, named);
      }
      return seeOther(`${path}/${owner.client}`);
    },
  };
}
