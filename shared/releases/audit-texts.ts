import { auditReleases } from '../privacy/audit/audit-releases.ts';
import type { Finding } from '../privacy/audit/findings/finding.ts';
import { AuditError } from '../privacy/audit/publication/audit-error.ts';
import type { PublishedRelease } from '../privacy/audit/publication/published-release.ts';
import { MANIFEST, POOLED, readPublication, TABLE } from '../privacy/audit/publication/read-publication.ts';
import type { LinearSolver } from '../privacy/solver/linear-solver.ts';

/** The files of a release that are audited, as text: the pooled edition where it has one. */
export type PublicationText = { label: string; manifest: string; table: string; pooled?: string };

/**
 * The audit of releases as they are published: the same as partners can run. A release holds as many rows as its
 * catalogue has cells, whoever came, so a clinic's releases of decades are a few thousand rows.
 *
 * @param loadSolver called when there is something to audit and not before: the solver is large
 * @returns findings, and notes; what cannot be read is a finding
 */
export function textAudit(loadSolver: () => Promise<LinearSolver>) {
  return async (texts: readonly PublicationText[]): Promise<Finding[]> => {
    if (texts.length === 0) return [];
    const releases: PublishedRelease[] = [];
    const unreadable: Finding[] = [];
    for (const { label, manifest, table, pooled } of texts) {
      const files = new Map([
        [MANIFEST, manifest],
        [TABLE, table],
        ...(pooled === undefined ? [] : [[POOLED, pooled] as const]),
      ]);
      try {
        releases.push(readPublication(label, (name) => files.get(name)!));
      } catch (error) {
        if (!(error instanceof AuditError)) throw error;
        const { message: says } = error;
        unreadable.push({ kind: 'files-differ', severity: 'finding', releases: [label], says });
      }
    }
    return [...unreadable, ...auditReleases(releases, await loadSolver())];
  };
}
