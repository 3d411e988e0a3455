import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../errors.ts';
import type { ErasedUpTo } from '../records/version.ts';
import { getAll, mapKey } from './dynamodb.ts';
import { type Erased, eraseClient } from './erasure.ts';
import { mapInFlight } from './in-flight.ts';
import type { ClientKey, ItemKey } from './keys.ts';
import { transactionOf } from './record-actions.ts';
import {
  decideAll,
  keysInHistory,
  keysToDecide,
  type MayReplace,
  type WriteOutcome,
} from './record-decisions.ts';
import type { AddressedRecord } from './record-store.ts';
import { DEFAULT_RETRY, waitBefore } from './retry.ts';
import { ACTIONS_PER_TRANSACTION, transactionGroups } from './transaction-groups.ts';
import { removeEndedVersions } from './version-history.ts';

const TRANSACTIONS_IN_FLIGHT = 4;
const HISTORIES_IN_FLIGHT = 8;

export type RecordWriter = ReturnType<typeof createRecordWriter>;

type Writing = { client: DynamoDBClient; table: string; mayReplace: MayReplace };

/** Writes to the Records table. Reading is in record-store.ts. */
export function createRecordWriter(client: DynamoDBClient, table: string) {
  return {
    /**
     * Writes records so that every arrival order of versions ends in the same facts.
     *
     * Reads what is held, decides in memory (record-decisions.ts) and writes on condition that nothing has
     * changed since. One transaction also checks the erasure mark of every client in it: an erasure and a
     * write cannot pass each other. A transaction that lost a race is read and decided again.
     *
     * @param incoming in the order in which they arrived; several versions of one record may be among them
     * @param mayReplace asked before anything takes the place of what is held; without it everybody may
     * @returns one outcome per record, in the same order
     */
    async write(
      incoming: readonly AddressedRecord[],
      mayReplace: MayReplace = () => undefined,
    ): Promise<WriteOutcome[]> {
      const outcomes = new Array<WriteOutcome>(incoming.length);
      await mapInFlight(TRANSACTIONS_IN_FLIGHT, transactionGroups(incoming), async (indexes) => {
        const group = indexes.map((index) => incoming[index]!);
        const written = await writeGroup({ client, table, mayReplace }, group);
        const ended = new Map<string, number>();
        await mapInFlight(HISTORIES_IN_FLIGHT, [...withEndedVersions(group, written)], async ([id, key]) => {
          ended.set(id, await removeEndedVersions(client, table, key));
        });
        for (const [position, index] of indexes.entries()) {
          const earlierVersions = ended.get(mapKey(group[position]!.key)) ?? 0;
          outcomes[index] = withEarlier(written[position]!, earlierVersions);
        }
      });
      return outcomes;
    },

    /** Removes a client for good, see erasure.ts. */
    erase: (owner: ClientKey, erasure: Required<ErasedUpTo>): Promise<Erased> =>
      eraseClient(client, table, owner, erasure),
  };
}

/** A removal also tells of the versions that it ended. */
function withEarlier(written: WriteOutcome, earlierVersions: number): WriteOutcome {
  if (!('removed' in written) || earlierVersions === 0) return written;
  return { ...written, removed: { ...written.removed, earlierVersions } };
}

/**
 * Records of which versions may be stored that a deletion has ended: it came now, or a version did that is older
 * than what is held. A repetition counts too: the first time may have been cut off.
 */
function withEndedVersions(
  group: readonly AddressedRecord[],
  written: readonly WriteOutcome[],
): Map<string, ItemKey> {
  const touched = group.filter(({ version }, position) => {
    const { outcome } = written[position]!;
    return outcome === 'stale' || (version.content === null && outcome !== 'refused');
  });
  return new Map(touched.map(({ key }) => [mapKey(key), key]));
}

async function writeGroup(
  { client, table, mayReplace }: Writing,
  incoming: readonly AddressedRecord[],
): Promise<WriteOutcome[]> {
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt);
    const held = await getAll(client, table, keysToDecide(incoming));
    const history = await getAll(client, table, keysInHistory(incoming, held));
    const decisions = decideAll(incoming, { held, history }, mayReplace);
    if (decisions.changed.length === 0 && decisions.replaced.length === 0) return decisions.outcomes;
    const TransactItems = transactionOf(table, decisions, held);
    if (TransactItems.length > ACTIONS_PER_TRANSACTION) {
      return writeInTwo({ client, table, mayReplace }, incoming);
    }
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
      return decisions.outcomes;
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  throw new StorageUnavailableError('records lost every race for their version');
}

/** What was replaced may make a group too large, which shows when it has been decided: rarely, so not before. */
async function writeInTwo(writing: Writing, incoming: readonly AddressedRecord[]): Promise<WriteOutcome[]> {
  const middle = Math.ceil(incoming.length / 2);
  const first = await writeGroup(writing, incoming.slice(0, middle));
  return [...first, ...(await writeGroup(writing, incoming.slice(middle)))];
}

const LOST_RACE = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'None']);
const BUSY = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Whether reading and deciding again can help; any other reason is a defect and is thrown. */
function isLostRace(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  return codes.every((code) => LOST_RACE.has(code) || BUSY.has(code));
}
