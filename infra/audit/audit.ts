import { auditReleases } from '../../shared/privacy/audit/audit-releases.ts';
import { AuditError } from '../../shared/privacy/audit/publication/audit-error.ts';
import { releaseName } from '../../shared/privacy/audit/publication/published-release.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { readAuditArguments, USAGE } from './audit-arguments.ts';
import { auditText } from './audit-text.ts';
import { parquetFindings } from './parquet-findings.ts';
import { readRelease } from './read-release.ts';
import { signatureFindings } from './signature-findings.ts';

/**
 * `npm run release:audit`: what an attacker can derive from published releases.
 *
 * @returns the exit code: 0 when nothing, 1 on a finding, 2 when a release could not be audited
 */
async function main(): Promise<number> {
  try {
    const { folders, keyFingerprint, json, help } = readAuditArguments(process.argv.slice(2));
    if (help) {
      process.stdout.write(USAGE);
      return 0;
    }
    const releases = folders.map(readRelease);
    const inFiles = await Promise.all(releases.map((release) => parquetFindings(release.label, release)));
    const signatures = releases.flatMap((release) =>
      keyFingerprint === undefined ? [] : signatureFindings(release.label, release, keyFingerprint),
    );
    const findings = [...signatures, ...inFiles.flat(), ...auditReleases(releases, await loadSolver())];
    const report = json
      ? `${JSON.stringify({ releases: releases.map((one) => ({ folder: one.label, release: releaseName(one) })), findings }, null, 2)}\n`
      : auditText(releases, findings, keyFingerprint);
    process.stdout.write(report);
    return findings.some(({ severity }) => severity === 'finding') ? 1 : 0;
  } catch (error) {
    // Never 1, which says that something was found.
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const known = error instanceof AuditError || error instanceof UsageError;
    process.stderr.write(known ? `${error.message}\n` : `Failed: ${failure}\n`);
    return 2;
  }
}

// The reader of a pipe, such as head, has seen enough.
process.stdout.on('error', () => process.exit(process.exitCode));
process.exitCode = await main();
