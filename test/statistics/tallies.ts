import type { TimeToEvent } from '../../shared/outcomes/session-outcome.ts';
import { NO_SCORE, PairTally } from '../../shared/statistics/change/pair-tally.ts';
import type { ClientSum } from '../../shared/statistics/intervals/clustered-mean.ts';
import { type Brackets, OPEN } from '../../shared/statistics/turnbull/brackets.ts';

/** What statistics are computed from, made of the plain values that tests write down. */

export type ClientPair = { client: string; before?: number; after?: number };

/** Clients are told apart by the text, and numbered in order of arrival. */
export function tallyOf(pairs: readonly ClientPair[]): PairTally {
  const clients = [...new Set(pairs.map(({ client }) => client))];
  const tally = new PairTally();
  for (const { client, before = NO_SCORE, after = NO_SCORE } of pairs) {
    tally.add(clients.indexOf(client), before, after);
  }
  return tally;
}

export function bracketsOf(outcomes: readonly TimeToEvent[]): Brackets {
  return {
    after: Int32Array.from(outcomes, (outcome) => (outcome.event ? outcome.after : outcome.last)),
    by: Int32Array.from(outcomes, (outcome) => (outcome.event ? outcome.by : OPEN)),
  };
}

/** Until an event, or until nobody looked any more; whole seconds above 0. */
export type Observation = { seconds: number; event: boolean };

export function bracketsUpTo(observations: readonly Observation[]): Brackets {
  return bracketsOf(
    observations.map(({ seconds, event }) =>
      event ? { event, after: 0, by: seconds } : { event, last: seconds },
    ),
  );
}

export function clientSums(values: readonly { client: string; value: number }[]): ClientSum[] {
  return [...Map.groupBy(values, ({ client }) => client).values()].map((ofClient) => ({
    n: ofClient.length,
    sum: ofClient.reduce((sum, { value }) => sum + value, 0),
  }));
}
