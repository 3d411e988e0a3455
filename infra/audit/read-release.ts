import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedRelease } from '../../shared/privacy/audit/published-release.ts';
import { AuditError } from './audit-error.ts';
import { releaseManifest } from './release-manifest.ts';
import { releaseRows } from './release-rows.ts';

const MANIFEST = 'datapackage.json';
const TABLE = 'outcomes.csv';

/**
 * Reads a release from its folder.
 *
 * @throws AuditError for what is missing, unreadable or not what the manifest describes, by file and line
 */
export function readRelease(folder: string): PublishedRelease {
  const manifest = releaseManifest(join(folder, MANIFEST), textOf(join(folder, MANIFEST)), TABLE);
  const { programme, period, revision, privacy, fields, primaryKey, hash } = manifest;
  const file = join(folder, TABLE);
  const text = textOf(file);
  const rows = releaseRows(file, text, fields, primaryKey);
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  if (hash !== undefined && hash !== digest)
    throw new AuditError(`${file} was changed: its hash is ${digest}, and ${MANIFEST} has ${hash}.`);
  return { label: folder, programme, period, revision, privacy, primaryKey, rows };
}

function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new AuditError(`${file}: no such file.`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new AuditError(`${file} is not UTF-8.`);
    throw new AuditError(`${file} cannot be read.`);
  }
}
