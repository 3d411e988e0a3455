import type { Domain, Family } from '../../programme/questions.ts';
import { cellKey } from '../../tally/period-tally.ts';
import { IMPROVEMENT_BINS } from '../noise/histograms.ts';
import type { ReconciledCounts } from '../noise/reconcile.ts';
import { nearestCounts } from './nearest-counts.ts';

/** Estimated clients by bin of each row, none below 0; a family that was not asked has none. */
export type ConsistentCounts = Record<Exclude<Family, 'recovery'>, Record<string, readonly number[]>>;

/**
 * Estimates that agree and are never below 0, bin by bin, from the top down: the total first, then the margins that have
 * that total and are nearest to what was reconciled for them, then the cells that have those margins and are nearest to
 * what was reconciled for them. They follow from published counts alone, and so tell nothing more of anybody.
 *
 * All at once would be nearer to what was measured, and wrong: noise leaves half of many empty cells above 0, which add up
 * to clients who are not there, as many in every bin. From the top down, sums are known before their parts.
 */
export function consistentCounts(domain: Domain, reconciled: ReconciledCounts): ConsistentCounts {
  const rows = rowNames(domain, reconciled);
  const bins = IMPROVEMENT_BINS.map((_, bin) =>
    consistentBin(domain, (family) => rows[family].map((key) => reconciled[family][key]!.bins[bin]!)),
  );
  const of = (family: keyof ConsistentCounts) =>
    Object.fromEntries(rows[family].map((key, at) => [key, bins.map((bin) => bin[family][at]!)]));
  return {
    cells: of('cells'),
    techniques: of('techniques'),
    complaints: of('complaints'),
    total: of('total'),
  };
}

function rowNames({ techniques, complaints }: Domain, reconciled: ReconciledCounts) {
  const asked = (family: keyof ConsistentCounts, keys: readonly string[]) =>
    keys.filter((key) => Object.hasOwn(reconciled[family], key));
  return {
    cells: asked(
      'cells',
      techniques.flatMap((technique) => complaints.map((complaint) => cellKey(technique, complaint))),
    ),
    techniques: asked('techniques', techniques),
    complaints: asked('complaints', complaints),
    total: asked('total', ['all']),
  };
}

/** @param wanted the counts of one bin as reconciled, by family; empty where it was not asked */
function consistentBin(
  domain: Domain,
  wanted: (family: keyof ConsistentCounts) => number[],
): Record<keyof ConsistentCounts, number[]> {
  // What was reconciled adds up already: the total is the sum of any family.
  const known = (['total', 'techniques', 'complaints', 'cells'] as const).find(
    (family) => wanted(family).length > 0,
  )!;
  const total = Math.max(0, sum(wanted(known)));
  const margin = (family: 'techniques' | 'complaints') => {
    const parts = wanted(family);
    return parts.length === 0 ? [] : nearestCounts(parts, [{ of: [...parts.keys()], sum: total }]);
  };
  const [techniques, complaints] = [margin('techniques'), margin('complaints')];
  const cells = wanted('cells');
  const width = domain.complaints.length;
  const places = [...cells.keys()];
  const sums = [
    ...techniques.map((sum, t) => ({ sum, of: places.filter((at) => Math.floor(at / width) === t) })),
    ...complaints.map((sum, c) => ({ sum, of: places.filter((at) => at % width === c) })),
  ];
  return {
    total: wanted('total').length > 0 ? [total] : [],
    techniques,
    complaints,
    cells: nearestCounts(cells, sums.length > 0 ? sums : [{ sum: total, of: places }]),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
