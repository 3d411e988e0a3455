import { NotFoundError } from '../../shared/errors.ts';
import { clinicClock, shownBy } from '../../shared/forms/clinic-clock.ts';
import { attachment } from '../../shared/http/attachment.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import type { ErasureReceipt } from '../../shared/intake/erasure-receipt.ts';
import { erasePage, eraseTitle } from '../../shared/pages/erasures/erase-page.ts';
import { erasureList } from '../../shared/pages/erasures/receipt-list.ts';
import { receiptPage } from '../../shared/pages/erasures/receipt-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import {
  type ErasureReading,
  erasable,
  receiptAt,
  receiptPath,
  receiptsOf,
} from '../../shared/reading/erasures.ts';
import { dateIn } from '../../shared/records/time/in-zone.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

type ErasurePages = Readonly<Record<'list' | 'receipt' | 'preview', SignedInPage<'owner'>>>;

const path = '/data';

/** What an erasure of a client would remove, and the receipts of those that were. */
export function erasurePages(deps: ErasureReading): ErasurePages {
  return {
    async list(_event, { principal: { clinicId }, viewer }) {
      const main = erasureList(await receiptsOf(deps, clinicId), viewer.formToken);
      return pageAnswer(200, page({ title: 'Erase a client', viewer, path, main }));
    },

    async receipt(event, { principal: { clinicId }, viewer }) {
      const receipt = await receiptAt(deps, clinicId, event.pathParameters?.['erasure'] ?? '');
      if (!receipt) throw new NotFoundError('no receipt of yours is kept under this address');
      if (event.queryStringParameters?.['form'] === 'json') return fileOf(receipt);
      const { name = clinicId, timeZone } = await deps.settings.of(clinicId);
      const { erasedAt, reference, removed, remains, signature } = receipt;
      const main = receiptPage({
        ...{ clinic: name, path: receiptPath(receipt), reference, removed, signature },
        day: dateIn(new Date(erasedAt), timeZone),
        time: shownBy(clinicClock(timeZone, []), new Date(erasedAt)).slice(11, 16),
        zone: timeZone ?? 'UTC',
        remains: remains.map(({ what, why, until }) => ({
          what,
          ...(why !== undefined && { why }),
          ...(until !== undefined && { lastDay: dateIn(new Date(until), timeZone) }),
        })),
      });
      return pageAnswer(200, page({ title: 'Receipt of an erasure', viewer, path, main }));
    },

    async preview(event, { principal: { clinicId }, viewer }) {
      const { owner, holdings, receipts } = await erasable(deps, clinicId, addressedClient(event));
      const { client } = owner;
      const main = erasePage({ client, holdings, receipts, formToken: viewer.formToken });
      return pageAnswer(200, page({ title: eraseTitle(client), viewer, path, main }));
    },
  };
}

/** As the API gives it, to be kept and verified. */
function fileOf(receipt: ErasureReceipt): HttpResponse {
  const name = `erasure-${receipt.erasedAt.slice(0, 10)}-${receipt.reference.slice(0, 8)}.json`;
  return attachment(name, 'application/json; charset=utf-8', `${JSON.stringify(receipt, null, 2)}\n`);
}
