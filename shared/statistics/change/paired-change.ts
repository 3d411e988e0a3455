import type { Change } from '../contract.ts';
import { clusteredMean } from '../intervals/clustered-mean.ts';
import { studentInterval } from '../intervals/student-interval.ts';
import { correlation } from '../summaries/correlation.ts';
import { medianCounted } from '../summaries/median.ts';
import { type Counted, moments } from '../summaries/moments.ts';
import { type CountedPair, cells, improvements, type ScorePair } from '../summaries/transitions.ts';
import { byBaseline } from './by-baseline.ts';
import { effectSizes } from './effect-sizes.ts';
import type { PairTally } from './pair-tally.ts';
import { responderBounds } from './responder-bounds.ts';
import { responders } from './responders.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

/**
 * The change between two scores over pairs that have both. Everything comes from the matrix of counts and
 * from each client's sums, so the order of the pairs and the names of clients change no digit.
 */
export function pairedChange(tally: PairTally): Change {
  const counted = cells(tally.matrix);
  const improvement = improvements(counted);
  const clientSums = tally.clientSums();
  const before = meanAndSd(counted, 'before');
  const after = meanAndSd(counted, 'after');
  const { n, mean, sd } = moments(improvement);
  const rates = responders(counted);
  return {
    n,
    clients: clientSums.length,
    before,
    after,
    correlation: correlation(counted),
    improvement: { mean, sd, median: medianCounted(improvement) },
    ci95: studentInterval({ n, mean, sd }),
    clustered: clusteredMean(clientSums),
    effectSize: effectSizes({ n, sdBefore: before.sd, sdAfter: after.sd, mean, sd }),
    wilcoxon: wilcoxonSignedRank(improvement, clientSums.length),
    responders: rates,
    bounds: { atLeast30Percent: responderBounds(rates.atLeast30Percent, tally.missing) },
    byBaseline: byBaseline(counted),
    transitions: tally.matrix,
  };
}

function meanAndSd(pairs: readonly CountedPair[], score: keyof ScorePair) {
  const { mean, sd } = moments(pairs.map((pair): Counted => [pair[score], pair.count]));
  return { mean, sd };
}
