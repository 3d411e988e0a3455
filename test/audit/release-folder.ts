import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnonymisedTable } from '../../shared/privacy/anonymised-table.ts';
import { catalogueIn, type Programme } from '../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import type { PeriodTally } from '../../shared/privacy/tally/period-tally.ts';
import type { ReleaseFile } from '../../shared/releases/files/release-file.ts';
import { renderRelease } from '../../shared/releases/files/render-release.ts';
import { type Mechanism, mechanismOf } from '../../shared/releases/mechanism.ts';
import { differentialPrivacy } from '../../shared/releases/mechanisms.ts';
import { releaseIdText } from '../../shared/releases/release-id.ts';
import type { ReleaseTerms } from '../../shared/releases/release-terms.ts';
import { thresholdMechanism } from '../../shared/releases/threshold-mechanism.ts';

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = {
  sign: async (message: Uint8Array) => new Uint8Array(sign('sha256', message, key.privateKey)),
  publicKeyPem: async () => key.publicKey.export({ type: 'spki', format: 'pem' }) as string,
};

export const MECHANISMS: Record<Programme['mode'], Mechanism> = {
  'differential-privacy': differentialPrivacy(secureRandom()),
  threshold: thresholdMechanism(loadSolver),
};

export function termsOf(programme: Programme, of: string, revision = 1): ReleaseTerms {
  const period = releasePeriod(of)!;
  const release = { programme: programme.programme, period: of, revision };
  return { release, period, programme, catalogue: catalogueIn(programme, period) };
}

/** Renders a table as publishing does, into all the files of a release. */
export function filesOf(terms: ReleaseTerms, table: AnonymisedTable): Promise<ReleaseFile[]> {
  const head = { ...terms, createdAt: terms.period.publishesAt, clinics: [], code: '0.1.0' };
  return renderRelease(head, table, signer, async () => ({
    releases: [releaseIdText(terms.release)],
    notes: [],
  }));
}

/**
 * Publishes a tally by the programme's own mechanism and renderer.
 *
 * @param earlier what was kept of the programme's other releases
 */
export async function releaseOf(
  terms: ReleaseTerms,
  tally: PeriodTally,
  earlier: readonly string[] = [],
): Promise<{ files: ReleaseFile[]; kept: string }> {
  const mechanism = mechanismOf(MECHANISMS, terms.programme);
  const kept = await mechanism.anonymise({ terms, tally }, earlier);
  return { files: await filesOf(terms, mechanism.table(terms, kept)), kept };
}

export function writeFolder(folder: string, files: readonly ReleaseFile[]): string {
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  return folder;
}
