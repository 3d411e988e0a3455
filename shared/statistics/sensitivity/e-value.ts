/** Turns a standardised mean difference into an approximate risk ratio. */
const LOG_RISK_RATIO_A_SD = 0.91;
/** 1.96 standard errors of d on that scale. */
const LOG_RISK_RATIO_A_SE = 1.78;

/**
 * How strong a hidden cause would have to be, tied to the technique and to the outcome alike, to explain a
 * difference away: E = RR + √(RR (RR - 1)) with RR = exp(0.91 |d|) (VanderWeele & Ding 2017, Ann Intern Med
 * 167:268, for a difference of means). 1: nothing is needed.
 *
 * @param d the difference divided by the residual SD
 * @returns for the estimate, and for the limit of its 95 % interval that is nearer to none
 * @example
 * eValue(0.4, 0.12); // => { estimate: 2.23397..., limit: 1.59662... }
 */
export function eValue(d: number, se: number): { estimate: number; limit: number } {
  const size = Math.abs(d);
  const riskRatio = Math.exp(LOG_RISK_RATIO_A_SD * size);
  const ofLimit = Math.exp(LOG_RISK_RATIO_A_SD * size - LOG_RISK_RATIO_A_SE * se);
  return { estimate: needed(riskRatio), limit: needed(Math.max(1, ofLimit)) };
}

/** RR + √(RR (RR - 1)), without the square, which a large ratio would carry beyond all numbers. */
const needed = (riskRatio: number) => riskRatio * (1 + Math.sqrt(1 - 1 / riskRatio));
