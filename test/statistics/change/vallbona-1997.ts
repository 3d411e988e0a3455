import type { ScorePair } from '../../../shared/statistics/summaries/transitions.ts';

/**
 * Vallbona C, Hazlewood CF, Jurida G: Response of pain to static magnetic fields in postpolio patients,
 * Arch Phys Med Rehabil 1997; 78:1200-1203. The 50 pairs are public as `magnets` of the R package asbio.
 * Note that the abstract's "4.4 ± 3.1" is the mean score after; the mean fall is 5.24 (SD 3.24).
 */
export const MAGNET = pairsOf(`
  10>0 10>4 8>7 10>0 10>4 10>2 10>5 10>5 9>3 10>2 9>2 10>2 10>3 10>4 10>6 8>4 10>3 10>0 8>2 10>0
  10>4 9>4 10>5 10>9 10>10 10>10 10>10 10>10 8>7`);

export const PLACEBO = pairsOf(`
  8>4 10>7 10>5 10>8 9>8 10>6 9>8 10>10 10>10 7>6 10>10 8>8 10>10 10>10 10>10 10>10 9>9 10>9 10>10
  10>10 10>9`);

function pairsOf(text: string): ScorePair[] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [before, after] = pair.split('>').map(Number) as [number, number];
      return { before, after };
    });
}
