import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditError } from '../../shared/privacy/audit/publication/audit-error.ts';
import type { PublishedRelease } from '../../shared/privacy/audit/publication/published-release.ts';
import { readPublication } from '../../shared/privacy/audit/publication/read-publication.ts';

/**
 * Reads a release from its folder.
 *
 * @throws AuditError for what is missing, unreadable or not what the manifest describes, by file and line
 */
export function readRelease(folder: string): PublishedRelease {
  const at = (name: string) => join(folder, name);
  return readPublication(folder, (name) => textOf(bytesOf(at(name)), at(name)), at);
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
