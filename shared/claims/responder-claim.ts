import type { ClientSum } from '../statistics/intervals/clustered-mean.ts';
import { effectiveWilson } from '../statistics/intervals/effective-wilson.ts';
import type { ChangeTally, ClientTally } from './change-tally.ts';
import { FEWEST_CLIENTS, type ResponderClaim, type Withheld } from './contract.ts';

/**
 * The share of sessions after which pain had fallen by 30 % or more, of those with pain before. The bounds take all
 * who were silent as failing, then as succeeding, with the sampling error of either, and are never narrower than the
 * interval of those who answered: where all of these gained, a silent one alone would make the share look surer.
 *
 * @param refused rows that were refused; nobody knows whose they are, so each is taken as a client of its own
 */
export function responderClaim(tally: ChangeTally, refused: number | null): ResponderClaim | Withheld {
  const eligible = tally.clients.filter((client) => client.eligible > 0);
  const share = effectiveWilson(eligible.map(({ eligible: n, responders: sum }) => ({ n, sum })));
  if (eligible.length < FEWEST_CLIENTS || share === null) {
    const count = eligible.length;
    const who = count === 0 ? 'No client has' : count === 1 ? '1 client has' : `${count} clients have`;
    return {
      withheld: `${who} a session with pain before and a score after: too few to say (${FEWEST_CLIENTS} are needed).`,
    };
  }
  const failing = effectiveWilson(withSilent(tally.clients, refused ?? 0, 0))!;
  const succeeding = effectiveWilson(withSilent(tally.clients, refused ?? 0, 1))!;
  return {
    rule: 'atLeast30Percent',
    ...share,
    bounds: [Math.min(share.ci95[0], failing.ci95[0]), Math.max(share.ci95[1], succeeding.ci95[1])],
  };
}

function withSilent(clients: readonly ClientTally[], refused: number, success: 0 | 1): ClientSum[] {
  const all = clients
    .map(({ eligible, responders, silent }) => ({
      n: eligible + silent,
      sum: responders + silent * success,
    }))
    .filter(({ n }) => n > 0);
  return [...all, ...Array.from({ length: refused }, () => ({ n: 1, sum: success }))];
}
