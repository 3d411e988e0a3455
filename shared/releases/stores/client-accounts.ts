import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { StorageUnavailableError } from '../../errors.ts';
import type { ClientCharge } from '../../privacy/programme/may-count.ts';
import { type Item, keyOf, mapKey, text, textOf } from '../../storage/aws/dynamodb.ts';
import { chunksOf, mapInFlight } from '../../storage/aws/in-flight.ts';
import type { ItemTable, TableAction } from '../../storage/aws/item-table.ts';
import { DEFAULT_RETRY } from '../../storage/aws/retry.ts';
import type { ClientKey, ItemKey } from '../../storage/keys/keys.ts';
import { type ReleaseId, releaseIdText } from '../release-id.ts';
import {
  ACCOUNT_KEY_ITEM,
  accountItem,
  accountsPk,
  clientOfOlderAccount,
  OLDER_ACCOUNT_SK_PREFIX,
} from './ledger-keys.ts';
import { ledgerSecret } from './ledger-secret.ts';

export type ClientAccounts = ReturnType<typeof createClientAccounts>;

/** As many as a transaction holds. */
const ACCOUNTS_A_TRANSACTION = 100;
const TRANSACTIONS_IN_FLIGHT = 4;
/** Where one of a transaction's conditions did not hold, each account is asked for itself. */
const WRITES_IN_FLIGHT = 16;
/** Accounts of a clinic that are held at a time while a release is settled. */
const ACCOUNTS_AT_ONCE = 500;

type AccountUpdate = {
  key: ItemKey;
  change: Parameters<ItemTable['updateIf']>[1] & { UpdateExpression: string };
};

/** 128 bits: no two clients have the same. */
const NAME_DIGITS = 32;
const accountName = (key: KeyObject, client: string) =>
  createHmac('sha256', key).update(client).digest('hex').slice(0, NAME_DIGITS);

/** The attribute that a fund's spending is in. */
const SPENT = { lifetime: 'microRho', revisions: 'revisionMicroRho' } as const;
const ATTRIBUTES = [...Object.values(SPENT), 'waiting'];

/** Moves what an account holds, unless it has changed since it was read. */
function renaming({ pk, sk, ...held }: Item, to: ItemKey): TableAction[] {
  const seen = ATTRIBUTES.map((name) =>
    held[name] ? `${name} = :${name}` : `attribute_not_exists(${name})`,
  );
  const names = ATTRIBUTES.filter((name) => held[name]);
  const ExpressionAttributeValues = Object.fromEntries(names.map((name) => [`:${name}`, held[name]!]));
  const UpdateExpression = `ADD ${names.map((name) => `${name} :${name}`).join(', ')}`;
  return [
    {
      Delete: {
        Key: { pk: pk!, sk: sk! },
        ConditionExpression: ['attribute_exists(pk)', ...seen].join(' AND '),
        ExpressionAttributeValues,
      },
    },
    { Update: { Key: keyOf(to), UpdateExpression, ExpressionAttributeValues } },
  ];
}

/**
 * What each client of a clinic has spent, in millionths of rho, whatever the programmes were called: an item a
 * client, in the release ledger. A release is charged in two steps, since no transaction holds all its clients:
 *
 * 1. `reserve`, while it is counted, adds the charge and the release's name;
 * 2. `settle`, once the ledger has charged the release, takes the name away, and the charge is spent for good;
 *    or `giveBack`, once it has refused the release for good, takes name and charge away.
 *
 * A name is in an account or it is not, so each step changes an account once, however often it is run; and what
 * is reserved counts as spent, so that no two releases can take a client's last rho. After the second step an
 * account says how much was spent, and of no period that the client was in it.
 *
 * An account outlives an erasure. So it is not called as records are: its name is made of the pseudonym with a key that lies in
 * the ledger, and whoever has records, a backup of them or the clinic's own key finds no account by it.
 */
export function createClientAccounts(table: ItemTable, draw?: () => string) {
  let secret: Promise<KeyObject> | undefined;
  /** A release asks for a client's account twice, before and while it reserves: its name is made once. */
  const made = new WeakMap<ClientKey, ItemKey>();
  const accountsOf = async (owners: readonly ClientKey[]): Promise<ItemKey[]> => {
    secret ??= ledgerSecret(table, ACCOUNT_KEY_ITEM, draw).then((key) => createSecretKey(key, 'utf8'));
    const key = await secret.catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return owners.map((owner) => {
      const account = made.get(owner) ?? accountItem(owner.clinicId, accountName(key, owner.client));
      made.set(owner, account);
      return account;
    });
  };

  /**
   * Makes the same kind of change in many accounts, each on its own condition, a hundred a call: one call for each takes
   * longer than all else that a release does. Where the condition of one does not hold, nothing of its hundred was done, and
   * each of them is asked alone.
   *
   * @returns by account whether it was changed
   */
  const updateEach = async (updates: readonly AccountUpdate[]): Promise<boolean[]> => {
    const chunks = chunksOf(updates, ACCOUNTS_A_TRANSACTION);
    const changed = await mapInFlight(TRANSACTIONS_IN_FLIGHT, chunks, async (chunk) => {
      const actions = chunk.map(({ key, change }) => ({ Update: { Key: keyOf(key), ...change } }));
      if (chunk.length > 1 && (await table.transact(actions)) === undefined) return chunk.map(() => true);
      return mapInFlight(WRITES_IN_FLIGHT, chunk, ({ key, change }) => table.updateIf(key, change));
    });
    return changed.flat();
  };

  /** Changes every account of a clinic that holds a reservation for a release. */
  const change = async (clinicId: string, release: ReleaseId, expression: string, values: Item) => {
    const name = releaseIdText(release);
    const waiting = table.query(accountsPk(clinicId), undefined, {
      FilterExpression: 'contains(waiting, :name)',
      ProjectionExpression: 'pk, sk',
      ExpressionAttributeValues: { ':name': text(name) },
    });
    const write = (keys: readonly ItemKey[]) =>
      updateEach(
        keys.map((key) => ({
          key,
          change: {
            UpdateExpression: `${expression} DELETE waiting :names`,
            ConditionExpression: 'contains(waiting, :name)',
            ExpressionAttributeValues: { ...values, ':name': text(name), ':names': { SS: [name] } },
          },
        })),
      );
    let keys: ItemKey[] = [];
    for await (const item of waiting) {
      keys.push({ pk: textOf(item, 'pk')!, sk: textOf(item, 'sk')! });
      if (keys.length < ACCOUNTS_AT_ONCE) continue;
      await write(keys);
      keys = [];
    }
    await write(keys);
  };

  return {
    /** Accounts of before they had names of their own go under these, with what was spent and what waits. */
    async renameOlder(clinicId: string): Promise<void> {
      for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
        await table.waitBefore(attempt);
        let isLeft = false;
        for await (const item of table.query(accountsPk(clinicId), OLDER_ACCOUNT_SK_PREFIX)) {
          const [account] = await accountsOf([
            { clinicId, client: clientOfOlderAccount(textOf(item, 'sk')!) },
          ]);
          if (await table.transact(renaming(item, account!))) isLeft = true;
        }
        if (!isLeft) return;
      }
      throw new StorageUnavailableError('accounts lost every race for their names');
    },

    /**
     * What clients have spent of a fund, by client; nobody is in it who never counted.
     *
     * @param before a release whose own reservation is left out, so that a repeated count sees what the first saw
     */
    async spent(
      owners: readonly ClientKey[],
      { fund, microRho }: ClientCharge,
      before?: ReleaseId,
    ): Promise<Map<string, number>> {
      const accounts = await accountsOf(owners);
      const items = await table.getAll(accounts);
      return new Map(
        owners.flatMap((owner, index) => {
          const item = items.get(mapKey(accounts[index]!));
          if (!item) return [];
          const isOwn = before && (item['waiting']?.SS ?? []).includes(releaseIdText(before));
          return [[owner.client, Number(item[SPENT[fund]]?.N ?? 0) - (isOwn ? microRho : 0)] as const];
        }),
      );
    },

    /**
     * Reserves a release's charge in clients' accounts, once in each, however often this is called. A release
     * that costs nothing leaves nothing.
     *
     * @param elsewhere what clients have spent under other ids of theirs: they have so much less room here
     * @returns those who count; another release may have taken a client's last rho meanwhile
     */
    async reserve(
      owners: readonly ClientKey[],
      release: ReleaseId,
      { fund, microRho, most }: ClientCharge,
      elsewhere: ReadonlyMap<string, number> = new Map(),
    ): Promise<Set<string>> {
      if (microRho === 0) return new Set(owners.map((owner) => owner.client));
      if (microRho > most) return new Set();
      const name = releaseIdText(release);
      const spent = SPENT[fund];
      const accounts = await accountsOf(owners);
      const reserved = await updateEach(
        owners.map((owner, index) => ({
          key: accounts[index]!,
          change: {
            UpdateExpression: `ADD ${spent} :charge, waiting :names`,
            ConditionExpression:
              `(attribute_not_exists(${spent}) OR ${spent} <= :room) AND ` +
              '(attribute_not_exists(waiting) OR NOT contains(waiting, :name))',
            ExpressionAttributeValues: {
              ':charge': { N: String(microRho) },
              ':room': { N: String(most - microRho - (elsewhere.get(owner.client) ?? 0)) },
              ':name': text(name),
              ':names': { SS: [name] },
            },
          },
        })),
      );
      const now = new Set(owners.filter((_, at) => reserved[at]).map((owner) => owner.client));
      const refused = owners.filter((owner) => !now.has(owner.client));
      for (const chunk of chunksOf(refused, ACCOUNTS_AT_ONCE)) {
        const keys = await accountsOf(chunk);
        const items = await table.getAll(keys);
        for (const [index, owner] of chunk.entries()) {
          const waiting = items.get(mapKey(keys[index]!))?.['waiting']?.SS ?? [];
          if (waiting.includes(name)) now.add(owner.client);
        }
      }
      return now;
    },

    /** Makes what a clinic's clients have reserved for a release spent for good: the ledger has charged it. */
    async settle(clinicId: string, release: ReleaseId): Promise<void> {
      await change(clinicId, release, '', {});
    },

    /** Gives what a clinic's clients have reserved for a release back to them: the ledger has refused it for good. */
    async giveBack(clinicId: string, release: ReleaseId, { fund, microRho }: ClientCharge): Promise<void> {
      await change(clinicId, release, `ADD ${SPENT[fund]} :back`, { ':back': { N: String(-microRho) } });
    },
  };
}
