import { createHash } from 'node:crypto';
import type { ReleaseTerms } from '../release-terms.ts';

/**
 * Names the policy that a release was made under, all of which is public: what is asked, how it is protected, what it
 * may cost, what a cell can be about, and the licence. Releases with the same digest answer the same questions in the same
 * way. Clinics and partners are not in it: of names, a digest can be guessed.
 *
 * @returns SHA-256 of the policy as JSON, in hexadecimal digits
 */
export function policyDigest({
  programme,
  catalogue,
}: Pick<ReleaseTerms, 'programme' | 'catalogue'>): string {
  const { mode, period, questions, budget, licence } = programme;
  return createHash('sha256')
    .update(JSON.stringify({ mode, period, questions, budget, catalogue, licence }))
    .digest('hex');
}
