import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { ReleaseValue } from '../../shared/privacy/anonymised-table.ts';
import type { Finding } from '../../shared/privacy/audit/findings/finding.ts';
import { AuditError } from '../../shared/privacy/audit/publication/audit-error.ts';
import {
  keyOf,
  type PublishedRelease,
  type PublishedRow,
  releaseName,
} from '../../shared/privacy/audit/publication/published-release.ts';
import { bytesOf } from './read-release.ts';

const PARQUET = 'outcomes.parquet';
const MANIFEST = 'datapackage.json';

/**
 * What the Parquet file of a release says beyond its CSV and its manifest: other values, such as one that is empty there,
 * other rows, statistics in the footer that do not follow from the rows and so can come from rows that were taken out, or
 * key-value pairs that are not what the manifest says by that name. In which order its rows come is not looked at.
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
  const byKey = new Map(rows.map((row) => [keyOf(release, row as PublishedRow), row]));
  const differing = release.rows.flatMap((row) => {
    const key = keyOf(release, row);
    const other = byKey.get(key);
    if (!other) return [found(`${PARQUET} has no such row.`, key)];
    return [...new Set([...Object.keys(row), ...Object.keys(other)])]
      .filter((name) => (row[name] ?? null) !== (other[name] ?? null))
      .map((name) =>
        found(
          `Its ${name} is ${other[name] ?? 'empty'} in ${PARQUET} and ${row[name] ?? 'empty'} in the CSV.`,
          key,
        ),
      );
  });
  const manifest = JSON.parse(new TextDecoder().decode(bytesOf(join(folder, MANIFEST)))) as object;
  const said = [...statisticsSay(metadata, release.rows), ...pairsSay(metadata, manifest)];
  return [...differing, ...said.map((says) => found(says))];
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

/** Of each column what its statistics say, where the rows say otherwise; releases of before have none. */
function statisticsSay({ row_groups: groups }: FileMetaData, rows: readonly PublishedRow[]): string[] {
  return groups.flatMap(({ columns }) =>
    columns.flatMap(({ meta_data: about }) => {
      if (!about?.statistics) return [];
      const name = about.path_in_schema.join('.');
      const { is_max_value_exact: _max, is_min_value_exact: _min, ...said } = about.statistics;
      const follow = groups.length === 1 ? statisticsOf(rows.map((row) => row[name] ?? null)) : {};
      return Object.entries(said)
        .filter(([what, value]) => value !== undefined && value !== follow[what])
        .map(
          ([what, value]) =>
            `${PARQUET} says ${what} ${value} of ${name}, which does not follow from its rows.`,
        );
    }),
  );
}

type Statistics = Readonly<Record<string, unknown>>;

function statisticsOf(values: readonly ReleaseValue[]): Statistics {
  const there = values.filter((value) => value !== null);
  const [first] = there;
  const missing = { null_count: BigInt(values.length - there.length) };
  if (first === undefined) return missing;
  const least = there.reduce((one, other) => (other < one ? other : one), first);
  const greatest = there.reduce((one, other) => (other > one ? other : one), first);
  return { ...missing, min_value: least, max_value: greatest };
}

/** What pairs say that the manifest does not: texts as they are, all else as JSON. */
function pairsSay({ key_value_metadata: pairs }: FileMetaData, manifest: object): string[] {
  const says = new Map(
    Object.entries(manifest).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  return (pairs ?? [])
    .filter(({ key, value }) => value === undefined || says.get(key) !== value)
    .map(({ key }) => `${PARQUET} says of ${key} what ${MANIFEST} does not.`);
}
