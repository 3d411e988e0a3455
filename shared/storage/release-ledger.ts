import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../errors.ts';
import type { LedgerCharge, LedgerEntry } from '../releases/ledger-charge.ts';
import { BudgetExhaustedError, OtherInputError, OtherPeriodKindError } from '../releases/release-errors.ts';
import { FIRST_REVISION, type ReleaseId } from '../releases/release-id.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryPrefix, text, textOf } from './dynamodb.ts';
import { budgetItem, parseReleaseItem, programmePk, RELEASE_SK_PREFIX, releaseItem } from './keys.ts';
import { DEFAULT_RETRY, waitBefore } from './retry.ts';

export type ReleaseLedger = ReturnType<typeof createReleaseLedger>;

const SCHEMA_VERSION = '1';
/** Position in the transaction, and so in the reasons for which it was cancelled. */
const RELEASE = 0;

/** The account of every programme. Append-only: nothing is refunded, no release is charged twice. */
export function createReleaseLedger(client: DynamoDBClient, table: string) {
  /** The entry when the release has been paid for; refuses what cannot be paid for at all. */
  const entryBefore = async ({ release, digest, periodKind, microRho, most }: LedgerCharge) => {
    const items = await getAll(client, table, [releaseItem(release), budgetItem(release.programme)]);
    const item = items.get(mapKey(releaseItem(release)));
    if (item) {
      if (textOf(item, 'digest') !== digest) throw new OtherInputError(release);
      return entryOf(item);
    }
    const kind = textOf(items.get(mapKey(budgetItem(release.programme))), 'periodKind');
    if (kind !== undefined && kind !== periodKind) throw new OtherPeriodKindError(release);
    if (most < microRho) throw new BudgetExhaustedError(release);
    return undefined;
  };
  return {
    /**
     * Pays for a release, in one transaction, unless it has been paid for with the same input.
     *
     * @returns the entry, of now or of before
     * @throws BudgetExhaustedError, OtherInputError, OtherPeriodKindError, and StorageUnavailableError when too
     * many others pay too
     */
    async charge(charge: LedgerCharge): Promise<LedgerEntry> {
      for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
        await waitBefore(attempt);
        const before = await entryBefore(charge);
        if (before) return before;
        try {
          await client.send(new TransactWriteItemsCommand(transaction(table, charge)));
          const { release, digest, createdAt } = charge;
          return { release, digest, createdAt };
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
          const lostRace = codes[RELEASE] === 'ConditionalCheckFailed';
          if (!lostRace && codes.includes('ConditionalCheckFailed')) {
            throw new BudgetExhaustedError(charge.release);
          }
        }
      }
      throw new StorageUnavailableError('the release ledger is busy');
    },

    /** The entry of a release; undefined when nobody has paid for it. */
    async entry(release: ReleaseId): Promise<LedgerEntry | undefined> {
      const [item] = (await getAll(client, table, [releaseItem(release)])).values();
      return item && entryOf(item);
    },

    /** Notes what was published: the hash of the release's SHA256SUMS. */
    async notePublished(release: ReleaseId, sumsSha256: string): Promise<void> {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(releaseItem(release)),
          UpdateExpression: 'SET sumsSha256 = :sums',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':sums': text(sumsSha256) },
        }),
      );
    },

    /** Every release that a programme has paid for, in order of period and revision. */
    async entries(programme: string): Promise<LedgerEntry[]> {
      const items = queryPrefix(client, table, programmePk(programme), RELEASE_SK_PREFIX);
      return (await collect(items)).map(entryOf);
    },

    /** What a programme has spent, in millionths of rho. */
    async spent(programme: string): Promise<{ microRho: number; reserveMicroRho: number }> {
      const [item] = (await getAll(client, table, [budgetItem(programme)])).values();
      return { microRho: numberOf(item, 'spent'), reserveMicroRho: numberOf(item, 'reserveSpent') };
    },
  };
}

function transaction(table: string, charge: LedgerCharge): TransactWriteItemsCommandInput {
  const { release, digest, tables, microRho, createdAt } = charge;
  const put = {
    TableName: table,
    Item: {
      ...keyOf(releaseItem(release)),
      entity: text('release'),
      schemaVersion: { N: SCHEMA_VERSION },
      digest: text(digest),
      tables: text(JSON.stringify(tables)),
      microRho: { N: String(microRho) },
      createdAt: text(createdAt),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  return { TransactItems: [{ Put: put }, ...spending(table, charge)] };
}

function spending(table: string, charge: LedgerCharge): TransactWriteItemsCommandInput['TransactItems'] & {} {
  const { release, microRho, most, periodKind } = charge;
  const update = { TableName: table, Key: keyOf(budgetItem(release.programme)) };
  const values = {
    ':charge': { N: String(microRho) },
    ':room': { N: String(most - microRho) },
    ':kind': text(periodKind),
  };
  const sameKind = '(attribute_not_exists(periodKind) OR periodKind = :kind)';
  if (release.revision === FIRST_REVISION) {
    return [
      {
        Update: {
          ...update,
          UpdateExpression: 'ADD spent :charge SET periodKind = :kind',
          ConditionExpression: `(attribute_not_exists(spent) OR spent <= :room) AND ${sameKind}`,
          ExpressionAttributeValues: values,
        },
      },
    ];
  }
  const first = releaseItem({ ...release, revision: FIRST_REVISION });
  return [
    {
      Update: {
        ...update,
        UpdateExpression: 'ADD reserveSpent :charge SET lastRevisionAt = :at',
        ConditionExpression:
          '(attribute_not_exists(reserveSpent) OR reserveSpent <= :room) AND ' +
          `(attribute_not_exists(lastRevisionAt) OR lastRevisionAt <= :before) AND ${sameKind}`,
        ExpressionAttributeValues: {
          ...values,
          ':at': text(charge.createdAt),
          ':before': text(twoYearsBefore(charge.createdAt)),
        },
      },
    },
    { ConditionCheck: { TableName: table, Key: keyOf(first), ConditionExpression: 'attribute_exists(pk)' } },
  ];
}

/** A programme revises at most once in two years. */
function twoYearsBefore(instant: string): string {
  const date = new Date(instant);
  date.setUTCFullYear(date.getUTCFullYear() - 2);
  return date.toISOString();
}

function entryOf(item: Item): LedgerEntry {
  const sumsSha256 = textOf(item, 'sumsSha256');
  return {
    release: parseReleaseItem({ pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! }),
    digest: textOf(item, 'digest')!,
    createdAt: textOf(item, 'createdAt')!,
    ...(sumsSha256 !== undefined && { sumsSha256 }),
  };
}

function numberOf(item: Item | undefined, name: string): number {
  return Number(item?.[name]?.N ?? 0);
}
