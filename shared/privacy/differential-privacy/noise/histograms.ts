import { complaintsIn } from '../../programme/complaint-groups.ts';
import type { Domain } from '../../programme/questions.ts';
import {
  CHANGES,
  type ClientChange,
  cellKey,
  type PeriodTally,
  RECOVERY_BINS,
} from '../../tally/period-tally.ts';

/**
 * Bins of improvement, in whole points. Ends and representatives are public constants: they were fixed
 * without looking at anyone's data. The last three bins are the responders, at least 30 % of the score before;
 * where points leave it open, 1 and 2, the two in the middle overlap.
 */
export const IMPROVEMENT_BINS = [
  { label: '<=-1', from: -10, to: -1, representative: -2, responder: false },
  { label: '0-2, less than 30 %', from: 0, to: 2, representative: 0.75, responder: false },
  { label: '1-3, at least 30 %', from: 1, to: 3, representative: 2.4, responder: true },
  { label: '4-5', from: 4, to: 5, representative: 4.5, responder: true },
  { label: '>=6', from: 6, to: 10, representative: 7, responder: true },
] as const;

/**
 * How far off bins put a mean, in points, as a standard deviation over programmes: whoever is in a bin has the bin's value,
 * and what the clients of another programme improve by within it is another. Programmes are taken to differ in how their
 * clients come and fare: pain before of 5.3 with a standard deviation of 0.6 from one to the next, and improvement that
 * spreads by 2.3 with 0.25 (docs/privacy.md). Of shares of responders it is nothing: bins tell those apart.
 */
export const BIN_ERROR = 0.07;

/** The points that a change counts for, once it is in its bin. @throws TypeError for a change that nobody can report */
export function pointsOf({ improvement, responder }: ClientChange): number {
  const bin = IMPROVEMENT_BINS.find(
    (one) => one.responder === responder && one.from <= improvement && improvement <= one.to,
  );
  if (!bin)
    throw new TypeError(`expected an improvement from -10 to 10 with its response, found ${improvement}`);
  return bin.representative;
}

/**
 * Counts of every histogram of a release. The keys are the catalogue's, whoever is in it; a family that is not asked
 * has none.
 */
export type Histograms = {
  /** By `technique|complaint`, or group of complaints: 5 bins of improvement. */
  cells: Record<string, number[]>;
  techniques: Record<string, number[]>;
  complaints: Record<string, number[]>;
  total: Record<'all', number[]>;
  /** By technique, the bins of RECOVERY_BINS. */
  recovery: Record<string, number[]>;
};

/**
 * The exact histograms of a tally over a domain: raw, private. Adding or removing one client changes one
 * count by one in one histogram of each family: no complaint lies in two groups. What lies outside the domain counts
 * nowhere.
 */
export function histogramsOf(domain: Domain, tally: PeriodTally): Histograms {
  const { techniques, complaints } = domain;
  const table = techniques.map((technique) =>
    complaints.map((complaint) =>
      sum(complaintsIn(complaint).map((one) => improvementBins(tally.improvement[cellKey(technique, one)]))),
    ),
  );
  return {
    cells: Object.fromEntries(
      techniques.flatMap((technique, t) =>
        complaints.map((complaint, c) => [cellKey(technique, complaint), table[t]![c]!]),
      ),
    ),
    techniques: Object.fromEntries(techniques.map((technique, t) => [technique, sum(table[t]!)])),
    complaints: Object.fromEntries(
      complaints.map((complaint, c) => [complaint, sum(table.map((row) => row[c]!))]),
    ),
    total: { all: sum(table.flat()) },
    recovery: Object.fromEntries(
      techniques.map((technique) => [
        technique,
        RECOVERY_BINS.map((_, bin) => tally.recovery[technique]?.[bin] ?? 0),
      ]),
    ),
  };
}

function improvementBins(counts: readonly number[] = []): number[] {
  return IMPROVEMENT_BINS.map(({ from, to, responder }) =>
    CHANGES.reduce(
      (clients, one, at) =>
        one.responder === responder && one.improvement >= from && one.improvement <= to
          ? clients + (counts[at] ?? 0)
          : clients,
      0,
    ),
  );
}

function sum(histograms: readonly number[][]): number[] {
  return IMPROVEMENT_BINS.map((_, bin) =>
    histograms.reduce((total, histogram) => total + histogram[bin]!, 0),
  );
}
