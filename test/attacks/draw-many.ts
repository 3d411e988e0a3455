import { rational } from '../../shared/privacy/samplers/rational.ts';
import { gaussianProbability, laplaceProbability } from '../privacy/samplers/exact-probabilities.ts';
import { clopperPearson, fitProbability } from './chance.ts';
import { FALSE_ALARM, SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack, Findings } from './verdict.ts';

const values = Array.from({ length: 401 }, (_, at) => at - 200);

/** Whoever draws often enough sees what the noise is made of: are the samplers the distributions that they claim? */
export const drawMany: Attack = ({ samplers }) => [
  ...[3, 5, 7, 64, 65, 129, 200, 256, 257].flatMap((bound) =>
    fits(
      `uniform below ${bound}`,
      () => samplers.uniform(BigInt(bound)),
      (value) => (value >= 0 && value < bound ? 1 / bound : 0),
      Array.from({ length: bound }, (_, value) => value),
    ),
  ),
  ...noise('Laplace of 2', () => samplers.discreteLaplace(rational(2n, 1n)), laplaceProbability(2)),
  ...noise('Laplace of 1/2', () => samplers.discreteLaplace(rational(1n, 2n)), laplaceProbability(0.5)),
  ...[
    [1n, 2n],
    [1n, 1n],
    [8n, 1n],
    [9n, 1n],
    [160n, 3n],
  ].flatMap(([n, d]) =>
    noise(
      `Gaussian of ${n}/${d}`,
      () => samplers.discreteGaussian(rational(n!, d!)),
      gaussianProbability(Number(n) / Number(d)),
    ),
  ),
  ...[
    [0n, 1n],
    [1n, 8n],
    [3n, 4n],
    [1n, 1n],
    [3n, 2n],
    [9n, 4n],
    [5n, 1n],
  ].flatMap(([n, d]) => succeeds([[n!, d!]], samplers.bernoulliExp)),
  // exp(-(a + b)) = exp(-a) exp(-b), with denominators that are a power of two and primes.
  ...[1n << 30n, 65_537n, 1_000_003n].flatMap((d) =>
    succeeds(
      [
        [d / 3n, d],
        [d / 7n, d],
      ],
      samplers.bernoulliExp,
    ),
  ),
];

function fits(
  name: string,
  draw: () => bigint,
  probability: (value: number) => number,
  of: number[],
): Findings {
  const draws = Array.from({ length: SCALE.draws }, () => Number(draw()));
  const p = fitProbability(draws, of, probability);
  return p < FALSE_ALARM ? [`${name} fits with p = ${p}`] : [];
}

/** Shape, mean, variance, symmetry and independence of what should be symmetric noise. */
function noise(name: string, draw: () => bigint, probability: (k: number) => number): Findings {
  const draws = Array.from({ length: SCALE.draws }, () => Number(draw()));
  const n = draws.length;
  const moment = (power: number) => values.reduce((sum, k) => sum + k ** power * probability(k), 0);
  const average = (of: (value: number, at: number) => number) =>
    draws.reduce((sum, value, at) => sum + of(value, at), 0) / n;
  const z = {
    mean: average((value) => value) / Math.sqrt(moment(2) / n),
    variance: (average((value) => value ** 2) - moment(2)) / Math.sqrt((moment(4) - moment(2) ** 2) / n),
    neighbour: average((value, at) => value * draws[(at + 1) % n]!) / (moment(2) / Math.sqrt(n)),
  };
  const findings = Object.entries(z)
    .filter(([, score]) => Math.abs(score) > STANDARD_ERRORS + 1)
    .map(([what, score]) => `${name}: ${what} is off by ${score} standard errors`);
  const p = fitProbability(draws, values, probability);
  if (p < FALSE_ALARM) findings.push(`${name} fits with p = ${p}`);
  for (const k of [1, 2, 3]) {
    const [above, below] = [
      draws.filter((value) => value === k).length,
      draws.filter((value) => value === -k).length,
    ];
    const { low, high } = clopperPearson(above, above + below, FALSE_ALARM);
    if (above + below > 0 && (low > 0.5 || high < 0.5))
      findings.push(`${name}: ${k} and -${k} are not alike`);
  }
  return findings;
}

/** Successes of exp(-x) one after the other: the product of all. */
function succeeds(
  fractions: [bigint, bigint][],
  bernoulliExp: (x: ReturnType<typeof rational>) => boolean,
): Findings {
  const exponents = fractions.map(([n, d]) => rational(n, d));
  const expected = Math.exp(-fractions.reduce((sum, [n, d]) => sum + Number(n) / Number(d), 0));
  let successes = 0;
  for (let at = 0; at < SCALE.draws; at++) successes += Number(exponents.every((x) => bernoulliExp(x)));
  const { low, high } = clopperPearson(successes, SCALE.draws, FALSE_ALARM);
  return low > expected || high < expected
    ? [`exp(-${fractions.join(' - ')}) succeeds ${successes} times`]
    : [];
}
