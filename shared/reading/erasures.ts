import { type ErasureReceipt, isReceiptOf, receiptIn } from '../intake/erasure-receipt.ts';
import { dateIn } from '../records/time/in-zone.ts';
import type { ErasureReceipts } from '../storage/erasures/erasure-receipts.ts';
import type { Holdings, HoldingsReader } from '../storage/held/holdings.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import type { ClientReading } from './client-reading.ts';
import { idsOf } from './open-links.ts';

export type ErasureReading = Pick<ClientReading, 'records' | 'keyOfClinic' | 'settings'> & {
  holdings: HoldingsReader;
  receipts: Pick<ErasureReceipts, 'ofClinic' | 'one'>;
};

/** A receipt in a list: by the clinic's own day, and where its page is. */
export type ListedReceipt = { path: string; day: string; reference: string; removed: Holdings };

/** The receipts of a clinic's erasures, the latest first. */
export async function receiptsOf(deps: ErasureReading, clinicId: string): Promise<ListedReceipt[]> {
  return listed(deps, clinicId, await kept(deps, clinicId));
}

/** A client as an erasure would find him: who he is, under which ids, what is held, what was erased of him before. */
export async function erasable(
  deps: ErasureReading,
  clinicId: string,
  client: string,
): Promise<{ owner: ClientKey; ids: string[]; holdings: Holdings; receipts: ListedReceipt[] }> {
  const owner = await deps.records.holderOf({ clinicId, client });
  const [key, ids, receipts] = await Promise.all([
    deps.keyOfClinic(clinicId),
    idsOf(deps, owner),
    kept(deps, clinicId),
  ]);
  const own = receipts.filter((receipt) => ids.some((one) => isReceiptOf(key, receipt, one)));
  return { owner, ids, holdings: await deps.holdings(owner), receipts: await listed(deps, clinicId, own) };
}

/** Where the page of a receipt is: by when and its reference, which together find it. */
export const receiptPath = ({ erasedAt, reference }: Pick<ErasureReceipt, 'erasedAt' | 'reference'>) =>
  `/erasures/${Date.parse(erasedAt)}-${reference}`;

/** The receipt whose page is asked for; undefined where none of the clinic's is kept there. @param at as in its path */
export async function receiptAt(
  { receipts }: Pick<ErasureReading, 'receipts'>,
  clinicId: string,
  at: string,
): Promise<ErasureReceipt | undefined> {
  const [, milliseconds, reference] = /^(\d{12,14})-([0-9a-f]{32})$/.exec(at) ?? [];
  if (milliseconds === undefined || reference === undefined) return undefined;
  const erasedAt = new Date(Number(milliseconds)).toISOString();
  const held = await receipts.one({ clinicId, erasedAt, reference });
  return held === undefined ? undefined : receiptIn(JSON.parse(held));
}

async function kept({ receipts }: ErasureReading, clinicId: string): Promise<ErasureReceipt[]> {
  const held = await receipts.ofClinic(clinicId);
  return held.map((text) => receiptIn(JSON.parse(text))).filter((receipt) => receipt !== undefined);
}

async function listed(
  { settings }: ErasureReading,
  clinicId: string,
  receipts: readonly ErasureReceipt[],
): Promise<ListedReceipt[]> {
  const { timeZone } = await settings.of(clinicId);
  return receipts.map((receipt) => ({
    path: receiptPath(receipt),
    day: dateIn(new Date(receipt.erasedAt), timeZone),
    reference: receipt.reference,
    removed: receipt.removed,
  }));
}
