import { createPublicKey, verify } from 'node:crypto';
import { checksumsIn } from './checksums.ts';
import { keyFingerprint } from './key-fingerprint.ts';
import { fileNames, RELEASE_FILE_NAMES, SIGNATURE, SIGNING_KEY, SUMS } from './release-file.ts';
import { sha256 } from './render-release.ts';

/**
 * Checks a release as a partner can: that its key is the one that the clinic told him of, the signature of
 * SHA256SUMS by it, that SHA256SUMS names every file, and each file against its sum.
 *
 * @param files bytes by name
 * @param fingerprint of the key, by another way than the files. Without it, nothing shows who signed: whoever
 * replaces the table replaces key and signature with it
 * @returns what is wrong, in sentences; empty when all is well
 */
export function problemsOfRelease(files: ReadonlyMap<string, Uint8Array>, fingerprint?: string): string[] {
  const missing = RELEASE_FILE_NAMES.filter((name) => !files.has(name));
  if (missing.length > 0) return missing.map((name) => `${name} is missing`);
  const key = new TextDecoder().decode(files.get(SIGNING_KEY)!);
  const problems = keyProblems(key, fingerprint);
  if (!isSigned(files, key)) problems.push(`${SIGNATURE} is not a signature of ${SUMS} by the key`);
  const sums = checksumsIn(new TextDecoder().decode(files.get(SUMS)!));
  for (const name of fileNames(sums)) {
    if (name === SUMS || name === SIGNATURE) continue;
    if (sums.get(name) !== sha256Of(files.get(name))) problems.push(`${name} is not what ${SUMS} says`);
  }
  return problems;
}

function keyProblems(key: string, fingerprint: string | undefined): string[] {
  try {
    const own = keyFingerprint(key);
    if (fingerprint === undefined || own === fingerprint) return [];
    return [`${SIGNING_KEY} has the fingerprint ${own}, and not ${fingerprint}: somebody else has signed`];
  } catch {
    return [`${SIGNING_KEY} is no public key`];
  }
}

function isSigned(files: ReadonlyMap<string, Uint8Array>, key: string): boolean {
  try {
    return verify('sha256', files.get(SUMS)!, createPublicKey(key), files.get(SIGNATURE)!);
  } catch {
    return false;
  }
}

/** Nothing for a file that is not there, which is no sum. */
const sha256Of = (bytes: Uint8Array | undefined) => (bytes ? sha256(bytes) : undefined);
