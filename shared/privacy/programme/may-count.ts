import { askedIn } from './asked-in.ts';
import { lifetimeMicroRho } from './budget.ts';
import type { Programme } from './programme.ts';
import type { ReleasePeriod } from './release-period.ts';

/** What one client's account is charged with: of what, and up to where. Millionths of rho. */
export type ClientCharge = {
  /** First releases and revisions are paid for apart: a revision comes on top of the lifetime. */
  fund: 'lifetime' | 'revisions';
  microRho: number;
  /** All that he may ever spend of the fund. */
  most: number;
};

/**
 * What a release costs each client who counts in it: all that its questions spend, whatever he adds. A release by
 * threshold costs nothing, since it promises nothing that could be spent.
 */
export function clientCharge(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period'>,
  revision: number,
): ClientCharge {
  const { mode, budget } = programme;
  const microRho = mode === 'threshold' ? 0 : askedIn(programme, period, revision).microRho;
  return revision === 1
    ? { fund: 'lifetime', microRho, most: lifetimeMicroRho(budget) }
    : { fund: 'revisions', microRho, most: budget.microRhoReserve };
}

/**
 * Whether a client may count in a release: while what he has spent, over all programmes that ever counted him,
 * leaves room for its charge. The first ones count, so releases lean towards new clients.
 *
 * @param spentMicroRho of the charge's fund
 */
export function mayCount(spentMicroRho: number, { microRho, most }: ClientCharge): boolean {
  return spentMicroRho + microRho <= most;
}
