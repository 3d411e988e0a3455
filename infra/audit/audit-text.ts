import type { Finding } from '../../shared/privacy/audit/findings/finding.ts';
import {
  type PublishedRelease,
  releaseName,
} from '../../shared/privacy/audit/publication/published-release.ts';

/** The report for people: what was looked at, what was found, and how much of it. */
export function auditText(
  releases: readonly PublishedRelease[],
  findings: readonly Finding[],
  keyFingerprint?: string,
): string {
  const looked = releases.map(
    (release) =>
      `  ${releaseName(release)} (${release.privacy.mode}), ${release.rows.length} rows: ${release.label}`,
  );
  const counts = (['finding', 'note'] as const).map((severity) =>
    plural(findings.filter((one) => one.severity === severity).length, severity),
  );
  return [
    `Audited ${plural(releases.length, 'release')}:`,
    ...looked,
    '',
    ...findings.flatMap(({ kind, severity, releases: of, row, says }) => [
      `${severity === 'finding' ? 'FINDING' : 'Note'} ${kind}: ${of.join('; ')}${row === undefined ? '' : `: ${row}`}`,
      `  ${says}`,
    ]),
    ...(findings.length === 0 ? ['Nothing can be derived that the releases do not show.'] : []),
    `${counts.join(', ')}.`,
    keyFingerprint === undefined
      ? 'Who signed was not checked: give --key-fingerprint, as GET /v1/releases or your agreement has it.'
      : `The key ${keyFingerprint} is the one that had to have signed.`,
    '',
  ].join('\n');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
