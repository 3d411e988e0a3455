import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublishedRelease, THRESHOLD_COLUMNS } from '../../shared/privacy/audit/published-release.ts';
import { AuditError } from './audit-error.ts';
import { type ReleaseManifest, releaseManifest } from './release-manifest.ts';
import { releaseRows } from './release-rows.ts';

export const MANIFEST = 'datapackage.json';
export const TABLE = 'outcomes.csv';

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
 * Reads a release from its folder.
 *
 * @throws AuditError for what is missing, unreadable or not what the manifest describes, by file and line
 */
export function readRelease(folder: string): PublishedRelease {
  const described = join(folder, MANIFEST);
  const manifest = releaseManifest(described, textOf(bytesOf(described), described), TABLE);
  const { programme, period, revision, privacy, fields, primaryKey } = manifest;
  checkColumns(described, manifest);
  const file = join(folder, TABLE);
  const bytes = bytesOf(file);
  const rows = releaseRows(file, textOf(bytes, file), fields, primaryKey);
  checkHash(file, bytes, manifest.hashes.get(TABLE));
  const stranger = rows.find((row) => row['period'] !== period);
  if (stranger)
    throw new AuditError(`${file} has rows of ${stranger['period']}; ${MANIFEST} is of ${period}.`);
  const categories = Object.fromEntries(
    fields.flatMap(({ name, constraints }) => (constraints?.enum ? [[name, constraints.enum]] : [])),
  );
  return { label: folder, programme, period, revision, privacy, primaryKey, categories, rows };
}

function checkColumns(file: string, { fields, primaryKey, privacy }: ReleaseManifest): void {
  const names = fields.map(({ name }) => name);
  for (const name of [...COLUMNS[privacy.mode], ...primaryKey])
    if (!names.includes(name)) throw new AuditError(`${file}: fields: expected a column ${name}.`);
}

/** @throws AuditError when a file is not the one that its manifest was made for */
export function checkHash(file: string, bytes: Uint8Array, expected: string | undefined): void {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (expected !== undefined && expected !== digest)
    throw new AuditError(`${file} was changed: its hash is ${digest}, and ${MANIFEST} has ${expected}.`);
}

/** @throws AuditError for a file that is not there or cannot be read */
export function bytesOf(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AuditError(
      code === 'ENOENT' || code === 'ENOTDIR' ? `${file}: no such file.` : `${file} cannot be read.`,
    );
  }
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AuditError(`${file} is not UTF-8.`);
  }
}
