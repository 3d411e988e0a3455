import { createHash } from 'node:crypto';
import { clientCharge } from '../../../shared/privacy/programme/may-count.ts';
import type { Programme } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { SUMS } from '../../../shared/releases/files/release-file.ts';
import { ACCOUNT_SK_PREFIX, accountsPk } from '../../../shared/releases/stores/ledger-keys.ts';
import { latestKey, releasePrefix } from '../../../shared/releases/stores/release-keys.ts';
import { createReleaseLedger } from '../../../shared/releases/stores/release-ledger.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { ANONYMISED_BUCKET, MICRO_RHO, RELEASES_BUCKET } from '../world/release-functions.ts';
import { RELEASE } from '../world/releases.ts';
import { LEDGER } from '../world/tables.ts';
import { CLINIC, type World } from '../world/world.ts';

/** @returns what is wrong with a release that should have left once, whole, and been paid for once by everybody whom it counts */
export async function wrongReleases(world: World, programme: Programme): Promise<string[]> {
  const ledger = createReleaseLedger(itemTable(world.observer(), LEDGER));
  const entries = await ledger.entries(RELEASE.programme);
  const { microRho } = await ledger.spent(RELEASE.programme);
  const wrong: string[] = [];
  if (entries.length !== 1) wrong.push(`${entries.length} releases are in the ledger`);
  if (microRho !== MICRO_RHO) wrong.push(`the programme has paid ${microRho}, a release costs ${MICRO_RHO}`);
  const { buckets } = world;
  const sums = buckets.text(RELEASES_BUCKET, `${releasePrefix(RELEASE)}${SUMS}`);
  if (sums === undefined) return [...wrong, 'the release has not left'];
  const noted = createHash('sha256').update(sums).digest('hex');
  if (entries[0]?.sumsSha256 !== noted) wrong.push('the ledger notes other files than have left');
  for (const line of sums.trim().split('\n')) {
    const [sha256, name] = line.split(/\s+\*?/);
    const body = buckets.body(RELEASES_BUCKET, `${releasePrefix(RELEASE)}${name}`);
    const found = body && createHash('sha256').update(body).digest('hex');
    if (found !== sha256) wrong.push(`${name} is not what was signed`);
  }
  for (const [name, contents] of buckets.written) {
    const isReplaced = name.endsWith(latestKey(RELEASE.programme));
    const isKept = name.startsWith(`${RELEASES_BUCKET}/`) || name.startsWith(`${ANONYMISED_BUCKET}/`);
    if (isKept && !isReplaced && contents.size > 1)
      wrong.push(`${name} has been written ${contents.size} times`);
  }
  if (!buckets.text(RELEASES_BUCKET, latestKey(RELEASE.programme)))
    wrong.push('nothing points to the release');
  return [...wrong, ...wrongAccounts(world, programme)];
}

/** Each client's account has paid for the release once, and nothing waits any more. */
function wrongAccounts({ tables }: World, programme: Programme): string[] {
  const charge = clientCharge(programme, releasePeriod(RELEASE.period)!, RELEASE.revision);
  const accounts = tables.table(LEDGER).ordered(accountsPk(CLINIC), 'sk');
  return accounts.flatMap(({ sk, waiting, ...item }) => {
    if (!sk!.S!.startsWith(ACCOUNT_SK_PREFIX)) return [];
    const spent = Object.values(item).find(({ N }) => N !== undefined)?.N;
    if (waiting) return [`the account ${sk!.S} still waits`];
    return spent === String(charge.microRho)
      ? []
      : [`the account ${sk!.S} has paid ${spent}, not ${charge.microRho}`];
  });
}
