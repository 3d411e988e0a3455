import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { muOf } from '../../shared/privacy/differential-privacy/budget/zcdp.ts';
import { histogramsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { askedFamilies, domainOf } from '../../shared/privacy/programme/questions.ts';
import { normalCdf } from '../../shared/statistics/distributions/normal-cdf.ts';
import { SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack } from './verdict.ts';
import { programmeWith, session, tallyWith } from './worlds.ts';

const CLIENTS = 24;

/**
 * Attack 7: reconstruction of the clients of a small block from the published counts, as was done to the US
 * Census of 2010. A client may match no more often than he would by the prior, which is the same reconstruction
 * of a block where somebody else came in his place, but for what the budget allows: substituting one client
 * costs twice the rho, and with it no event becomes more likely by more than 2 Phi(mu / 2) - 1.
 */
export const rebuildABlock: Attack = (mechanism) => {
  const asking = programmeWith(mechanism, 2, 2);
  const { programme, catalogue, period } = asking;
  const { questions, microRho } = askedIn(programme, period);
  const [finest] = askedFamilies(questions);
  const binsOf = (clients: SessionOutcome[][]) =>
    Object.values<number[]>(
      histogramsOf(domainOf(catalogue, questions), tallyWith(mechanism, catalogue, clients))[finest!],
    ).flat();
  const reconstructed = (clients: SessionOutcome[][]) => {
    const tally = tallyWith(mechanism, catalogue, clients);
    return Object.values<number[]>(mechanism.measure(programme, catalogue, period, tally).counts[finest!])
      .flat()
      .map((count) => Math.max(0, Math.round(count)));
  };
  const gains = Array.from({ length: SCALE.combined }, () => {
    const clients = Array.from({ length: CLIENTS }, anyClient);
    const truth = binsOf(clients);
    const bin = binsOf(clients.slice(0, 1)).indexOf(1);
    // As many of the clients of a bin match as were reconstructed in it; each of them is as likely to.
    const matched = (counts: readonly number[]) => Math.min(counts[bin]!, truth[bin]!) / truth[bin]!;
    return matched(reconstructed(clients)) - matched(reconstructed([anyClient(), ...clients.slice(1)]));
  });
  const gain = gains.reduce((sum, one) => sum + one, 0) / gains.length;
  const error = Math.sqrt(gains.reduce((sum, one) => sum + (one - gain) ** 2, 0)) / gains.length;
  const most = 2 * normalCdf(muOf((2 * microRho) / 1e6) / 2) - 1;
  return gain > most + STANDARD_ERRORS * error
    ? [`clients match ${gain} more often than by the prior, which allows ${most}`]
    : [];
};

function anyClient(): SessionOutcome[] {
  const one = (below: number) => Math.floor(Math.random() * below);
  return [session(one(11) - 2, one(2), one(2), 20, 1 + one(8))];
}
