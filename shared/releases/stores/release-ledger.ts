import { StorageUnavailableError } from '../../errors.ts';
import { NOTHING_SPENT, type Spent } from '../../privacy/differential-privacy/budget/lifetime.ts';
import type { Programme } from '../../privacy/programme/programme.ts';
import { collect, type Item, keyOf, mapKey, text, textOf } from '../../storage/aws/dynamodb.ts';
import type { ItemTable, TableAction } from '../../storage/aws/item-table.ts';
import { DEFAULT_RETRY } from '../../storage/aws/retry.ts';
import type { LedgerCharge, LedgerEntry } from '../ledger-charge.ts';
import {
  BudgetExhaustedError,
  OtherInputError,
  OtherModeError,
  OtherPeriodKindError,
  ReleaseRefusedError,
} from '../release-errors.ts';
import { FIRST_REVISION, type ReleaseId, releaseIdText } from '../release-id.ts';
import { budgetItem, parseReleaseItem, programmePk, RELEASE_SK_PREFIX, releaseItem } from './ledger-keys.ts';

export type ReleaseLedger = ReturnType<typeof createReleaseLedger>;

const SCHEMA_VERSION = '1';
/** Position in the transaction, and so in the reasons for which it was cancelled. */
const RELEASE = 0;

/** Whether a release's item says that it will never be made. */
export function isRefused(item: Item | undefined): boolean {
  return textOf(item, 'refusedFor') !== undefined;
}

/**
 * The account of every programme, and the one item in which it is decided whether a release is charged or
 * refused, for good either way. Append-only: nothing is refunded, no release is charged twice.
 */
export function createReleaseLedger(table: ItemTable) {
  const budgetOf = async (programme: string) =>
    (await table.getAll([budgetItem(programme)])).get(mapKey(budgetItem(programme)));

  /** @throws OtherPeriodKindError or OtherModeError when the programme has published under other terms */
  const checkProgramme = async (release: ReleaseId, { period, mode }: Pick<Programme, 'period' | 'mode'>) => {
    const budget = await budgetOf(release.programme);
    const kind = textOf(budget, 'periodKind');
    if (kind !== undefined && kind !== period) throw new OtherPeriodKindError(release);
    const other = textOf(budget, 'releaseMode');
    if (other !== undefined && other !== mode) throw new OtherModeError({ ...release, mode: other }, true);
  };

  const itemOf = async (release: ReleaseId) =>
    (await table.getAll([releaseItem(release)])).get(mapKey(releaseItem(release)));

  /** The entry when the release has been paid for; refuses what cannot be paid for at all. */
  const entryBefore = async ({ release, digest, periodKind, mode, microRho, most }: LedgerCharge) => {
    const item = await itemOf(release);
    if (item && isRefused(item)) throw refusalOf(item);
    if (item) {
      if (textOf(item, 'digest') !== digest) throw new OtherInputError(release);
      return entryOf(item);
    }
    await checkProgramme(release, { period: periodKind, mode });
    if (most < microRho) throw new BudgetExhaustedError(release);
    return undefined;
  };
  return {
    checkProgramme,

    /**
     * Pays for a release, in one transaction, unless it has been paid for with the same input.
     *
     * @returns the entry, of now or of before
     * @throws BudgetExhaustedError, OtherInputError, OtherPeriodKindError, OtherModeError, what the release was
     * refused for, and StorageUnavailableError when too many others pay too
     */
    async charge(charge: LedgerCharge): Promise<LedgerEntry> {
      for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
        await table.waitBefore(attempt);
        const before = await entryBefore(charge);
        if (before) return before;
        const codes = await table.transact(transaction(charge));
        if (codes === undefined) {
          const { release, digest, createdAt, spentBefore } = charge;
          return { release, digest, createdAt, spentBefore };
        }
        const lostRace = codes[RELEASE] === 'ConditionalCheckFailed';
        if (!lostRace && codes.includes('ConditionalCheckFailed')) {
          throw new BudgetExhaustedError(charge.release);
        }
      }
      throw new StorageUnavailableError('the release ledger is busy');
    },

    /** The entry of a release; undefined when nobody has paid for it. */
    async entry(release: ReleaseId): Promise<LedgerEntry | undefined> {
      const item = await itemOf(release);
      return item && !isRefused(item) ? entryOf(item) : undefined;
    },

    /** Why a release was refused for good; undefined when it was not. */
    async refusal(release: ReleaseId): Promise<ReleaseRefusedError | undefined> {
      const item = await itemOf(release);
      return item && isRefused(item) ? refusalOf(item) : undefined;
    },

    /**
     * Refuses a release for good, unless it has been charged.
     *
     * @returns whether it is refused, now or before
     */
    async refuse(release: ReleaseId, { code, message }: ReleaseRefusedError): Promise<boolean> {
      return table.putIf(
        {
          ...keyOf(releaseItem(release)),
          entity: text('refused-release'),
          schemaVersion: { N: SCHEMA_VERSION },
          refusedFor: text(code),
          reason: text(message),
        },
        { ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(refusedFor)' },
      );
    },

    /** Notes what was published: the hash of the release's SHA256SUMS. */
    async notePublished(release: ReleaseId, sumsSha256: string): Promise<void> {
      const isThere = await table.updateIf(releaseItem(release), {
        UpdateExpression: 'SET sumsSha256 = :sums',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':sums': text(sumsSha256) },
      });
      if (!isThere) throw new Error(`the ledger has no entry of ${releaseIdText(release)}`);
    },

    /** Every release that a programme has paid for, in order of period and revision. */
    async entries(programme: string): Promise<LedgerEntry[]> {
      const items = table.query(programmePk(programme), RELEASE_SK_PREFIX);
      return (await collect(items)).filter((item) => !isRefused(item)).map(entryOf);
    },

    /** What a programme has spent, in millionths of rho. */
    async spent(programme: string): Promise<{ microRho: number; reserveMicroRho: number }> {
      const item = await budgetOf(programme);
      return { microRho: numberOf(item, 'spent'), reserveMicroRho: numberOf(item, 'reserveSpent') };
    },
  };
}

function transaction(charge: LedgerCharge): TableAction[] {
  const { release, digest, tables, microRho, createdAt, spentBefore } = charge;
  const put = {
    Item: {
      ...keyOf(releaseItem(release)),
      entity: text('release'),
      schemaVersion: { N: SCHEMA_VERSION },
      digest: text(digest),
      tables: text(JSON.stringify(tables)),
      microRho: { N: String(microRho) },
      createdAt: text(createdAt),
      spentBefore: text(JSON.stringify(spentBefore)),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
  return [{ Put: put }, ...spending(charge)];
}

function spending(charge: LedgerCharge): TableAction[] {
  const { release, microRho, most, periodKind, mode } = charge;
  const update = { Key: keyOf(budgetItem(release.programme)) };
  const values = {
    ':charge': { N: String(microRho) },
    ':room': { N: String(most - microRho) },
    ':kind': text(periodKind),
    ':mode': text(mode),
  };
  const sameTerms =
    '(attribute_not_exists(periodKind) OR periodKind = :kind) AND ' +
    '(attribute_not_exists(releaseMode) OR releaseMode = :mode)';
  if (release.revision === FIRST_REVISION) {
    return [
      {
        Update: {
          ...update,
          UpdateExpression: 'ADD spent :charge SET periodKind = :kind, releaseMode = :mode',
          ConditionExpression: `(attribute_not_exists(spent) OR spent <= :room) AND ${sameTerms}`,
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
          `(attribute_not_exists(lastRevisionAt) OR lastRevisionAt <= :before) AND ${sameTerms}`,
        ExpressionAttributeValues: {
          ...values,
          ':at': text(charge.createdAt),
          ':before': text(twoYearsBefore(charge.createdAt)),
        },
      },
    },
    { ConditionCheck: { Key: keyOf(first), ConditionExpression: 'attribute_exists(pk)' } },
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
    spentBefore: JSON.parse(textOf(item, 'spentBefore') ?? JSON.stringify(NOTHING_SPENT)) as Spent,
    ...(sumsSha256 !== undefined && { sumsSha256 }),
  };
}

function refusalOf(item: Item): ReleaseRefusedError {
  const release = parseReleaseItem({ pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! });
  return new ReleaseRefusedError(textOf(item, 'refusedFor')!, textOf(item, 'reason')!, release, {
    isFinal: true,
  });
}

function numberOf(item: Item | undefined, name: string): number {
  return Number(item?.[name]?.N ?? 0);
}
