import type { Log } from '../log.ts';
import type { KeptStore } from '../storage/kept-store.ts';
import { anonymisedKey, renderedKey } from '../storage/object-keys.ts';
import type { ReleaseLedger } from '../storage/release-ledger.ts';
import type { ReleaseStore } from '../storage/release-store.ts';
import type { TallyStore } from '../storage/tally-store.ts';
import type { LedgerEntry } from './ledger-charge.ts';
import { type Mechanisms, mechanismOf } from './mechanism.ts';
import { NotFrozenError } from './release-errors.ts';
import { type ReleaseFile, type ReleaseFileName, releaseFile, SUMS } from './release-file.ts';
import { FIRST_REVISION, type ReleaseId } from './release-id.ts';
import type { FrozenTally } from './release-terms.ts';
import { renderRelease, type Signer, sha256 } from './render-release.ts';

export type PublishDeps = {
  tallies: Pick<TallyStore, 'frozen'>;
  ledger: ReleaseLedger;
  /** The private bucket of what the mechanisms gave. */
  kept: KeptStore;
  mechanisms: Mechanisms;
  signer: Signer;
  releases: Pick<ReleaseStore, 'publish' | 'point'>;
  log: Log;
};

/**
 * Publishes one release, in steps that can each be repeated, and so after a crash anywhere, and by many runs
 * at once:
 *
 * 1. read the frozen counts and their digest;
 * 2. charge: pay for this release and this digest, once; another digest is refused;
 * 3. anonymise: draw, and keep what was drawn privately unless another run has kept its own;
 * 4. render: make and sign the files of what is kept, and keep those in the same way;
 * 5. publish: copy the kept files, the checksums last;
 * 6. note: write the hash into the ledger;
 * 7. point: make `latest.json` name the programme's latest release.
 *
 * What a run draws in vain is seen by nobody. Nothing is refunded.
 *
 * @param scheduledTime a revision is dated with it; a first release always with the period's own instant
 */
export async function publishRelease(
  deps: PublishDeps,
  release: ReleaseId,
  scheduledTime: string,
): Promise<void> {
  const done = (step: string) => deps.log.info('release step done', { step, ...release });
  const input = await deps.tallies.frozen(release);
  if (!input) throw new NotFrozenError(release);
  done('read');
  const entry = await charge(deps, input, scheduledTime);
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

function charge({ ledger, mechanisms }: PublishDeps, { terms, digest }: FrozenTally, scheduledTime: string) {
  const { release, period, programme } = terms;
  const { microRhoCap, microRhoReserve } = programme.budget;
  const isFirst = release.revision === FIRST_REVISION;
  return ledger.charge({
    release,
    digest,
    ...mechanismOf(mechanisms, programme).charge(terms),
    most: isFirst ? microRhoCap : microRhoReserve,
    periodKind: programme.period,
    createdAt: isFirst ? period.publishesAt : new Date(scheduledTime).toISOString(),
  });
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
  return deps.kept.keep(key, await mechanismOf(deps.mechanisms, programme).anonymise(input, earlier));
}

/** Kept whole before any is published: a deployment half-way cannot mix files of two versions of the code. */
async function render(
  deps: PublishDeps,
  { terms }: FrozenTally,
  { createdAt }: LedgerEntry,
  kept: string,
): Promise<ReleaseFile[]> {
  const key = renderedKey(terms.release);
  const before = await deps.kept.read(key);
  if (before !== undefined) return filesOf(before);
  const table = mechanismOf(deps.mechanisms, terms.programme).table(terms, kept);
  return filesOf(
    await deps.kept.keep(key, textOf(await renderRelease({ ...terms, createdAt }, table, deps.signer))),
  );
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
