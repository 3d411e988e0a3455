import type { CarePeriod } from '../../access/in-care.ts';
import type { Arrival } from '../../records/arrival.ts';
import type { TakeOverReason } from '../../records/care.ts';
import { type Item, textOf } from '../aws/dynamodb.ts';
import { arrivalIn, factIn } from './record-store.ts';

/** The care of a client by one therapist, as it is held. */
export type HeldCare = CarePeriod & {
  therapistId: string;
  reason?: TakeOverReason;
  /** Nobody has said it: it follows from sessions and goals, or began with a new client's first record. */
  implied: boolean;
  /** How it came; undefined for what was written before arrivals were kept. */
  arrival?: Arrival;
};

/** The care that an item holds; undefined where there is none. */
export function careIn(item: Item | undefined): HeldCare | undefined {
  const fact = factIn(item);
  if (fact?.type !== 'care') return undefined;
  const { therapistId, from, until, reason } = fact;
  const again = textOf(item, 'again');
  const arrival = arrivalIn(item);
  return {
    therapistId,
    from,
    until,
    implied: item!['implied'] !== undefined,
    ...(reason !== undefined && { reason }),
    ...(again !== undefined && { again }),
    ...(arrival && { arrival }),
  };
}

/** Whether an item of care depends on records: it is implied, or goes on after its end. */
export function mayFollow(item: Item): boolean {
  const care = careIn(item);
  return care !== undefined && (care.implied || care.again !== undefined);
}

/**
 * Whether a record that an item of care may follow from has gone since it was last seen whether it still does
 * (settle-care.ts). It is written together with what takes the record away, so that a crash leaves no access that
 * nothing supports: until it is settled, whoever asks derives care from the records (settled-care.ts).
 */
export const isUnsettled = (item: Item | undefined): boolean => item?.['unsettled'] !== undefined;
