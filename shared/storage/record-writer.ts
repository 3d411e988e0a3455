import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../errors.ts';
import type { Arrival } from '../records/arrival.ts';
import type { Erasure } from '../records/versions/version.ts';
import { getAll, type Item, mapKey } from './aws/dynamodb.ts';
import { mapInFlight } from './aws/in-flight.ts';
import { isLostRace } from './aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from './aws/retry.ts';
import { settleCare } from './care/settle-care.ts';
import { type Erased, eraseClient } from './erasures/erasure.ts';
import { createErasureReceipts } from './erasures/erasure-receipts.ts';
import { forgetBegunVisits } from './held/begun-visits.ts';
import { careIn, isUnsettled } from './held/care-item.ts';
import { followMerges, samePerson } from './held/merged-clients.ts';
import { identityKeys, keysOfMoved } from './held/record-identity.ts';
import type { AddressedRecord } from './held/record-store.ts';
import { ACTIONS_PER_TRANSACTION, transactionGroups } from './held/transaction-groups.ts';
import { removeEndedVersions } from './held/version-history.ts';
import { type ClientKey, careItemOf, type ItemKey } from './keys/keys.ts';
import {
  type ClientPair,
  mergeClients,
  type Reassigned,
  unmergeClients,
} from './whose-records/merge-clients.ts';
import { type Moving, moveRecord } from './whose-records/move-record.ts';
import { CareDecisions, careKeys, vacantClients } from './writing/care-decisions.ts';
import { transactionOf } from './writing/record-actions.ts';
import {
  decideAll,
  keysInHistory,
  keysToDecide,
  type MayReplace,
  type WriteOutcome,
} from './writing/record-decisions.ts';

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
      return groupByGroup(incoming, async (group) => {
        const { records, outcomes } = await writeGroup({ client, table, mayReplace }, group);
        const ended = new Map<string, number>();
        await mapInFlight(
          HISTORIES_IN_FLIGHT,
          [...withEndedVersions(records, outcomes)],
          async ([id, key]) => {
            ended.set(id, await removeEndedVersions(client, table, key));
          },
        );
        return outcomes.map((outcome, position) =>
          withEarlier(outcome, ended.get(mapKey(records[position]!.key)) ?? 0),
        );
      });
    },

    /**
     * What would become of records if they were written now. The decision is that of `write`; of no record is anything
     * written, so that one does not count for another of another transaction.
     */
    async foresee(
      incoming: readonly AddressedRecord[],
      mayReplace: MayReplace = () => undefined,
    ): Promise<WriteOutcome[]> {
      return groupByGroup(incoming, async (group) => {
        const { decisions } = await decideGroup({ client, table, mayReplace }, group, true);
        return decisions.outcomes;
      });
    },

    /**
     * Removes a client for good, with all whose ids the clinic has said are his: see erasure.ts. Who was merged while that
     * went on has things of his with others by now; it is gone through once more, where they are.
     */
    async erase(owner: ClientKey, erasure: Erasure): Promise<Erased> {
      let others = await samePerson(client, table, owner);
      for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
        const erased = await eraseClient(client, table, owner, erasure, others);
        await forgetBegunVisits(client, table, [owner, ...others]);
        const since = await samePerson(client, table, owner);
        const isKnown = new Set(others.map((one) => one.client));
        if (since.every((one) => isKnown.has(one.client))) return erased;
        others = since;
      }
      throw new StorageUnavailableError('an erasure lost every race for who is one person with its client');
    },

    /** Keeps what an erasure was answered with, see erasure-receipts.ts. */
    keepReceipt: createErasureReceipts(client, table).keep,

    /** Puts a record under another client, see move-record.ts. */
    move: (
      moving: Moving,
      arrival: Arrival,
      place = 0,
      mayReplace: MayReplace = () => undefined,
    ): Promise<Reassigned> => moveRecord({ client, table }, moving, { arrival, place, mayReplace }),

    /** Makes two client ids one person's, or two persons' again, see merge-clients.ts. */
    merge: (pair: ClientPair, undo: boolean, arrival: Arrival, place = 0): Promise<Reassigned> =>
      (undo ? unmergeClients : mergeClients)({ client, table }, pair, { arrival, place }),
  };
}

/** Takes records in groups that fit a transaction, several at once; the outcomes are in the order of the records. */
async function groupByGroup(
  incoming: readonly AddressedRecord[],
  outcomesOf: (group: AddressedRecord[]) => Promise<WriteOutcome[]>,
): Promise<WriteOutcome[]> {
  const outcomes = new Array<WriteOutcome>(incoming.length);
  await mapInFlight(TRANSACTIONS_IN_FLIGHT, transactionGroups(incoming), async (indexes) => {
    const ofGroup = await outcomesOf(indexes.map((index) => incoming[index]!));
    for (const [position, index] of indexes.entries()) outcomes[index] = ofGroup[position]!;
  });
  return outcomes;
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
    return outcome === 'stale' || (version.content === null && !REFUSED.has(outcome));
  });
  return new Map(touched.map(({ key }) => [mapKey(key), key]));
}

/** What is not written, and may be where the client was merged into another one. */
const REFUSED: ReadonlySet<WriteOutcome['outcome']> = new Set(['refused', 'other-client']);

/** What became of a group, and where merges have led its records. */
type WrittenGroup = { records: readonly AddressedRecord[]; outcomes: WriteOutcome[] };

async function writeGroup(writing: Writing, incoming: readonly AddressedRecord[]): Promise<WrittenGroup> {
  const { client, table } = writing;
  let withMarks = false;
  for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
    await waitBefore(attempt, client);
    const { records, held, decisions } = await decideGroup(writing, incoming, withMarks);
    const written = { records, outcomes: decisions.outcomes };
    // Whose client was merged into another may be refused here for what is not refused there.
    const isRefused = decisions.outcomes.some(({ outcome }) => REFUSED.has(outcome));
    if (isRefused && !withMarks) {
      withMarks = true;
      attempt -= 1;
      continue;
    }
    const { changed, replaced, saidAgain } = decisions;
    if (changed.length + replaced.length + saidAgain.length === 0) return written;
    const losing = decisions.unnamed.map(({ pk, therapistId }) => careItemOf(pk, therapistId));
    const TransactItems = transactionOf(table, decisions, held, await getAll(client, table, losing));
    if (TransactItems.length > ACTIONS_PER_TRANSACTION) return writeInTwo(writing, incoming);
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
    } catch (error) {
      if (!isLostRace(error)) throw error;
      withMarks = true;
      continue;
    }
    for (const { pk, therapistId } of decisions.unnamed) await settleCare({ client, table }, pk, therapistId);
    return written;
  }
  throw new StorageUnavailableError('records lost every race for their version');
}

/** Reads what is held and decides. */
async function decideGroup(writing: Writing, incoming: readonly AddressedRecord[], withMarks: boolean) {
  const { client, table, mayReplace } = writing;
  const { records, held } = await readHeld(writing, incoming, withMarks);
  const history = await getAll(client, table, [
    ...keysInHistory(records, held, withMarks),
    ...keysOfMoved(records, held),
    ...identityKeys(records, held, withMarks),
  ]);
  const care = new CareDecisions(held, await vacantClients(client, table, records, held));
  return { records, held, decisions: decideAll(records, { held, history }, mayReplace, care) };
}

/**
 * What was read to decide on records, and the records as they are to be decided: where their client was merged into
 * another one, that one's. Only then is anything read twice.
 */
async function readHeld(
  { client, table }: Writing,
  incoming: readonly AddressedRecord[],
  withMarks: boolean,
) {
  const keysOf = (all: readonly AddressedRecord[]) => [...keysToDecide(all, withMarks), ...careKeys(all)];
  let records = incoming;
  const held = await getAll(client, table, keysOf(records));
  for (let led = followMerges(records, held); led !== records; led = followMerges(records, held)) {
    records = led;
    for (const [key, item] of await getAll(client, table, keysOf(records))) held.set(key, item);
  }
  await settleHeld({ client, table }, careKeys(records), held);
  return { records, held };
}

/** Care that a crash has left unsettled is settled first: what may be written follows from it. */
async function settleHeld(
  { client, table }: Pick<Writing, 'client' | 'table'>,
  keys: readonly ItemKey[],
  held: Map<string, Item>,
): Promise<void> {
  const open = keys.filter((key) => isUnsettled(held.get(mapKey(key))));
  if (open.length === 0) return;
  for (const key of open) {
    await settleCare({ client, table }, key.pk, careIn(held.get(mapKey(key)))!.therapistId);
    held.delete(mapKey(key));
  }
  for (const [id, item] of await getAll(client, table, open)) held.set(id, item);
}

/** What was replaced may make a group too large, which shows when it has been decided: rarely, so not before. */
async function writeInTwo(writing: Writing, incoming: readonly AddressedRecord[]): Promise<WrittenGroup> {
  const middle = Math.ceil(incoming.length / 2);
  const first = await writeGroup(writing, incoming.slice(0, middle));
  const second = await writeGroup(writing, incoming.slice(middle));
  return {
    records: [...first.records, ...second.records],
    outcomes: [...first.outcomes, ...second.outcomes],
  };
}
