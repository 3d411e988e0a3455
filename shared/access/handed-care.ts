import { BadRequestError } from '../errors.ts';
import type { TakeOverReason } from '../records/care.ts';
import { type CarePeriod, isInForce } from './in-care.ts';

/** Care of a client by one therapist: as it is held, and as it is to be said. */
type CareOf = CarePeriod & { therapistId: string; implied: boolean };
export type CareToSay = { therapistId: string; from: string; until: string | null; reason?: TakeOverReason };

/** Whose care goes to whom, on which day; without `from` that of the only therapist in whose care the client is. */
type HandingOver = { from?: string | undefined; to: string; on: string };

/**
 * What is to be said of a client's care, all of it in one write, when it goes from one therapist to another: the one has
 * it from today on, that of the other ends today. Where it is so already there is nothing to say.
 *
 * @param care all care of the client, also such as has ended
 * @throws BadRequestError naming `to` or `from`: the same therapist, one who does not care for the client, or no word
 *   which of several is meant
 */
export function handedCare(care: readonly CareOf[], { from, to, on }: HandingOver): CareToSay[] {
  if (from === to) throw new BadRequestError('to', 'expected another therapist than who hands over');
  const ending = from === undefined ? onlyCare(care, to, on) : careOf(care, from, on);
  const given = care.find(({ therapistId }) => therapistId === to);
  return [
    ...(given && !given.implied && given.until === null && isInForce(given, on)
      ? []
      : [{ therapistId: to, from: beganOn(given, on), until: null, reason: 'handed-over' } as const]),
    ...(ending ? [{ therapistId: ending.therapistId, from: ending.from, until: on }] : []),
  ];
}

/** Whether a word about care is that a client is handed over: it goes on from a day, and a colleague gives it. */
export const isHandedOver = ({ reason, until }: { reason?: string; until?: string | null }): boolean =>
  reason === 'handed-over' && until === null;

/** Those in whose care a client is on a day, and is still the day after. */
export function goesOn<T extends CarePeriod>(care: readonly T[], on: string): T[] {
  return care.filter((one) => isInForce(one, on) && (one.until !== on || one.again !== undefined));
}

function onlyCare(care: readonly CareOf[], to: string, on: string): CareOf | undefined {
  const others = goesOn(care, on).filter(({ therapistId }) => therapistId !== to);
  if (others.length < 2) return others[0];
  const ids = others.map(({ therapistId }) => therapistId).join(', ');
  throw new BadRequestError('from', `expected whose care ends: the client is in that of ${ids}`);
}

function careOf(care: readonly CareOf[], from: string, on: string): CareOf {
  const found = care.find((one) => one.therapistId === from && isInForce(one, on));
  if (found) return found;
  throw new BadRequestError('from', 'expected a therapist in whose care the client is');
}

/** Since when care is in force without a break; the day itself where it is not. */
function beganOn(care: CareOf | undefined, on: string): string {
  if (!care || !isInForce(care, on)) return on;
  return care.until === null || on <= care.until ? care.from : care.again!;
}
