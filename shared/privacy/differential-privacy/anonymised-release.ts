import { type AnonymisedTable, asAnonymised } from '../anonymised-table.ts';
import type { Programme } from '../programme/programme.ts';
import type { ReleasePeriod } from '../programme/release-period.ts';
import { type ReleaseSpending, releaseAccount } from './budget/release-account.ts';
import { type Estimates, LATEST_ESTIMATES } from './estimates/estimates.ts';
import { pooledCounts } from './estimates/pooled-counts.ts';
import { measuredRows, type Row } from './measured-rows.ts';
import { methodText } from './method-text.ts';
import type { NoisyCounts } from './noise/noisy-counts.ts';
import { pooledTable } from './pooled-table.ts';
import { privacyBlock } from './privacy-block.ts';
import { releaseFields } from './release-fields.ts';

/**
 * The table to publish, from noisy counts alone: no data, no clock, no chance, so it is the same whenever it
 * is made. It has a row for every cell of the catalogue, every margin, the total and the recovery of every
 * technique, as far as they were asked, in that order, whoever is in them.
 *
 * @param spending of its clients before it; nothing when absent
 * @param published noisy counts of other releases of the programme that are out, one of each period
 * @throws TypeError when the counts are of another programme or period
 */
export function anonymisedTable(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  noisy: NoisyCounts,
  spending?: ReleaseSpending,
  published: readonly NoisyCounts[] = [],
): AnonymisedTable {
  if (noisy.programme !== programme.programme || noisy.period !== period.period) {
    throw new TypeError('expected the counts of this programme and period');
  }
  const account = releaseAccount(programme, period, spending);
  const pooled = pooledCounts(noisy, published);
  return asAnonymised({
    fields: releaseFields(noisy.catalogue),
    primaryKey: ['period', 'table', 'technique', 'complaint'],
    rows: noisyRows(period, noisy),
    privacy: privacyBlock(programme, period, noisy, account, pooled.periods),
    method: methodText(programme, period, noisy, account, pooled.periods),
    pooled: pooledTable(pooled),
  });
}

/**
 * The rows of the table: they follow from the noisy counts, and from nothing that a partner has not.
 *
 * @param estimates as the release declares them: `reconciled` alone, before there were others, may be below 0
 */
export function noisyRows(
  period: Pick<ReleasePeriod, 'period' | 'months'>,
  noisy: NoisyCounts,
  estimates: Estimates = LATEST_ESTIMATES,
): Row[] {
  const when = { period: period.period, interval: `${period.months[0]}/${period.months.at(-1)}` };
  return measuredRows(noisy, { estimates }).map((row) => ({ ...when, ...row }));
}
