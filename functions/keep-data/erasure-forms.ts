import { BadRequestError } from '../../shared/errors.ts';
import { sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { takeInOne } from '../../shared/intake/screen.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import { ERASE, erasePage, eraseTitle, heldText } from '../../shared/pages/erasures/erase-page.ts';
import { erasureList } from '../../shared/pages/erasures/receipt-list.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { type ErasureReading, erasable, receiptPath, receiptsOf } from '../../shared/reading/erasures.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { utcSortKey } from '../../shared/records/time/instant.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

export type ErasureFormDeps = ErasureReading & { taking: TakeInDeps };

const path = '/data';
/** Stands where the client's own id would, of which only the pseudonym is known here. */
const WHOEVER_IS_MEANT = 'whoever-is-meant';

/** Erasing a client on a page: found by the clinic's id, and erased at the owner's word. */
export function erasureForms(
  deps: ErasureFormDeps,
): Readonly<Record<'find' | 'erase', SignedInPage<'owner'>>> {
  const { records, keyOfClinic } = deps;
  return {
    async find(_event, { principal: { clinicId }, viewer }, fields) {
      const asked = id.safeParse(fields['clientId']?.trim());
      if (asked.success) {
        const client = pseudonym(await keyOfClinic(clinicId), asked.data);
        return seeOther(`/clients/${(await records.holderOf({ clinicId, client })).client}/erase`);
      }
      const problem = sentence(asked.error.issues[0]!.message);
      const main = erasureList(await receiptsOf(deps, clinicId), viewer.formToken, problem);
      return pageAnswer(400, page({ title: 'Erase a client', viewer, path, main }));
    },

    async erase(event, { principal: { clinicId }, viewer, subject, formOpenedAt }, fields) {
      const { owner, ids, holdings, receipts } = await erasable(deps, clinicId, addressedClient(event));
      const { client } = owner;
      const typed = (fields[ERASE.confirm] ?? '').trim();
      const again = (field: string, message: string) => {
        const shown = { client, holdings, receipts, typed, formToken: viewer.formToken };
        const main = erasePage({ ...shown, errors: [{ field, message }] });
        return pageAnswer(400, page({ title: eraseTitle(client), viewer, path, main }));
      };
      const named = id.safeParse(typed);
      const recordedAt = formOpenedAt.toISOString();
      // The same form once more is the same erasure, and gets the same receipt.
      const isRepeated = await records.hasErased(owner, utcSortKey(recordedAt));
      // Of whom nothing is held only the practice's own id says that he is anybody's client.
      const isKnown = isRepeated || Object.keys(holdings).length > 0;
      const isNamed =
        (isKnown && typed === shortName(client)) ||
        (named.success && ids.includes(pseudonym(await keyOfClinic(clinicId), named.data)));
      if (!isNamed) return again(ERASE.confirm, 'Expected the id of this client, as it is asked for.');
      if (!isRepeated && fields[ERASE.held] !== heldText(holdings)) {
        return again('', 'Something has come or gone since this page was opened. This is what is held now.');
      }
      const at = new Date(event.requestContext.timeEpoch).toISOString();
      const result = await takeInOne(
        { type: 'erasure', clinicId, clientId: WHOEVER_IS_MEANT, recordedAt },
        { door: 'owner', author: subject, at },
        createTakeInOfClient(deps.taking, client),
      );
      if (result.status === 'refused') throw new BadRequestError('', result.refusals[0]!.message);
      const receipt = 'receipt' in result ? result.receipt : undefined;
      return seeOther(receipt ? receiptPath(receipt) : '/erasures');
    },
  };
}
