import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import { jsonBody } from '../../shared/http/json-body.ts';
import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathId, type RoutesOf } from '../../shared/http/route.ts';
import { isOurReceipt, isReceiptOf, receiptIn } from '../../shared/intake/erasure-receipt.ts';
import { linksOfClinic, type OpenLinksDeps } from '../../shared/reading/open-links.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { FactType } from '../../shared/records/record.ts';
import { DELETABLE } from '../../shared/records/removal.ts';

/**
 * What an owner reads to answer for clients' records: what they were, what is held, who has a link to a journal, whether a
 * receipt is ours.
 */
export function ownerRoutes(
  deps: Pick<Reading, 'records' | 'histories' | 'holdings' | 'receipts' | 'keyOfClinic'> & OpenLinksDeps,
) {
  const { records, histories, receipts, keyOfClinic } = deps;
  const ownerOf = async (clinicId: string, clientId: string) =>
    records.holderOf({ clinicId, client: pseudonym(await keyOfClinic(clinicId), clientId) });
  return {
    'GET /v1/clients/{id}/history': async (event, { clinicId }) => {
      const clientId = pathId(event, 'id');
      const owner = await ownerOf(clinicId, clientId);
      const query = event.queryStringParameters;
      if (query?.['of'] === undefined && query?.['id'] === undefined) {
        const history = await histories.ofClient(owner);
        const isEmpty = history.records.length === 0 && history.merges.length === 0;
        const message =
          isEmpty && 'nothing under this client id was changed, moved or merged, if anything is held';
        return json(200, { clientId, ...history, ...(message && { message }) });
      }
      const { of, id: asked } = askedRecord(query, clientId);
      const history = await histories.ofRecord(owner, of, asked);
      if (!history) throw new NotFoundError('nothing is known of such a record of this client');
      return json(200, { clientId, ...history });
    },

    'GET /v1/clients/{id}/holdings': async (event, { clinicId }) => {
      const clientId = pathId(event, 'id');
      const holdings = await deps.holdings(await ownerOf(clinicId, clientId));
      const message = Object.keys(holdings).length === 0 && 'nothing is held under this client id';
      return json(200, { clientId, holdings, ...(message && { message }) });
    },

    'GET /v1/journal-links': async (_event, { clinicId }) => {
      return json(200, { links: await linksOfClinic(deps, clinicId) });
    },

    'GET /v1/receipts': async (_event, { clinicId }) => {
      return json(200, { receipts: (await receipts.ofClinic(clinicId)).map((text) => JSON.parse(text)) });
    },

    'POST /v1/receipts:verify': async (event, { clinicId }) => {
      const { receipt, clientId } = shown(event);
      const key = await keyOfClinic(clinicId);
      if (!receipt || receipt.clinicId !== clinicId || !isOurReceipt(key, receipt)) {
        const message = 'this is no receipt of this clinic, or it was changed';
        return json(200, { valid: false, message });
      }
      if (clientId === undefined) return json(200, { valid: true });
      return json(200, {
        valid: true,
        isOfClient: isReceiptOf(key, receipt, pseudonym(key, clientId)),
      });
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}

/** Care has the therapist's id. */
const WITH_HISTORY: readonly FactType[] = [...DELETABLE, 'care'];

/**
 * The record asked for as `of` and `id`.
 *
 * @throws BadRequestError naming what is missing or no such thing
 */
function askedRecord(
  query: HttpEvent['queryStringParameters'],
  clientId: string,
): { of: FactType; id: string } {
  const of = WITH_HISTORY.find((type) => type === query?.['of']);
  if (!of) throw new BadRequestError('of', `expected one of ${WITH_HISTORY.join(', ')}`, 'unknown-code');
  const asked = query?.['id'] ?? (of === 'consent' ? clientId : undefined);
  const parsed = id.safeParse(asked);
  if (!parsed.success) throw new BadRequestError('id', parsed.error.issues[0]!.message, 'invalid-format');
  return { of, id: parsed.data };
}

function shown(event: HttpEvent) {
  const body = jsonBody(event);
  if (typeof body !== 'object' || body === null || !('receipt' in body)) {
    throw new BadRequestError(
      'receipt',
      'expected the receipt that an erasure answered with',
      'missing-field',
    );
  }
  const { receipt, clientId } = body as { receipt: unknown; clientId?: unknown };
  if (clientId === undefined) return { receipt: receiptIn(receipt) };
  const parsed = id.safeParse(clientId);
  if (!parsed.success)
    throw new BadRequestError('clientId', parsed.error.issues[0]!.message, 'invalid-format');
  return { receipt: receiptIn(receipt), clientId: parsed.data };
}
