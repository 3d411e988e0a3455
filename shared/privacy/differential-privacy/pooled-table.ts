import type { ReleaseField, TabularData } from '../anonymised-table.ts';
import { countedAgain } from './estimates/clients-of-periods.ts';
import { type Estimates, LATEST_ESTIMATES } from './estimates/estimates.ts';
import type { PooledCounts } from './estimates/pooled-counts.ts';
import { measuredRows } from './measured-rows.ts';
import { releaseFields } from './release-fields.ts';

const text = (name: string, description: string): ReleaseField => ({
  name,
  type: 'string',
  description,
  nullable: false,
});

const WHICH: readonly ReleaseField[] = [
  text('from', 'The first period that is added up, e.g. 2026Q3.'),
  text('to', 'The last one.'),
  {
    ...{ name: 'periods', type: 'integer', minimum: 1, nullable: false },
    description:
      'How many periods are added up; METHOD.md names them. A client counts in each in which he came, so counts are of ' +
      'clients of a period, and whoever came in two is in them twice.',
  },
];

/**
 * The pooled edition: the rows of a release over all its periods that are out, from their noisy counts, and so at no
 * expense. Its intervals allow for clients who are counted again.
 *
 * @param estimates as the release declares them
 */
export function pooledTable(
  { periods, ...measurement }: PooledCounts,
  estimates: Estimates = LATEST_ESTIMATES,
): TabularData {
  const which = { from: periods[0]!, to: periods.at(-1)!, periods: periods.length };
  const ofOnePeriod = ['period', 'interval'];
  return {
    fields: [
      ...WHICH,
      ...releaseFields(measurement.catalogue).filter(({ name }) => !ofOnePeriod.includes(name)),
    ],
    primaryKey: ['table', 'technique', 'complaint'],
    rows: measuredRows(measurement, {
      estimates,
      alike: countedAgain(periods.length),
    }).map((row) => ({ ...which, ...row })),
  };
}
