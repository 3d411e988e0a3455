import { gaussianProbability } from '../privacy/samplers/exact-probabilities.ts';
import { fitProbability } from './chance.ts';
import { FALSE_ALARM, SCALE } from './scale.ts';
import type { Attack } from './verdict.ts';
import { countsOf, crowd, declaredVariances, exactCounts, programmeWith, tallyWith } from './worlds.ts';

const values = Array.from({ length: 401 }, (_, at) => at - 200);

/** Who knows all clients knows the noise: in each family, is it the discrete Gaussian that the release declares? */
export const measureTheNoise: Attack = (mechanism) => {
  const asking = programmeWith(mechanism, 1, 1);
  const { programme, catalogue, period } = asking;
  const tally = tallyWith(mechanism, catalogue, crowd(30));
  const exact = exactCounts(asking, tally);
  const releases = Array.from({ length: SCALE.measured }, () =>
    mechanism.measure(programme, catalogue, period, tally),
  );
  const variances = declaredVariances(asking, releases[0]!);
  const noise = releases.map(({ counts }) => countsOf(counts).map((count, at) => count - exact[at]!));
  return [...new Set(variances)].flatMap((variance) => {
    const draws = noise.flatMap((counts) => counts.filter((_, at) => variances[at] === variance));
    const p = fitProbability(draws, values, gaussianProbability(variance));
    return p < FALSE_ALARM ? [`noise of variance ${variance} fits with p = ${p}`] : [];
  });
};
