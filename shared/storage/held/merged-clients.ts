import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getAll, type Item, mapKey, textOf } from '../aws/dynamodb.ts';
import { type ClientKey, clientPk, erasureMark, type ItemKey, parseClientPk } from '../keys/keys.ts';

/**
 * Client ids that a clinic has said are one person's. The mark of each client says into whom he was merged, and who
 * was merged into him: every write checks that item anyway, because of erasures, and reads it where there is one, so that whose
 * a record is costs nothing more to know, and a merge and a write cannot pass each other. Merges may be chained; the last client
 * of the chain holds everything.
 */
export const mergedIntoIn = (mark: Item | undefined): string | undefined => textOf(mark, 'mergedInto');

/** The pseudonyms of all who were merged into a client, directly or by way of others. */
export const membersIn = (mark: Item | undefined): string[] => textOf(mark, 'members')?.split(' ') ?? [];

/** What a mark says of merges, to be kept when something else in it changes. */
export function mergesIn(mark: Item | undefined): Item {
  const { mergedInto, members } = mark ?? {};
  return { ...(mergedInto && { mergedInto }), ...(members && { members }) };
}

/**
 * Records one step on towards the clients into whom theirs were merged.
 *
 * @param held marks among others, by mapKey
 * @returns the same array where nobody was merged
 */
export function followMerges<Led extends { key: ItemKey; via?: readonly string[] }>(
  records: readonly Led[],
  held: ReadonlyMap<string, Item>,
): readonly Led[] {
  let isLed = false;
  const led = records.map((record) => {
    const { pk, sk } = record.key;
    const client = mergedIntoIn(held.get(mapKey(erasureMark(pk))));
    if (client === undefined) return record;
    isLed = true;
    const { clinicId } = parseClientPk(pk);
    return { ...record, key: { pk: clientPk({ clinicId, client }), sk }, via: [...(record.via ?? []), pk] };
  });
  return isLed ? led : records;
}

/** The marks from a client to the one who holds what is his: he himself where he was not merged. */
export async function mergeChain(
  client: DynamoDBClient,
  table: string,
  owner: ClientKey,
): Promise<{ owner: ClientKey; mark: Item | undefined }[]> {
  const chain: { owner: ClientKey; mark: Item | undefined }[] = [];
  for (let next: ClientKey | undefined = owner; next; ) {
    const key = erasureMark(clientPk(next));
    const mark: Item | undefined = (await getAll(client, table, [key])).get(mapKey(key));
    chain.push({ owner: next, mark });
    const into = mergedIntoIn(mark);
    next = into === undefined ? undefined : { clinicId: owner.clinicId, client: into };
  }
  return chain;
}

/** The clients who are one person with a client, himself left out; the one who holds everything comes first. */
export async function samePerson(
  client: DynamoDBClient,
  table: string,
  owner: ClientKey,
): Promise<ClientKey[]> {
  const { owner: holder, mark } = (await mergeChain(client, table, owner)).at(-1)!;
  return [holder.client, ...membersIn(mark)]
    .filter((one) => one !== owner.client)
    .map((one) => ({ clinicId: owner.clinicId, client: one }));
}
