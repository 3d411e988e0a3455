import type { ClientsInCare } from '../access/in-care.ts';
import { NotFoundError } from '../errors.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import { type Reader, visibleClients } from './therapist.ts';

/** What is asked before a client's records are read. */
export type ClientReadDeps = { records: Pick<RecordReader, 'all'>; inCare: ClientsInCare };

/** The same where a client is named by an id that may be one of several of his. */
export type HolderReadDeps = ClientReadDeps & { records: Pick<RecordReader, 'all' | 'holderOf'> };

/**
 * Where the records of a client are held whom somebody may see.
 *
 * @throws NotFoundError as visibleRecords does
 */
export async function visibleHolder(
  deps: HolderReadDeps,
  reader: Reader,
  client: string,
): Promise<ClientKey> {
  const owner = await deps.records.holderOf({ clinicId: reader.clinicId, client });
  await visibleRecords(deps, reader, owner);
  return owner;
}

/**
 * The records of a client whom somebody may see: a therapist those who are in her care, whoever has reported what.
 *
 * @throws NotFoundError alike for a client of whom nothing is held and for a client of somebody else
 */
export async function visibleRecords(
  { records, inCare }: ClientReadDeps,
  reader: Reader,
  owner: ClientKey,
): Promise<Awaited<ReturnType<RecordReader['all']>>> {
  const seen = await visibleClients(inCare, reader, [owner.client]);
  const held = seen.has(owner.client) ? await records.all(owner) : undefined;
  if (!held?.facts.length) throw new NotFoundError('no such client, or not one of yours');
  return held;
}
