import { normalCdf } from '../statistics/distributions/normal-cdf.ts';
import { Z_95 } from '../statistics/distributions/normal-limits.ts';
import { combinedInterval } from '../statistics/intervals/combined-interval.ts';
import { holm } from '../statistics/intervals/holm.ts';
import type { BenchmarkClaims, BenchmarkDifference, TechniqueBenchmark } from './benchmark-contract.ts';
import {
  type BothSides,
  bothSides,
  type OwnContribution,
  type ReleasedTechnique,
  whyNoDifference,
} from './benchmark-estimates.ts';
import { isSaid, type Withheld } from './contract.ts';
import { spokenDifference, spokenTechnique } from './spoken.ts';

/** A difference is named from here on, after Holm over the techniques. */
const LEVEL = 0.05;

/**
 * What may be said of a clinic beside a release that counts it too: of each technique the difference with an interval of
 * both uncertainties, the clinic's over clients and the release's with its noise. The clinic's clients are in the release
 * as well, which makes the difference smaller than that from the others and its interval wider than it need be: both err
 * to the side of saying nothing. By default nothing is told apart; there is no order, among techniques or clinics.
 *
 * @param released of each technique of the release, in catalogue order
 * @param contributions of the clinic's clients, a period and client each, by the rule of the release
 */
export function benchmarkClaims(
  released: readonly ReleasedTechnique[],
  contributions: readonly OwnContribution[],
): BenchmarkClaims {
  const sides = released.map((technique) => bothSides(technique, contributions));
  const differences = sides.map(untested);
  const adjusted = holm(differences.map((one) => (isSaid(one) ? one.p : null)));
  const techniques = sides.map((of, index): TechniqueBenchmark => {
    const one = differences[index]!;
    const difference = isSaid(one) ? { ...one, pHolm: adjusted[index]! } : one;
    const { technique, own, release, mix } = of;
    return { technique, own, release, difference, mix, sentence: sentenceOf(of, difference) };
  });
  return { techniques, sentence: inOneSentence(techniques) };
}

function untested(sides: BothSides): Omit<BenchmarkDifference, 'pHolm'> | Withheld {
  const { own, release } = sides;
  const why = whyNoDifference(sides);
  if (why || !isSaid(own) || !isSaid(release)) return why ?? { withheld: 'There is no number to compare.' };
  const { value, ci95 } = combinedInterval([
    { weight: 1, value: own.mean, ci95: own.ci95 },
    { weight: -1, value: release.mean, ci95: release.ci95! },
  ]);
  return { difference: value, ci95, p: pOf(value, ci95) };
}

/** Two-sided p of no difference, from the side of the interval that reaches towards it: below 0.05 just where it leaves 0 out. */
function pOf(difference: number, [low, high]: readonly [number, number]): number {
  const towards = difference > 0 ? difference - low : high - difference;
  if (difference === 0) return 1;
  return 2 * normalCdf((-Z_95 * Math.abs(difference)) / towards);
}

function sentenceOf({ technique, mix }: BothSides, difference: BenchmarkDifference | Withheld): string {
  if (!isSaid(difference)) return difference.withheld;
  const { difference: points, ci95, pHolm } = difference;
  const [low, high] = ci95;
  const like = mix.standardised
    ? 'clients of the release who came for the same'
    : 'the clients of the release';
  if (pHolm >= LEVEL) {
    return `Too few to tell ${spokenTechnique(technique)} with your clients from ${like}: a difference from ${signed(low)} to ${signed(high)} points fits.`;
  }
  const size =
    points > 0
      ? `more, by ${spokenDifference(points, ci95)},`
      : `less, by ${spokenDifference(-points, [-high, -low])},`;
  return `With ${spokenTechnique(technique)} pain fell ${size} with your clients than with ${like}.${mix.standardised ? '' : ' They may have come for other complaints.'}`;
}

/** What the page begins with. */
function inOneSentence(techniques: readonly TechniqueBenchmark[]): string {
  const compared = techniques.filter(({ difference }) => isSaid(difference));
  if (compared.length === 0) return 'Too few to tell your clinic from the release, with any technique.';
  const apart = compared.filter(({ difference }) => isSaid(difference) && difference.pHolm < LEVEL);
  if (apart.length > 0) return apart.map(({ sentence }) => sentence).join(' ');
  return `Your clinic cannot be told from the release: with each technique that both have enough clients of, no difference fits too.`;
}

/** `-0.3`, `0.8`; never `-0.0`. */
function signed(points: number): string {
  return (Number(points.toFixed(1)) + 0).toFixed(1);
}
