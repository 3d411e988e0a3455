import { anonymisedTable } from '../privacy/differential-privacy/anonymised-release.ts';
import { sharesOf } from '../privacy/differential-privacy/budget/release-budget.ts';
import { measure } from '../privacy/differential-privacy/noise/measure.ts';
import type { NoisyCounts } from '../privacy/differential-privacy/noise/noisy-counts.ts';
import { askedIn } from '../privacy/programme/asked-in.ts';
import type { SecureRandom } from '../privacy/samplers/secure-random.ts';
import type { Mechanism } from './mechanism.ts';

/** Mode A: what is kept are the noisy counts, of which the table follows. */
export function differentialPrivacy(random: SecureRandom): Mechanism {
  return {
    charge: ({ programme, period, release: { revision } }) => {
      const { questions, microRho } = askedIn(programme, period, revision);
      return { microRho, tables: sharesOf(microRho, questions.percent) };
    },
    anonymise: async ({ terms: { programme, catalogue, period, release }, tally }) =>
      JSON.stringify(measure(programme, catalogue, period, tally, random, release.revision)),
    table: ({ release: { revision }, programme, period }, kept, { spent, published = [] } = {}) =>
      anonymisedTable(
        programme,
        period,
        JSON.parse(kept) as NoisyCounts,
        { revision, spentBefore: spent },
        published.map((other) => JSON.parse(other) as Partial<NoisyCounts>).filter(isNoisy),
      ),
  };
}

/** A programme of before may have been published in the other mode too. */
function isNoisy(kept: Partial<NoisyCounts>): kept is NoisyCounts {
  return kept.microRho !== undefined;
}
