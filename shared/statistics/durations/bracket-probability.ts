import erfc from '@stdlib/math-base-special-erfc';
import { normalUpperTailRatio } from './normal-upper-tail-ratio.ts';

const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/** log P, and the densities at both ends over P: all that a likelihood and its derivatives are made of. */
export type BracketProbability = { log: number; atLeft: number; atRight: number };

/**
 * P(left < Z <= right) of a standard normal Z, so that neither tail loses digits: both ends are put on the
 * lower side where they are on one, and the density at the end nearer to the middle is taken out.
 *
 * @param right infinite where nothing bounds it
 * @param into where the answer goes, as there are very many brackets
 */
export function bracketProbability(left: number, right: number, into: BracketProbability): void {
  if (left > 0 || right < 0) {
    // Distances from the middle: near <= far.
    const near = left > 0 ? left : -right;
    const far = left > 0 ? right : -left;
    const fallen = Math.exp((near - far) * ((near + far) / 2));
    const share = normalUpperTailRatio(near) - (fallen === 0 ? 0 : fallen * normalUpperTailRatio(far));
    into.log = Math.log(share) - LOG_ROOT_TWO_PI - (near * near) / 2;
    into.atLeft = (left > 0 ? 1 : fallen) / share;
    into.atRight = (left > 0 ? fallen : 1) / share;
    return;
  }
  const probability = (erfc(left / Math.SQRT2) - erfc(right / Math.SQRT2)) / 2;
  into.log = Math.log(probability);
  into.atLeft = Math.exp((-left * left) / 2) / ROOT_TWO_PI / probability;
  into.atRight = Math.exp((-right * right) / 2) / ROOT_TWO_PI / probability;
}
