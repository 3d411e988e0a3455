import type { Change } from '../contract.ts';
import { hedgesJ } from './hedges-j.ts';

/** Standard deviations of the scores before and after, and mean and SD of the improvement, over n pairs. */
export type PairedSummary = {
  n: number;
  sdBefore: number | null;
  sdAfter: number | null;
  mean: number | null;
  sd: number | null;
};

/**
 * Standardised improvements: d_z = m / sd of the improvements; d_av = m / √((sd_before² + sd_after²) / 2),
 * the root-mean-square convention (Cumming 2012); g_av = J · d_av with Hedges' exact J for n - 1 degrees of
 * freedom. d_z is for power, not for comparing techniques: it grows with the correlation of the scores.
 *
 * @returns null where n < 2 (g_av: n < 3) or the SD in question is 0
 */
export function effectSizes({ n, sdBefore, sdAfter, mean, sd }: PairedSummary): Change['effectSize'] {
  if (mean === null || sd === null || sdBefore === null || sdAfter === null) {
    return { dz: null, dav: null, gav: null };
  }
  const sdAverage = Math.sqrt((sdBefore * sdBefore + sdAfter * sdAfter) / 2);
  const dav = sdAverage === 0 ? null : mean / sdAverage;
  return {
    dz: sd === 0 ? null : mean / sd,
    dav,
    gav: dav === null || n < 3 ? null : hedgesJ(n - 1) * dav,
  };
}
