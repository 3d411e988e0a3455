import { ConfigError } from '../errors.ts';
import type { AnonymisedTable } from '../privacy/anonymised-table.ts';
import type { Spent } from '../privacy/differential-privacy/budget/lifetime.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import type { PeriodTally } from '../privacy/tally/period-tally.ts';
import type { FrozenInput, ReleaseTerms } from './release-terms.ts';

/** What a mode of publication does, as far as publishing needs to know. */
export type Mechanism = {
  /** What it costs: of the terms alone, never of the counts. */
  charge(terms: ReleaseTerms): { tables: Readonly<Record<string, number>>; microRho: number };
  /**
   * Passes the exact counts through the mechanism, with fresh noise where it has any: no two calls need
   * give the same.
   *
   * @param earlier what was kept of the programme's other releases, in order of period
   * @param first of a revision: the exact counts that the first release was made of
   * @returns what is kept of it, as text
   */
  anonymise(input: FrozenInput, earlier: readonly string[], first?: PeriodTally): Promise<string>;
  /**
   * The table to publish, from what was kept: the same whenever it is asked for.
   *
   * @param before what there was before it; nothing when absent
   */
  table(terms: ReleaseTerms, kept: string, before?: Before): AnonymisedTable;
};

/** What a release is seen beside. */
type Before = {
  /** The most that a client can have spent before it. */
  spent?: Spent | undefined;
  /** What was kept of the programme's releases that are out: of each other period, the one that is in force. */
  published?: readonly string[];
};

export type Mechanisms = Partial<Record<Programme['mode'], Mechanism>>;

/** @throws ConfigError for a mode that this deployment does not offer: before anything is paid or drawn */
export function mechanismOf(mechanisms: Mechanisms, { mode, programme }: Programme): Mechanism {
  const mechanism = mechanisms[mode];
  if (mechanism) return mechanism;
  throw new ConfigError(`programme ${programme}: no mechanism of the mode ${mode} is deployed`);
}
