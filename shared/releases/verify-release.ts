import { createPublicKey, verify } from 'node:crypto';
import { checksumsIn } from './checksums.ts';
import { RELEASE_FILE_NAMES, SIGNATURE, SIGNING_KEY, SUMS } from './release-file.ts';
import { sha256 } from './render-release.ts';

/**
 * Checks a release as a partner can: the signature of SHA256SUMS, that it names every file, and each file
 * against its sum.
 *
 * @param files bytes by name
 * @param trustedKeyPem the key that the clinic handed over by another way; the one beside the files when absent,
 * which shows that nothing was damaged and not who signed
 * @returns what is wrong, in sentences; empty when all is well
 */
export function problemsOfRelease(files: ReadonlyMap<string, Uint8Array>, trustedKeyPem?: string): string[] {
  const missing = RELEASE_FILE_NAMES.filter((name) => !files.has(name));
  if (missing.length > 0) return missing.map((name) => `${name} is missing`);
  const key = trustedKeyPem ?? new TextDecoder().decode(files.get(SIGNING_KEY)!);
  const problems: string[] = [];
  if (!verify('sha256', files.get(SUMS)!, createPublicKey(key), files.get(SIGNATURE)!)) {
    problems.push(`${SIGNATURE} is not a signature of ${SUMS} by the key`);
  }
  const sums = checksumsIn(new TextDecoder().decode(files.get(SUMS)!));
  for (const name of RELEASE_FILE_NAMES) {
    if (name === SUMS || name === SIGNATURE) continue;
    if (sums.get(name) !== sha256(files.get(name)!)) problems.push(`${name} is not what ${SUMS} says`);
  }
  return problems;
}
