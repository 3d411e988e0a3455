import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { clinicId } from '../records/fields.ts';
import type { Holdings } from '../storage/held/holdings.ts';
import { BACKUP_DAYS, EMPTY_VIEW_DAYS, EXPORT_DAYS, UPLOADED_FILE_DAYS } from '../storage/keys/kept-days.ts';

const DAY_MILLISECONDS = 86_400_000;
const count = z.number().int().min(1);
const instant = z.iso.datetime();

/** What an erasure answers with: what was removed, what is left elsewhere until when, and nobody's id. */
export const receiptSchema = z.strictObject({
  clinicId,
  /** The same for every erasure of one client with one recordedAt, and nothing from which he could be found. */
  reference: z.string().regex(/^[0-9a-f]{32}$/),
  /** When the erasure was written, by its sender's clock, and when it came, by ours. */
  recordedAt: instant,
  erasedAt: instant,
  /** By what was removed; whether the names are ours the signature says. */
  removed: z.record(z.string().max(40), count),
  /** `until` is absent for what stays for good, `why` of erasures from before it was told. */
  remains: z
    .array(
      z.strictObject({
        what: z.string().max(200),
        why: z.string().max(200).optional(),
        until: instant.optional(),
      }),
    )
    .max(20),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ErasureReceipt = z.infer<typeof receiptSchema>;

/** What is erased, of whom and when, as far as a receipt tells of it. */
export type ErasureDone = {
  clinicId: string;
  /** The client's pseudonym, which the receipt does not hold. */
  client: string;
  recordedAt: string;
  /** When it arrived, first if it has come more than once: in UTC. */
  arrivedAt: string;
  removed: Holdings;
  markUntil?: string;
};

/**
 * A receipt under the clinic's secret: it can be verified by whoever is the clinic's owner (isOurReceipt), and made
 * by nobody but this deployment.
 */
export function erasureReceipt(secret: string, done: ErasureDone): ErasureReceipt {
  const { clinicId, removed, arrivedAt } = done;
  const unsigned = {
    clinicId,
    reference: referenceOf(secret, done),
    recordedAt: done.recordedAt,
    erasedAt: new Date(arrivedAt).toISOString(),
    removed,
    remains: remainsAfter(done),
  };
  return { ...unsigned, signature: signatureOf(secret, unsigned) };
}

/** Whether a receipt is one of ours, unchanged. */
export function isOurReceipt(secret: string, { signature, ...unsigned }: ErasureReceipt): boolean {
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signatureOf(secret, unsigned), 'hex'));
}

/** Whether a receipt of ours is of the erasure of a client. */
export function isReceiptOf(secret: string, receipt: ErasureReceipt, client: string): boolean {
  return receipt.reference === referenceOf(secret, { client, recordedAt: receipt.recordedAt });
}

/** The receipt that somebody shows; undefined for anything that is none. */
export function receiptIn(value: unknown): ErasureReceipt | undefined {
  return receiptSchema.safeParse(value).data;
}

function remainsAfter({ arrivedAt, markUntil }: ErasureDone): ErasureReceipt['remains'] {
  const until = (days: number) => new Date(Date.parse(arrivedAt) + days * DAY_MILLISECONDS).toISOString();
  return [
    {
      what: 'what is left of views that have become empty, without content',
      why: 'so that a slow writer does not bring them back',
      until: until(EMPTY_VIEW_DAYS),
    },
    {
      what: 'digests, monthly reports and exports that were being written',
      why: 'they are removed or made again when that has ended',
      until: until(EXPORT_DAYS),
    },
    {
      what: 'files that were still to be read, and refused rows, sealed, in which no client can be told',
      why: 'whose they are shows when they are read, and nothing of this client is then taken in',
      until: until(UPLOADED_FILE_DAYS),
    },
    {
      what: 'continuous backups of the tables',
      why: 'so that what is lost by a fault can be restored; an erasure is then done again',
      until: until(BACKUP_DAYS),
    },
    {
      what: 'sums in releases that were published before the erasure',
      why: 'partners hold them, and nobody is found in them',
    },
    {
      what: "in histories of other clients: that a record or an id was this client's, by the pseudonym",
      why: 'it is their history',
    },
    {
      what: 'in accounts of the privacy budget: how much of it was spent for the client, under a name that nothing else has and that is made with a key of its own',
      why: 'a client who comes back would otherwise be told of anew, beyond what was promised',
    },
    {
      what: 'in the log of who may sign in: that the client once could, under the pseudonym',
      why: 'it says who has let whom in',
    },
    {
      what: "a mark under the client's pseudonym that refuses what was recorded before the erasure",
      why: 'so that a file that is sent again brings nothing back',
      ...(markUntil !== undefined && { until: markUntil }),
    },
  ];
}

function referenceOf(
  secret: string,
  { client, recordedAt }: Pick<ErasureDone, 'client' | 'recordedAt'>,
): string {
  return mac(secret, 'reference', JSON.stringify([client, recordedAt])).slice(0, 32);
}

function signatureOf(secret: string, receipt: Omit<ErasureReceipt, 'signature'>): string {
  const removed = Object.entries(receipt.removed).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const remains = receipt.remains.map(({ what, why, until }) => [
    ...[what, until ?? null],
    ...(why === undefined ? [] : [why]),
  ]);
  const { clinicId, reference, recordedAt, erasedAt } = receipt;
  const told = [clinicId, reference, recordedAt, erasedAt, removed, remains];
  return mac(secret, 'signature', JSON.stringify(told));
}

function mac(secret: string, purpose: string, text: string): string {
  const key = hkdfSync('sha256', secret, '', `massage-outcomes erasure-receipt ${purpose}`, 32);
  return createHmac('sha256', Buffer.from(key)).update(text).digest('hex');
}
