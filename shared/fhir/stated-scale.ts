import type { InstrumentName } from '../records/scales.ts';
import { type Element, elementOf, elementsOf } from './element.ts';

/** What the units of instruments may be called, beside what every score may. */
export const INSTRUMENT_UNITS = {
  mm: new Set(['mm']),
  percent: new Set(['%', 'percent']),
  points: new Set(['{points}', 'points']),
  't-score': new Set(['{T-score}', '{Tscore}', '{tscore}']),
};

/** What says that a number is on our scale of an instrument whose code others use for two. */
type Stated = { units: readonly string[]; high: number; expected: string };

/**
 * Codes that do not say their scale: a visual analogue scale has 10 cm or 100 mm, and the Neck Disability Index is reported as
 * the sum of its sections or in percent, twice as much.
 */
const BY_INSTRUMENT: Partial<Record<InstrumentName, Stated>> = {
  'pain-vas': {
    units: ['mm'],
    high: 100,
    expected:
      'expected the scale of this visual analogue scale (LOINC 38214-3): the unit mm or a referenceRange from 0 to 100; a score of another instrument is never converted to the numeric rating scale',
  },
  ndi: {
    units: ['{points}', 'points'],
    high: 50,
    expected:
      'expected the scale of this Neck Disability Index (LOINC 82237-9): the unit {points} or a referenceRange from 0 to 50, as the sum of its sections; percent have to be halved by whoever sends them, and are never converted',
  },
};

/**
 * What is missing where LOINC's code alone does not say on which scale a number is.
 *
 * @param quantity the number with its unit
 * @param of the Observation that may state a range
 * @returns undefined where the scale is stated, or needs no statement
 */
export function unstatedScale(name: InstrumentName, quantity: Element, of: Element = {}): string | undefined {
  const stated = BY_INSTRUMENT[name];
  if (!stated) return undefined;
  const { code, unit } = quantity;
  const isStated =
    stated.units.some((known) => known === code || known === unit) || saysRange(of, 0, stated.high);
  return isStated ? undefined : stated.expected;
}

/** Whether an Observation states one range, and this one. */
export function saysRange(observation: Element, low: number, high: number): boolean {
  const ranges = elementsOf(observation['referenceRange']);
  const bound = (range: Element, end: 'low' | 'high') => elementOf(range[end])['value'];
  return ranges.length === 1 && bound(ranges[0]!, 'low') === low && bound(ranges[0]!, 'high') === high;
}
