import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { Finding } from '../../shared/privacy/audit/findings/finding.ts';
import { AuditError } from '../../shared/privacy/audit/publication/audit-error.ts';
import {
  keyOf,
  type PublishedRelease,
  releaseName,
} from '../../shared/privacy/audit/publication/published-release.ts';
import { bytesOf } from './read-release.ts';

const PARQUET = 'outcomes.parquet';

/**
 * What the Parquet file of a release says beyond its CSV: other values, such as one that is empty there, other
 * rows, or statistics and key-value pairs in the footer, which can come from rows that were taken out.
 *
 * @returns nothing when there is no Parquet file
 * @throws AuditError for one that cannot be read
 */
export async function parquetFindings(folder: string, release: PublishedRelease): Promise<Finding[]> {
  const file = join(folder, PARQUET);
  if (!existsSync(file)) return [];
  const { rows, metadata } = await readParquet(file);
  const found = (says: string, row?: string): Finding => ({
    kind: 'files-differ',
    severity: 'finding',
    releases: [releaseName(release)],
    ...(row !== undefined && { row }),
    says,
  });
  if (rows.length !== release.rows.length)
    return [found(`${PARQUET} has ${rows.length} rows; the CSV has ${release.rows.length}.`)];
  const differing = release.rows.flatMap((row, at) => {
    const other = rows[at]!;
    return [...new Set([...Object.keys(row), ...Object.keys(other)])]
      .filter((name) => (row[name] ?? null) !== (other[name] ?? null))
      .map((name) =>
        found(
          `Its ${name} is ${other[name] ?? 'empty'} in ${PARQUET} and ${row[name] ?? 'empty'} in the CSV.`,
          keyOf(release, row),
        ),
      );
  });
  return [...differing, ...footerSays(metadata).map((says) => found(says))];
}

async function readParquet(file: string) {
  const bytes = bytesOf(file);
  const buffer = bytes.slice().buffer;
  try {
    return { rows: await parquetReadObjects({ file: buffer }), metadata: parquetMetadata(buffer) };
  } catch (error) {
    throw new AuditError(`${file} cannot be read as Parquet: ${(error as Error).message}.`);
  }
}

function footerSays({ row_groups: groups, key_value_metadata: pairs }: FileMetaData): string[] {
  const columns = groups.flatMap((group) => group.columns);
  const withStatistics = columns.filter((column) => column.meta_data?.statistics).length;
  return [
    ...(withStatistics > 0 ? [`${PARQUET} has statistics of ${withStatistics} columns in its footer.`] : []),
    ...((pairs?.length ?? 0) > 0 ? [`${PARQUET} has key-value pairs in its footer.`] : []),
  ];
}
