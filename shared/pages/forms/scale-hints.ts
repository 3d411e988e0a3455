import type { Instrument } from '../../records/scales.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';

/** What a score of an instrument may be: `0 to 100 %, less is better`. */
export function scaleHint({ low, high, unit, better }: Instrument): string {
  return `${low} to ${goalValue(high, unit)}, ${better === 'lower' ? 'less' : 'more'} is better`;
}

/** From which change on somebody feels it, and who says so. */
export function mcidHint({ mcid, unit }: Instrument): string {
  return `A change of ${goalValue(mcid.value, unit)} is the smallest that matters (${mcid.source})`;
}
