import { createHash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { utcSortKey } from '../../records/time/instant.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryPrefix, text, textOf } from '../aws/dynamodb.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import {
  type ClientKey,
  JOURNAL_LINKS_SK_PREFIX,
  journalLinkEntry,
  journalLinkItem,
  journalLinksPk,
  journalLinksSkPrefix,
  journalWithdrawal,
} from '../keys/keys.ts';
import { SCHEMA_VERSION } from './record-store.ts';

/** Who has made a link: an owner or a therapist, with the id by which the clinic knows him. */
export type MadeBy = { role: 'owner' | 'therapist'; id: string };

/**
 * A link as it is kept: everything but the code that opens it. `keyVersion` is the master secret's at the time: whoever
 * ends what was handed out under a version ends the link too.
 */
export type HeldLink = ClientKey & { issuedAt: Date; expiresAt: Date; keyVersion: string; madeBy: MadeBy };

const DELETES_IN_FLIGHT = 8;

export type JournalLinks = ReturnType<typeof createJournalLinks>;

/**
 * Links to journals, in the Records table. Of a link's code only the digest is kept: 80 bits of chance cannot be
 * computed back from it, so whoever reads the table opens no journal. A link is two items, one to open it by and one
 * to list it by, written and removed together; both end by themselves after the last day.
 */
export function createJournalLinks(client: DynamoDBClient, table: string) {
  const listed = async (clinicId: string, prefix: string, now: Date) => {
    const items = await collect(queryPrefix(client, table, journalLinksPk(clinicId), prefix));
    return items.map(linkIn).filter(({ expiresAt }) => expiresAt > now);
  };
  return {
    /** Keeps a new link. @param code which is given away, and not kept */
    async keep(code: string, link: HeldLink): Promise<void> {
      const digest = digestOf(code);
      const TransactItems = [journalLinkItem(digest), journalLinkEntry(link, digest)].map((key) => ({
        Put: {
          TableName: table,
          Item: { ...keyOf(key), ...attributesOf(link) },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      }));
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
    },

    /** The link that a code opens; undefined for one that was withdrawn, is over its last day, or never was. */
    async opened(code: string, now: Date): Promise<HeldLink | undefined> {
      const key = journalLinkItem(digestOf(code));
      const item = (await getAll(client, table, [key])).get(mapKey(key));
      const link = item && linkIn(item);
      return link && link.expiresAt > now ? link : undefined; // what is over stays until DynamoDB gets round to it
    },

    /** The open links of a client, under all ids that are his, the latest first. */
    async ofClient(clinicId: string, ids: readonly string[], now: Date): Promise<HeldLink[]> {
      const links = await Promise.all(ids.map((id) => listed(clinicId, journalLinksSkPrefix(id), now)));
      return links.flat().toSorted(latestFirst);
    },

    /** All open links of a clinic, the latest first. */
    async ofClinic(clinicId: string, now: Date): Promise<HeldLink[]> {
      return (await listed(clinicId, JOURNAL_LINKS_SK_PREFIX, now)).toSorted(latestFirst);
    },

    /**
     * Withdraws all links of a client that were made until now: they open nothing from then on.
     *
     * @param keptUntil as long as a link could live that was made before; then nobody asks any more
     * @returns how many were open
     */
    async withdraw(owner: ClientKey, now: Date, keptUntil: Date): Promise<number> {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            ...keyOf(journalWithdrawal(owner)),
            entity: text('journal-withdrawal'),
            schemaVersion: { N: SCHEMA_VERSION },
            withdrawnAt: text(utcSortKey(now.toISOString())),
            expiresAt: secondsOf(keptUntil),
          },
        }),
      );
      const removed = await removeJournalLinks({ client, table }, owner);
      return removed.filter(({ expiresAt }) => expiresAt > now).length;
    },

    /** When all links of a client were withdrawn last, as utcSortKey. */
    async withdrawnAt(owner: ClientKey): Promise<string | undefined> {
      const key = journalWithdrawal(owner);
      return textOf((await getAll(client, table, [key])).get(mapKey(key)), 'withdrawnAt');
    },
  };
}

/**
 * Removes what is kept of a client's links up to an instant, for good: links to a journal that is erased go with it, and
 * what says that links were withdrawn names the client too.
 *
 * @param until as utcSortKey
 */
export async function eraseJournalLinks(tables: Table, owner: ClientKey, until: string): Promise<void> {
  await removeJournalLinks(tables, owner, (link) => wasMadeUntil(link, until));
  const forgotten = {
    TableName: tables.table,
    Key: keyOf(journalWithdrawal(owner)),
    // What has been withdrawn since is not of this erasure.
    ConditionExpression: 'attribute_not_exists(pk) OR withdrawnAt <= :until',
    ExpressionAttributeValues: { ':until': text(until) },
  };
  await tables.client.send(new DeleteItemCommand(forgotten)).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

/** How many links are kept of some clients, those included that are over. @param until made until then, as utcSortKey */
export async function countJournalLinks(
  tables: Table,
  owners: readonly ClientKey[],
  until?: string,
): Promise<number> {
  const held = await Promise.all(owners.map((owner) => linkItems(tables, owner)));
  return held.flat().filter((item) => until === undefined || wasMadeUntil(linkIn(item), until)).length;
}

type Table = { client: DynamoDBClient; table: string };

function linkItems({ client, table }: Table, { clinicId, client: of }: ClientKey): Promise<Item[]> {
  return collect(queryPrefix(client, table, journalLinksPk(clinicId), journalLinksSkPrefix(of)));
}

const wasMadeUntil = ({ issuedAt }: HeldLink, until: string) => utcSortKey(issuedAt.toISOString()) <= until;

/** @returns those that were removed */
async function removeJournalLinks(
  { client, table }: Table,
  owner: ClientKey,
  isReached: (link: HeldLink) => boolean = () => true,
): Promise<HeldLink[]> {
  const items = await linkItems({ client, table }, owner);
  const reached = items.filter((item) => isReached(linkIn(item)));
  await mapInFlight(DELETES_IN_FLIGHT, reached, async (item) => {
    const digest = textOf(item, 'sk')!.split('#').at(-1)!;
    // What opens goes first: were the rest cut off, the list would show what is closed, and not hide what is open.
    for (const key of [journalLinkItem(digest), journalLinkEntry(owner, digest)]) {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(key) }));
    }
  });
  return reached.map(linkIn);
}

const digestOf = (code: string) => createHash('sha256').update(code).digest('base64url');
const secondsOf = (instant: Date) => ({ N: String(Math.ceil(instant.getTime() / 1000)) });
const latestFirst = (a: HeldLink, b: HeldLink) => b.issuedAt.getTime() - a.issuedAt.getTime();

function attributesOf({ clinicId, client, issuedAt, expiresAt, keyVersion, madeBy }: HeldLink): Item {
  return {
    entity: text('journal-link'),
    schemaVersion: { N: SCHEMA_VERSION },
    clinicId: text(clinicId),
    client: text(client),
    issuedAt: text(issuedAt.toISOString()),
    expiresAt: secondsOf(expiresAt),
    keyVersion: text(keyVersion),
    madeByRole: text(madeBy.role),
    madeBy: text(madeBy.id),
  };
}

function linkIn(item: Item): HeldLink {
  return {
    clinicId: textOf(item, 'clinicId')!,
    client: textOf(item, 'client')!,
    issuedAt: new Date(textOf(item, 'issuedAt')!),
    expiresAt: new Date(Number(item['expiresAt']!.N) * 1000),
    keyVersion: textOf(item, 'keyVersion')!,
    madeBy: { role: textOf(item, 'madeByRole') as MadeBy['role'], id: textOf(item, 'madeBy')! },
  };
}
