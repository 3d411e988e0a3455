import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Arrival, arrivalInstant } from '../../records/arrival.ts';
import { collect, type Item, keyOf, queryPrefix, text, textOf } from '../aws/dynamodb.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { type ClientKey, clientPk, MERGED_SK_PREFIX, mergeNote } from '../keys/keys.ts';
import { samePerson } from './merged-clients.ts';
import { type Came, cameIn } from './record-events.ts';
import { arrivalAttributes, SCHEMA_VERSION } from './record-store.ts';

const IDS_IN_FLIGHT = 4;

/** That a clinic has said that two ids are one person's, or two again; clients by pseudonym. */
export type MergeEvent = Came & { what: 'merged' | 'split'; from: string; into: string };

/** What is said of two ids, how it came, and its place among all that arrived together. */
export type SaidOfIds = Pick<MergeEvent, 'what' | 'from' | 'into'> & { arrival: Arrival; place: number };

/**
 * The item that tells one of those whom it concerns of a merge. It lies with the marks, and stays where it is when
 * records move.
 */
export function mergeNoteOf(owner: ClientKey, { what, from, into, arrival, place }: SaidOfIds): Item {
  const instant = arrivalInstant(arrival, place);
  return {
    ...keyOf(mergeNote(clientPk(owner), instant)),
    entity: text('merge-note'),
    schemaVersion: { N: SCHEMA_VERSION },
    recordedAt: text(instant),
    ...arrivalAttributes(arrival),
    event: text(JSON.stringify({ what, from, into })),
  };
}

/** What a clinic has said of a client's ids, those included that are his by way of others, the latest first. */
export async function mergesOf(
  client: DynamoDBClient,
  table: string,
  owner: ClientKey,
): Promise<MergeEvent[]> {
  const ids = [owner, ...(await samePerson(client, table, owner))];
  const notes = await mapInFlight(IDS_IN_FLIGHT, ids, (id) =>
    collect(queryPrefix(client, table, clientPk(id), MERGED_SK_PREFIX)),
  );
  // The same word lies with each of those whom it concerns.
  const words = new Map(
    notes.flat().map((item) => [`${textOf(item, 'recordedAt')} ${textOf(item, 'event')}`, item]),
  );
  return [...words]
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .map(([, item]) => ({ ...cameIn(item), ...(JSON.parse(textOf(item, 'event')!) as SaidOfIds) }));
}
