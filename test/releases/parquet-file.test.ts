import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE_WORLDS } from '../attacks/files/file-worlds.ts';
import { MODES, type Published, publish, REAL, textOf } from '../attacks/files/publisher.ts';

/** What DuckDB reads of the Parquet file of a release, and what the release says elsewhere. */
describe.each(MODES)('the Parquet file of a release by %s, as DuckDB reads it,', (mode) => {
  const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
  const [parquet, csv] = ['outcomes.parquet', 'outcomes.csv'].map((name) => join(folder, name));
  let published: Published;
  let duckdb: DuckDBConnection;
  beforeAll(async () => {
    published = await publish(REAL, mode, FILE_WORLDS['with nobody in that cell']!);
    for (const [name, bytes] of published.files) writeFileSync(join(folder, name), bytes);
    duckdb = await (await DuckDBInstance.create(':memory:')).connect();
  });
  afterAll(() => {
    duckdb.closeSync();
    rmSync(folder, { recursive: true });
  });
  const rowsOf = async (query: string) => (await duckdb.runAndReadAll(query)).getRowObjects();

  test('has the rows of the CSV, no more and no others', async () => {
    const csvRows = `read_csv('${csv}', all_varchar = true, nullstr = '')`;
    // Numbers as the CSV spells them: the reader of either has to make the same of both.
    const typed = published.table.fields
      .map(({ name, type }) => {
        const to = { string: 'VARCHAR', integer: 'INTEGER', number: 'DOUBLE' }[type];
        return `CAST("${name}" AS ${to}) AS "${name}"`;
      })
      .join(', ');
    const [one, other] = [`SELECT ${typed} FROM ${csvRows}`, `SELECT * FROM '${parquet}'`];
    expect(await rowsOf(`(${one}) EXCEPT ALL (${other})`)).toEqual([]);
    expect(await rowsOf(`(${other}) EXCEPT ALL (${one})`)).toEqual([]);
    expect(await rowsOf(`SELECT count(*)::INT AS rows FROM '${parquet}'`)).toEqual([
      { rows: published.table.rows.length },
    ]);
  });

  test('has the least and the greatest value of each column, whole, and how many are missing', async () => {
    const told = await rowsOf(
      `SELECT path_in_schema AS name, stats_min_value AS least, stats_max_value AS greatest,
        stats_null_count::INT AS missing
      FROM parquet_metadata('${parquet}') ORDER BY column_id`,
    );
    const found = await Promise.all(
      published.table.fields.map(async ({ name }) => {
        const [row] = await rowsOf(
          `SELECT min("${name}")::VARCHAR AS least, max("${name}")::VARCHAR AS greatest,
            (count(*) - count("${name}"))::INT AS missing FROM '${parquet}'`,
        );
        return { ...row, name } as Record<string, unknown>;
      }),
    );
    expect(told.map(numbers)).toEqual(found.map(numbers));
    expect(found.some(({ missing }) => (missing as number) > 0)).toBe(true);
  });

  test('is sorted by its key, and says so', async () => {
    const { primaryKey, fields } = published.table;
    const { row_groups } = parquetMetadata(published.files.get('outcomes.parquet')!.slice().buffer);
    const columns = primaryKey.map((name) => fields.findIndex((field) => field.name === name));
    expect(row_groups.map(({ sorting_columns }) => sorting_columns)).toEqual([
      columns.map((column_idx) => ({ column_idx, descending: false, nulls_first: false })),
    ]);
    const key = primaryKey.map((name) => `"${name}"`).join(', ');
    expect(await rowsOf(`SELECT ${key} FROM '${parquet}'`)).toEqual(
      await rowsOf(`SELECT ${key} FROM '${parquet}' ORDER BY ${key}`),
    );
  });

  test('says of its release what its data package says: which code, which policy, which design', async () => {
    const manifest = JSON.parse(textOf(published, 'datapackage.json'));
    const pairs = await rowsOf(
      `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${parquet}')`,
    );
    const said = new Map(pairs.map(({ key, value }) => [key as string, value as string]));
    for (const [key, value] of said) {
      expect(typeof manifest[key] === 'string' ? value : JSON.parse(value), key).toEqual(manifest[key]);
    }
    expect([...said.keys()]).toEqual(expect.arrayContaining(['period', 'licenses', 'provenance', 'privacy']));
    expect(JSON.parse(said.get('provenance')!)).toEqual({
      software: 'massage-outcomes',
      version: '0.1.0',
      policy: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(JSON.parse(said.get('privacy')!)).toEqual(manifest.privacy);
    expect(said.has('clinicFingerprints')).toBe(false);
  });
});

/** Statistics are spelled in their own way: `1` for 1.0. */
function numbers(row: object): object {
  const plain = (value: unknown) =>
    typeof value === 'string' && /^-?[\d.]+$/.test(value) ? Number(value) + 0 : value;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}
