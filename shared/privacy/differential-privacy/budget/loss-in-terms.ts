import { epsilonOf, mostAreaUnderCurve, mostTruePositives, muOf } from './zcdp.ts';

const MICRO = 1e6;
const DELTA = 1e-6;

/** A privacy loss in the terms that people ask for, rounded so that it promises no more than is kept. */
export function lossInTerms(microRho: number) {
  const rho = microRho / MICRO;
  if (rho === 0) return { rho };
  return {
    rho,
    epsilon: upwards(epsilonOf(rho, DELTA), 100),
    delta: DELTA,
    mu: upwards(muOf(rho), 1000),
    membershipTest: {
      mostAreaUnderCurve: upwards(mostAreaUnderCurve(rho), 1000),
      mostFoundAt1PercentFalseAlarms: upwards(mostTruePositives(rho, 0.01), 1000),
      mostFoundAt5PercentFalseAlarms: upwards(mostTruePositives(rho, 0.05), 1000),
    },
  };
}

/** Next multiple of 1 / steps; what is one already, but for rounding in the last digits, stays. */
function upwards(value: number, steps: number): number {
  return Math.ceil(value * steps - 1e-9) / steps;
}
