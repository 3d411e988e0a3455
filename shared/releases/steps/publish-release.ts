import type { Log } from '../../log.ts';
import type { Finding } from '../../privacy/audit/findings/finding.ts';
import type { KeptStore } from '../../storage/aws/kept-store.ts';
import type { PublicationText } from '../audit-texts.ts';
import { checkSameRows } from '../check-release.ts';
import type { ClinicHistory } from '../clinic-history.ts';
import { checksumsIn } from '../files/checksums.ts';
import {
  DATA_PACKAGE,
  POOLED,
  type ReleaseFile,
  type ReleaseFileName,
  releaseFile,
  SUMS,
  TABLE,
} from '../files/release-file.ts';
import { renderRelease, type Signer, sha256 } from '../files/render-release.ts';
import type { LedgerEntry } from '../ledger-charge.ts';
import { mechanismOf } from '../mechanism.ts';
import { AuditFoundError, NotFrozenError } from '../release-errors.ts';
import { FIRST_REVISION, type ReleaseId, releaseIdText } from '../release-id.ts';
import type { FrozenTally } from '../release-terms.ts';
import { anonymisedKey, renderedKey } from '../stores/release-keys.ts';
import type { ReleaseStore } from '../stores/release-store.ts';
import type { TallyStore } from '../stores/tally-store.ts';
import { type ChargeDeps, chargeRelease } from './charge-release.ts';
import { readHistories } from './claim-months.ts';

export type PublishDeps = ChargeDeps & {
  tallies: Pick<TallyStore, 'frozen'>;
  /** The private bucket of what the mechanisms gave. */
  kept: KeptStore;
  signer: Signer;
  releases: Pick<ReleaseStore, 'publish' | 'point' | 'text'>;
  /** What somebody who has some releases can derive. */
  audit(releases: readonly PublicationText[]): Promise<Finding[]>;
  /** What clinics are called in manifests. */
  fingerprintsOf(clinics: readonly string[]): Promise<string[]>;
  /** Which code publishes: its version and commit. */
  code: string;
  log: Log;
};

/**
 * Publishes one release, in steps that can each be repeated, and so after a crash anywhere, and by many runs
 * at once:
 *
 * 1. read the frozen counts and their digest;
 * 2. charge: check all that could refuse it, the audit of what is out among it, then pay for this release and
 *    this digest, once, in the programme's account and in its clients'; another digest is refused;
 * 3. anonymise: draw, and keep what was drawn privately unless another run has kept its own;
 * 4. render: make the files of what is kept, audit them together with what is out, sign them, and keep those in
 *    the same way;
 * 5. publish: copy the kept files, the checksums last;
 * 6. note: write the hash into the ledger;
 * 7. point: make `latest.json` name the programme's latest release.
 *
 * What a run draws in vain is seen by nobody. Nothing is refunded.
 */
export async function publishRelease(deps: PublishDeps, release: ReleaseId): Promise<void> {
  const done = (step: string) => deps.log.info('release step done', { step, ...release });
  const input = await deps.tallies.frozen(release);
  if (!input) throw new NotFrozenError(release);
  checkSameRows(input.terms, (await firstOf(deps, release))?.terms);
  done('read');
  const entry = await chargeRelease(deps, input, async (histories) => {
    await audit(deps, input, await publishedOf(deps, input, histories), true);
  });
  done('charge');
  const kept = await anonymise(deps, input);
  done('anonymise');
  const files = await render(deps, input, entry, kept);
  done('render');
  await deps.releases.publish(release, files);
  done('publish');
  await deps.ledger.notePublished(release, sha256(files.find(({ name }) => name === SUMS)!.bytes));
  done('note');
  await point(deps, release.programme);
  done('point');
}

async function anonymise(deps: PublishDeps, input: FrozenTally): Promise<string> {
  const { release, programme } = input.terms;
  const key = anonymisedKey(release);
  const before = await deps.kept.read(key);
  if (before !== undefined) return before;
  const earlier: string[] = [];
  for (const { release: other } of await deps.ledger.entries(programme.programme)) {
    const kept = anonymisedKey(other) === key ? undefined : await deps.kept.read(anonymisedKey(other));
    if (kept !== undefined) earlier.push(kept);
  }
  const first = await firstOf(deps, release);
  const mechanism = mechanismOf(deps.mechanisms, programme);
  return deps.kept.keep(key, await mechanism.anonymise(input, earlier, first?.tally));
}

/** What the first release was made of, of a revision. */
async function firstOf({ tallies }: PublishDeps, release: ReleaseId): Promise<FrozenTally | undefined> {
  const isFirst = release.revision === FIRST_REVISION;
  return isFirst ? undefined : tallies.frozen({ ...release, revision: FIRST_REVISION });
}

/** Kept whole before any is published: a deployment half-way cannot mix files of two versions of the code. */
async function render(
  deps: PublishDeps,
  input: FrozenTally,
  { createdAt, spentBefore }: LedgerEntry,
  kept: string,
): Promise<ReleaseFile[]> {
  const { terms } = input;
  const key = renderedKey(terms.release);
  const before = await deps.kept.read(key);
  if (before !== undefined) return filesOf(before);
  const table = mechanismOf(deps.mechanisms, terms.programme).table(terms, kept, {
    spent: spentBefore,
    published: await keptOfPublished(deps, terms.release),
  });
  const clinics = await deps.fingerprintsOf(terms.programme.clinics);
  const published = await publishedOf(deps, input, await readHistories(deps.clinics, terms));
  const head = { ...terms, createdAt, clinics, code: deps.code };
  const files = await renderRelease(head, table, deps.signer, async (unsigned) => {
    const audited = [...published, describedBy(terms.release, unsigned)];
    const notes = await audit(deps, input, audited, false);
    return { releases: audited.map(({ label }) => label), notes };
  });
  return filesOf(await deps.kept.keep(key, textOf(files)));
}

/** What was kept of the programme's releases that are out, but for its own period: of each period, the one in force. */
async function keptOfPublished({ ledger, kept }: PublishDeps, release: ReleaseId): Promise<string[]> {
  const published = (await ledger.entries(release.programme)).filter(
    ({ sumsSha256, release: { period } }) => sumsSha256 !== undefined && period !== release.period,
  );
  // In order of revision: the last one of a period stays.
  const inForce = new Map(published.map(({ release: one }) => [one.period, one]));
  const texts = await Promise.all([...inForce.values()].map((one) => kept.read(anonymisedKey(one))));
  return texts.filter((text) => text !== undefined);
}

/** What is out of the releases that counted the same clinics, whatever their programmes are called. */
async function publishedOf(
  { ledger, releases }: PublishDeps,
  { terms }: FrozenTally,
  histories: readonly ClinicHistory[],
): Promise<PublicationText[]> {
  const told = histories.flatMap((history) => history.releases.map(({ release }) => release));
  const named = new Map(told.map((release) => [releaseIdText(release), release]));
  named.delete(releaseIdText(terms.release));
  const texts: PublicationText[] = [];
  for (const [label, release] of named) {
    if ((await ledger.entry(release))?.sumsSha256 === undefined) continue;
    const manifest = await releases.text(release, DATA_PACKAGE);
    const isPooled = checksumsIn(await releases.text(release, SUMS)).has(POOLED);
    texts.push({
      ...{ label, manifest, table: await releases.text(release, TABLE) },
      ...(isPooled && { pooled: await releases.text(release, POOLED) }),
    });
  }
  return texts;
}

function describedBy(release: ReleaseId, files: readonly ReleaseFile[]): PublicationText {
  const text = (name: ReleaseFileName) =>
    new TextDecoder().decode(files.find((file) => file.name === name)!.bytes);
  return {
    ...{ label: releaseIdText(release), manifest: text(DATA_PACKAGE), table: text(TABLE) },
    ...(files.some(({ name }) => name === POOLED) && { pooled: text(POOLED) }),
  };
}

/**
 * @returns what is noted
 * @throws AuditFoundError when somebody who has these releases can derive what none of them shows
 */
async function audit(
  deps: PublishDeps,
  { terms }: FrozenTally,
  releases: readonly PublicationText[],
  isFinal: boolean,
): Promise<Finding[]> {
  const all = await deps.audit(releases);
  const findings = all.filter(({ severity }) => severity === 'finding');
  if (findings.length > 0) throw new AuditFoundError(terms.release, findings, isFinal);
  return all;
}

function textOf(files: readonly ReleaseFile[]): string {
  return JSON.stringify(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]));
}

function filesOf(text: string): ReleaseFile[] {
  const files = JSON.parse(text) as [ReleaseFileName, string][];
  return files.map(([name, base64]) => releaseFile(name, Buffer.from(base64, 'base64')));
}

/** Looks again after pointing: whoever points last has seen every release that was noted before. */
async function point({ ledger, releases }: PublishDeps, programme: string): Promise<void> {
  const latest = async () =>
    (await ledger.entries(programme)).filter(({ sumsSha256 }) => sumsSha256).at(-1)?.release;
  for (let shown: ReleaseId | undefined; ; ) {
    const next = await latest();
    if (!next || (shown?.period === next.period && shown.revision === next.revision)) return;
    await releases.point(next);
    shown = next;
  }
}
