import type { AnonymisedTable } from '../../privacy/anonymised-table.ts';
import type { ReleaseHead } from '../release-head.ts';
import { packageHead } from './data-package.ts';

/** What goes with the table wherever it is copied to; the clinics' fingerprints are many, and stay in datapackage.json. */
const NOTED = [
  'name',
  'id',
  'title',
  'description',
  'version',
  'created',
  'licenses',
  'programme',
  'period',
  'months',
  'revision',
  'clinics',
  'provenance',
  'privacy',
] as const;

/**
 * What a release's Parquet file says of it in its footer, by the names that datapackage.json has, and what it says there: texts
 * as they are, all else as JSON. `provenance` has the code and the policy, `privacy` the design and the promise.
 */
export function parquetNotes(
  head: ReleaseHead,
  { privacy }: Pick<AnonymisedTable, 'privacy'>,
): ReadonlyMap<string, string> {
  const described: Readonly<Record<string, unknown>> = { ...packageHead(head), privacy };
  return new Map(
    NOTED.filter((name) => described[name] !== undefined).map((name) => {
      const value = described[name];
      return [name, typeof value === 'string' ? value : JSON.stringify(value)] as const;
    }),
  );
}
