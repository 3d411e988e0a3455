import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ByteWriter, ParquetWriter, parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parquetFindings } from '../../infra/audit/parquet-findings.ts';
import { readRelease } from '../../infra/audit/read-release.ts';
import { auditReleases } from '../../shared/privacy/audit/audit-releases.ts';
import { AuditError } from '../../shared/privacy/audit/publication/audit-error.ts';
import { programmeNamed, SOLVER } from '../privacy/audit/publications.ts';
import { CATALOGUE, tallyOfCells, times } from '../privacy/tally/tally-of-cells.ts';
import { releaseOf, termsOf, writeFolder } from './release-folder.ts';

type Manifest = {
  period?: string;
  privacy: { mode: string; counts?: unknown };
  resources: [{ path: string; hash?: string; schema: { fields: unknown[] } }];
};
const MODES = ['differential-privacy', 'threshold'] as const;
const CLIENTS = tallyOfCells({
  ...Object.fromEntries(
    CATALOGUE.techniques.flatMap((technique) =>
      CATALOGUE.complaints.map((complaint) => [
        `${technique}|${complaint}`,
        [...times(30, 4), ...times(20, 0)],
      ]),
    ),
  ),
  'sports|sciatica': times(3, 2),
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const sound = Object.fromEntries(
  MODES.map((mode) => [
    mode,
    () => releaseOf(termsOf(programmeNamed('spine-study', mode), '2026Q3'), CLIENTS),
  ]),
);

describe.each(MODES)('a release of mode %s', (mode) => {
  test('is read as it was published, and nothing is found in it or in its Parquet file', async () => {
    const { files } = await sound[mode]!();
    const release = readRelease(writeFolder(join(folder, mode), files));
    expect(release).toMatchObject({
      programme: 'spine-study',
      period: '2026Q3',
      revision: 1,
      privacy: { mode },
    });
    expect(auditReleases([release], SOLVER)).toEqual([]);
    expect(await parquetFindings(join(folder, mode), release)).toEqual([]);
  });
});

describe('the Parquet file', () => {
  const at = () => join(folder, 'threshold', 'outcomes.parquet');
  const findings = () => parquetFindings(join(folder, 'threshold'), readRelease(join(folder, 'threshold')));
  const written = (statistics: boolean, change: (column: string, value: unknown, row: number) => unknown) => {
    const { rows } = readRelease(join(folder, 'threshold'));
    const columnData = Object.keys(rows[0]!).map((name) => ({
      name,
      data: rows.map((row, index) => change(name, row[name], index)) as (string | number | null)[],
    }));
    writeFileSync(
      at(),
      new Uint8Array(parquetWriteBuffer({ columnData, statistics, statisticsTruncateLength: Infinity })),
    );
  };
  /** The same rows, with another footer. */
  const changed = (change: (file: ParquetWriter) => void) => {
    const { rows } = readRelease(join(folder, 'threshold'));
    const columnData = Object.keys(rows[0]!).map((name) => ({ name, data: rows.map((row) => row[name]!) }));
    const writer = new ByteWriter();
    const file = new ParquetWriter({
      ...{ writer, schema: schemaFromColumnData({ columnData }) },
      statisticsTruncateLength: Infinity,
    });
    file.write({ columnData, rowGroupSize: rows.length });
    change(file);
    file.finish();
    writeFileSync(at(), new Uint8Array(writer.getBuffer()));
  };
  const hidden = () =>
    readRelease(join(folder, 'threshold')).rows.findIndex((row) => row['clients'] === null);

  test('that has a value which the CSV hides is a finding', async () => {
    const row = hidden();
    written(false, (name, value, index) => (name === 'clients' && index === row ? 3 : value));
    expect(await findings()).toEqual([
      expect.objectContaining({
        kind: 'files-differ',
        says: expect.stringContaining('3 in outcomes.parquet'),
      }),
    ]);
  });

  test('that has statistics of its rows says nothing more, in whatever order they are, and without it is as before', async () => {
    for (const statistics of [true, false]) {
      written(statistics, (_, value) => value);
      expect(await findings()).toEqual([]);
    }
  });

  test('that has statistics of another row is a finding, once for each number', async () => {
    changed((file) => {
      const clients = file.row_groups[0]!.columns.find(
        ({ meta_data }) => meta_data!.path_in_schema[0] === 'clients',
      )!.meta_data!.statistics!;
      Object.assign(clients, { min_value: 3, null_count: clients.null_count! - 1n });
    });
    expect((await findings()).map(({ says }) => says)).toEqual([
      expect.stringMatching(/^outcomes\.parquet says null_count \d+ of clients, which does not follow/),
      'outcomes.parquet says min_value 3 of clients, which does not follow from its rows.',
    ]);
  });

  test('that notes what the manifest does not say is a finding', async () => {
    changed((file) => {
      file.kvMetadata = [
        { key: 'clients', value: '412' },
        { key: 'programme', value: 'spine-study' },
        { key: 'period', value: '2026Q4' },
      ];
    });
    expect((await findings()).map(({ says }) => says)).toEqual([
      'outcomes.parquet says of clients what datapackage.json does not.',
      'outcomes.parquet says of period what datapackage.json does not.',
    ]);
  });

  test('that is none is refused', async () => {
    writeFileSync(at(), 'PAR1');
    await expect(findings()).rejects.toThrow(AuditError);
  });
});

describe('a broken release is refused, by file and place, when', () => {
  let path = '';
  beforeEach(async () => {
    path = join(folder, 'broken');
    rmSync(path, { recursive: true, force: true });
    writeFolder(path, (await sound['threshold']!()).files);
  });
  const edit = (name: string, change: (text: string) => string) => {
    const before = readFileSync(join(path, name), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(join(path, name), after);
  };
  const manifest = (change: (manifest: Manifest) => void) =>
    edit('datapackage.json', (text) => {
      const parsed = JSON.parse(text) as Manifest;
      change(parsed);
      return JSON.stringify(parsed);
    });
  /** Without its hash, so that what is wrong in it is looked at. */
  const table = (change: (text: string) => string) => {
    manifest(({ resources }) => {
      delete resources[0].hash;
    });
    edit('outcomes.csv', change);
  };

  test.each<[string, () => void, string]>([
    [
      'the manifest is missing',
      () => rmSync(join(path, 'datapackage.json')),
      'datapackage.json: no such file.',
    ],
    ['the table is missing', () => rmSync(join(path, 'outcomes.csv')), 'outcomes.csv: no such file.'],
    [
      'the manifest is no JSON',
      () => writeFileSync(join(path, 'datapackage.json'), '{'),
      'datapackage.json: ',
    ],
    [
      'the table was changed',
      () => edit('outcomes.csv', (text) => text.replace(',50,', ',55,')),
      'outcomes.csv was changed: its hash is sha256:',
    ],
    ['it has no period', () => manifest((all) => delete all.period), 'datapackage.json: period: '],
    [
      'its period is none',
      () => manifest((all) => Object.assign(all, { period: '2026-08' })),
      'datapackage.json: period: expected a period such as 2026Q3, 2026H2 or 2026Y.',
    ],
    [
      'it is of another mode',
      () => manifest((all) => Object.assign(all.privacy, { mode: 'trust-us' })),
      'datapackage.json: privacy.mode: expected threshold or differential-privacy.',
    ],
    [
      'it does not say how counts are rounded',
      () => manifest((all) => delete all.privacy.counts),
      'privacy.counts: ',
    ],
    [
      'it describes another table',
      () => manifest((all) => Object.assign(all.resources[0], { path: 'other.csv' })),
      'resources: expected outcomes.csv with a schema.',
    ],
    [
      'a column is not described',
      () => manifest((all) => all.resources[0].schema.fields.splice(-2, 1)),
      'fields: expected a column responder_share.',
    ],
    [
      'the header is another',
      () => table((text) => text.replace('clients', 'people')),
      'outcomes.csv: line 1: column 5 is "people"; expected "clients".',
    ],
    [
      'a number is none',
      () => table((text) => text.replace(',50,', ',1e2,')),
      'column clients: expected a whole number, got "1e2".',
    ],
    [
      'a code is unknown',
      () => table((text) => text.replace(',c,,,c,', ',x,,,c,')),
      'column status: expected one of a, c, got "x".',
    ],
    [
      'a row is twice there',
      () => table((text) => `${text}${text.split('\n')[1]}\n`),
      'same period, technique, complaint as line 2.',
    ],
    ['a row is cut', () => table((text) => text.slice(0, -10)), 'outcomes.csv: line 31: '],
    [
      'a row is of another period',
      () => table((text) => text.replace('\n2026Q3', '\n2026Q2')),
      'outcomes.csv has rows of 2026Q2; datapackage.json is of 2026Q3.',
    ],
    [
      'it is in another encoding',
      () => writeFileSync(join(path, 'outcomes.csv'), new Uint8Array([0xff])),
      'outcomes.csv is not UTF-8.',
    ],
  ])('%s', (_, breakIt, message) => {
    breakIt();
    const read = () => readRelease(path);
    expect(read).toThrow(AuditError);
    expect(read).toThrow(message);
  });
});
