import { meaningOf } from '../../records/versions/meaning.ts';
import type { ErasedUpTo, HeldVersion, IncomingVersion } from '../../records/versions/version.ts';
import { type Item, textOf } from '../aws/dynamodb.ts';
import { factIn, isWithdrawal } from './record-store.ts';

/** The version that an item of the Records table holds, its content as it was spelled; undefined without an item. */
export function heldVersionIn(item: Item | undefined): HeldVersion | undefined {
  const recordedAt = textOf(item, 'recordedAt');
  if (recordedAt === undefined) return undefined;
  const fact = factIn(item);
  const [sentAt, arrivedAt] = [textOf(item, 'sentAt'), textOf(item, 'arrivedAt')];
  return {
    recordedAt,
    content: textOf(item, 'record') ?? null,
    ...((!fact || isWithdrawal(fact)) && { removes: true }),
    ...(sentAt !== undefined && { sentAt }),
    ...(textOf(item, 'clock') === 'arrival' && { clock: 'arrival' }),
    ...(arrivedAt !== undefined && { arrivedAt }),
  };
}

/** The same version with what its content means in place of how it is spelled: by that versions are compared. */
export function asMeant<V extends HeldVersion | IncomingVersion>(version: V): V {
  return version.content === null ? version : { ...version, content: meaningOf(version.content) };
}

/** What a client's erasure mark says. */
export function erasedUpToIn(mark: Item | undefined): ErasedUpTo | undefined {
  const recordedAt = textOf(mark, 'recordedAt');
  const arrivedAt = textOf(mark, 'arrivedAt');
  const placedAt = textOf(mark, 'placedAt');
  if (recordedAt === undefined) return undefined;
  return {
    recordedAt,
    ...(arrivedAt !== undefined && { arrivedAt }),
    ...(placedAt !== undefined && { placedAt }),
  };
}

/** A record that is about to be removed, and to which nothing is added any more of what it replaced. */
export const withEndOfHistory = (item: Item): Item => ({ ...item, erasing: { BOOL: true } });
export const isBeingErased = (item: Item | undefined): boolean => item?.['erasing'] !== undefined;

/**
 * Whether what an item holds is erased, though it may not have been removed yet: it was recorded up to the
 * erasure, or had arrived before it. What was written before arrivals were kept had arrived.
 */
export function isErasedItem(item: Item, erasure: ErasedUpTo): boolean {
  if (isBeingErased(item)) return true;
  const arrivedAt = textOf(item, 'arrivedAt');
  if (textOf(item, 'recordedAt')! <= erasure.recordedAt) return true;
  return erasure.arrivedAt !== undefined && (arrivedAt === undefined || arrivedAt < erasure.arrivedAt);
}
