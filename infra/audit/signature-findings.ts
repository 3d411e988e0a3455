import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../shared/privacy/audit/findings/finding.ts';
import {
  type PublishedRelease,
  releaseName,
} from '../../shared/privacy/audit/publication/published-release.ts';
import { POOLED, RELEASE_FILE_NAMES } from '../../shared/releases/files/release-file.ts';
import { problemsOfRelease } from '../../shared/releases/files/verify-release.ts';
import { bytesOf } from './read-release.ts';

/** Whether a release is what the holder of a key has signed, file by file. */
export function signatureFindings(
  folder: string,
  release: PublishedRelease,
  keyFingerprint: string,
): Finding[] {
  const there = [...RELEASE_FILE_NAMES, POOLED].filter((name) => existsSync(join(folder, name)));
  const files = new Map(there.map((name) => [name, bytesOf(join(folder, name))]));
  return problemsOfRelease(files, keyFingerprint).map((problem) => ({
    kind: 'not-authentic',
    severity: 'finding',
    releases: [releaseName(release)],
    says: `${problem}.`,
  }));
}
