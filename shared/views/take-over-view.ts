import type { TakeOverReason } from '../records/care.ts';
import type { CareReader } from '../storage/care/care-store.ts';
import type { HeldCare } from '../storage/held/care-item.ts';
import { type TakeOverKey, takeOverItem } from '../storage/keys/keys.ts';
import type { View } from './refresh.ts';

/** That a therapist has taken a client over: when, by our clock, and why. */
export type TakeOver = { at: string; from: string; reason: TakeOverReason };

/**
 * The take-over of a client by a therapist, as it stands: once the clinic itself says something of this care, there is
 * none any more. So an owner reads all of them in one partition, and each goes with its client.
 */
export function takeOverView(care: Pick<CareReader, 'of'>): View<TakeOverKey, HeldCare | undefined> {
  return {
    entity: 'take-over',
    items: (key) => [takeOverItem(key)],
    sources: (key) => care.of(key, key.therapistId),
    derive: (_key, held) => [
      held?.reason !== undefined && isHers(held)
        ? JSON.stringify({ at: held.arrival!.at, from: held.from, reason: held.reason } satisfies TakeOver)
        : null,
    ],
  };
}

/** Whether she has said it herself; what a colleague hands over to her is none. */
const isHers = ({ therapistId, arrival }: HeldCare) =>
  arrival?.door === 'therapist' && (arrival.author ?? therapistId) === therapistId;

/** Reads the content of a take-over item. */
export function takeOverOf(content: string): TakeOver {
  return JSON.parse(content) as TakeOver;
}
