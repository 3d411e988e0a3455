import type { ChangeClaim, DurationClaim, ShareClaim } from '../../claims/contract.ts';
import { NO_SPREAD } from '../../claims/spoken.ts';
import type { Interval } from '../../statistics/contract.ts';
import { counted } from './listed.ts';
import { decimal, range, withInterval } from './number-text.ts';

/** The words of a claim: the same on the page, in the PDF, on the terminal and in a mail. */

/** With less answered, what the silent ones could change stands beside the number itself. */
const ENOUGH_ANSWERED = 0.8;

/** `2.3 (2.0 to 2.6)`: points. */
export function pointsText({ mean, ci95 }: Pick<ChangeClaim, 'mean' | 'ci95'>): string {
  return withInterval(mean, ci95, 1);
}

/** Whether so many did not answer that the number cannot stand without them. */
export function manySilent({ asked, answered }: Pick<ChangeClaim, 'asked' | 'answered'>): boolean {
  return answered < ENOUGH_ANSWERED * asked;
}

/**
 * `2.0 to 2.6`, with less than 80 % answered `2.0 to 2.6; 1.1 to 3.4 if the silent ones differ`: points.
 *
 * @param unit said behind the first two, such as ` points lower`
 */
export function limitsText(
  claim: Pick<ChangeClaim, 'ci95' | 'asked' | 'answered' | 'missingUpTo'>,
  unit = '',
): string {
  const limits = `${range(claim.ci95, 1)}${unit}`;
  return manySilent(claim) ? `${limits}; ${missingText(claim)} if the silent ones differ` : limits;
}

/** `1.1 to 3.4`: points; how far the silent may differ is measured by how far the answers do. */
export function missingText({ missingUpTo: [low, high] }: Pick<ChangeClaim, 'missingUpTo'>): string {
  return high - low < NO_SPREAD ? 'not known' : range([low, high], 1);
}

/** `2.3 (2.0 to 2.6)`, with the limits that `limitsText` gives. */
export function changeText(claim: ChangeClaim): string {
  return `${decimal(claim.mean, 1)} (${limitsText(claim)})`;
}

/** `33 hours (29 to 38)`, `45 hours (40 or more)`. */
export function hoursText({ medianHours, ci95 }: Pick<DurationClaim, 'medianHours' | 'ci95'>): string {
  return `${counted(Math.round(medianHours), 'hour')} (${range(ci95, 0)})`;
}

/** `6 in 10`; near none and near all `4 in 100`, so that neither is said of what happened. */
export function inTen(rate: number): string {
  const tenths = Math.round(rate * 10);
  return rate > 0 && rate < 1 && (tenths === 0 || tenths === 10)
    ? `${Math.round(rate * 100)} in 100`
    : `${tenths} in 10`;
}

/** `62 in 100 (55 to 69)` */
export function shareText({ rate, ci95: [low, high] }: ShareClaim): string {
  return `${hundred(rate)} in 100 (${hundred(low)} to ${hundred(high)})`;
}

/** `55 to 69 in 100` */
export function hundredths([low, high]: Interval): string {
  return `${hundred(low)} to ${hundred(high)} in 100`;
}

/** `55 to 69 %`, where there is little room. */
export function percents([low, high]: Interval): string {
  return `${hundred(low)} to ${hundred(high)} %`;
}

function hundred(share: number): number {
  return Math.round(100 * share);
}

/** `194 of 220`. */
export function ofText(count: number, all: number): string {
  return `${count.toLocaleString('en')} of ${all.toLocaleString('en')}`;
}
