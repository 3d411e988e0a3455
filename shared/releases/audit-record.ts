import type { Finding } from '../privacy/audit/findings/finding.ts';
import type { ReleaseId } from './release-id.ts';

/** What the audit came to that allowed a release to be signed. */
export type PassedAudit = {
  /** The releases that it looked at together, this one among them, as texts. */
  releases: readonly string[];
  /** Of the severity `note`: a finding would have kept the release back. */
  notes: readonly Finding[];
};

/**
 * audit.json: which releases were audited together before this one was signed, and what was noted. Others can repeat it
 * with the same files: `npm run release:audit`. Releases of other programmes that counted the same clinics were audited
 * as well, but are not told of: that a clinic takes part in two programmes is nothing for the partners of one.
 */
export function auditRecord({ programme }: ReleaseId, { releases, notes }: PassedAudit): object {
  const isOwn = (release: string) => release.startsWith(`${programme} `);
  return {
    releases: releases.filter(isOwn).toSorted(),
    findings: [],
    notes: notes.filter((note) => note.releases.every(isOwn)),
  };
}
