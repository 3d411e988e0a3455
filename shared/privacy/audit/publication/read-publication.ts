import { createHash } from 'node:crypto';
import { AuditError } from './audit-error.ts';
import { type PublishedRelease, THRESHOLD_COLUMNS } from './published-release.ts';
import { type ReleaseManifest, releaseManifest } from './release-manifest.ts';
import { releaseRows } from './release-rows.ts';

export const MANIFEST = 'datapackage.json';
export const TABLE = 'outcomes.csv';
export const POOLED = 'pooled.csv';

/** The text of a file of a release, by its name. */
export type ReadText = (file: string) => string;

/** Columns without which a release of each mode cannot be judged. */
const COLUMNS = {
  threshold: THRESHOLD_COLUMNS,
  'differential-privacy': [
    'period',
    'table',
    'technique',
    'complaint',
    'bin_1',
    'bin_2',
    'bin_3',
    'bin_4',
    'bin_5',
    'bin_6',
  ],
} as const;

/**
 * Reads a release from its files.
 *
 * @param label where it was found
 * @param nameOf what messages call a file
 * @throws AuditError for what is not what the manifest describes, by file and line
 */
export function readPublication(
  label: string,
  readText: ReadText,
  nameOf: (file: string) => string = (file) => `${label}: ${file}`,
): PublishedRelease {
  const manifest = releaseManifest(nameOf(MANIFEST), readText(MANIFEST), { table: TABLE, pooled: POOLED });
  const { programme, period, revision, clinicFingerprints, privacy, fields, primaryKey } = manifest;
  checkColumns(nameOf(MANIFEST), manifest);
  const file = nameOf(TABLE);
  const table = readText(TABLE);
  const rows = releaseRows(file, table, fields, primaryKey);
  checkHash(file, table, manifest.hashes.get(TABLE));
  const pooled = manifest.pooled && pooledRows(manifest, readText, nameOf);
  const stranger = rows.find((row) => row['period'] !== period);
  if (stranger)
    throw new AuditError(`${file} has rows of ${stranger['period']}; ${MANIFEST} is of ${period}.`);
  const categories = Object.fromEntries(
    fields.flatMap(({ name, constraints }) => (constraints?.enum ? [[name, constraints.enum]] : [])),
  );
  return {
    ...{ label, programme, period, revision, privacy, primaryKey, categories, rows },
    ...(clinicFingerprints && { clinics: clinicFingerprints }),
    ...(pooled && { pooled }),
  };
}

function pooledRows(
  { pooled, hashes }: ReleaseManifest,
  readText: ReadText,
  nameOf: (file: string) => string,
): PublishedRelease['rows'] {
  const text = readText(POOLED);
  checkHash(nameOf(POOLED), text, hashes.get(POOLED));
  return releaseRows(nameOf(POOLED), text, pooled!.fields, pooled!.primaryKey);
}

function checkColumns(file: string, { fields, primaryKey, privacy }: ReleaseManifest): void {
  const names = fields.map(({ name }) => name);
  for (const name of [...COLUMNS[privacy.mode], ...primaryKey])
    if (!names.includes(name)) throw new AuditError(`${file}: fields: expected a column ${name}.`);
}

/** @throws AuditError when a file is not the one that its manifest was made for */
function checkHash(file: string, text: string, expected: string | undefined): void {
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  if (expected !== undefined && expected !== digest)
    throw new AuditError(`${file} was changed: its hash is ${digest}, and ${MANIFEST} has ${expected}.`);
}
