import { type UndoFate, UndoTally } from '../../shared/imports/undo-account.ts';
import type { UndoRequest, WrittenUndo } from '../../shared/imports/undo-state.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import {
  type Checkpoint,
  checkpointAfter,
  FileBroken,
  type ImportItem,
  placeOf,
} from '../../shared/records/file-item.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { isReassignment, readableId, type SentRecord } from '../../shared/records/record.ts';
import type { ImportIdentity, WrittenImport } from '../../shared/records/written-import.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { mapKey } from '../../shared/storage/dynamodb.ts';
import { importKey, importResultKey, undoKey } from '../../shared/storage/import-keys.ts';
import { mapInFlight } from '../../shared/storage/in-flight.ts';
import type { ItemKey } from '../../shared/storage/keys.ts';
import { type AddressedRecord, addressOf, type Storable } from '../../shared/storage/record-store.ts';
import type { TakenBack, TakingBack } from '../../shared/storage/take-back.ts';
import { chunksOfItems } from './chunks-of-items.ts';
import { itemsOfImport } from './items-of-import.ts';
import { parseUndoRequest, type UndoJob } from './undo-job.ts';

/** What the undoing of an import needs of the world. */
export type UndoDeps = {
  takingBack: TakingBack;
  keyOfClinic: ClinicKeys;
  open(
    object: { bucket: string; key: string; eTag?: string },
    fromByte: number,
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
};

const CLIENTS_IN_FLIGHT = 16;

type Undoing = { request: UndoRequest; identity: ImportIdentity; isDone: boolean; clinicKey: string };

/**
 * Undoes one stretch of an import, or looks what that would do: its file is read again, since it says which records they
 * are. Doing it again changes nothing, and tells the same.
 *
 * @param outOfTime asked after every chunk; when it says yes, the rest is left to another stretch
 * @returns the job to go on with, or undefined when it is done
 */
export async function undoStretch(
  job: UndoJob,
  deps: UndoDeps,
  outOfTime: () => boolean,
): Promise<UndoJob | undefined> {
  const undoing = await undoingOf(job, deps);
  if (!undoing) return undefined;
  const { request, identity } = undoing;
  const target = { clinicId: request.clinicId, name: request.file };
  const key = importKey(target);
  const tell = (written: object, part: 'seen' | 'progress' | 'result') =>
    deps.write(undoKey(key, part), JSON.stringify({ import: request.import, at: request.at, ...written }));
  const end = (written: Pick<WrittenUndo, never> & object) =>
    tell(written, undoing.isDone ? 'result' : 'seen');
  const { eTag } = identity;
  const tally = new UndoTally(job.soFar);
  let resumeAt: Checkpoint | undefined;
  const object = { bucket: job.bucket, key, ...(eTag && { eTag }) };
  try {
    const options = { resumeAt: job.resumeAt };
    const items = await itemsOfImport(target, deps.read, (fromByte) => deps.open(object, fromByte), options);
    if (!items) {
      await end({ gone: true });
      return undefined;
    }
    for await (const chunk of chunksOfItems(items)) {
      await undoChunk(chunk, undoing, tally, deps);
      resumeAt = checkpointAfter(chunk.at(-1)!);
      await tell({ rows: tally.toJSON().rows }, 'progress');
      if (outOfTime()) break;
      resumeAt = undefined;
    }
  } catch (error) {
    // Its import has read no further either.
    if (!(error instanceof FileBroken)) throw error;
  }
  if (resumeAt) return { ...job, resumeAt, soFar: tally.toJSON() };
  await end({ account: tally.toJSON() });
  return undefined;
}

/** What is asked; undefined where nobody may have asked it so, or it is no longer about the import that is told of. */
async function undoingOf({ key }: UndoJob, deps: UndoDeps): Promise<Undoing | undefined> {
  const text = await deps.read(key);
  const request = text === undefined ? undefined : parseUndoRequest(text);
  if (!request) return undefined;
  const file = importKey({ clinicId: request.clinicId, name: request.file });
  const isDone = key === undoKey(file, 'asked');
  // Whoever may write beside one clinic's files asks for nothing of another's.
  if (!isDone && key !== undoKey(file, 'look')) return undefined;
  const result = await deps.read(importResultKey(file));
  const identity = result === undefined ? undefined : (JSON.parse(result) as WrittenImport).import;
  if (identity?.name !== request.import) return undefined;
  return { request, identity, isDone, clinicKey: await deps.keyOfClinic(request.clinicId) };
}

/** A row with the record that it brought, where it brought one. */
type Row = { line: number; record: SentRecord; address?: AddressedRecord };

async function undoChunk(
  chunk: readonly ImportItem[],
  { request, identity, isDone, clinicKey }: Undoing,
  tally: UndoTally,
  { takingBack }: UndoDeps,
): Promise<void> {
  tally.pass(chunk.length);
  const came: Arrival = { door: 'file', author: identity.name, at: identity.arrivedAt };
  const sent = chunk.flatMap((item) => ('record' in item ? [item] : []));
  // Rows have the places that they had when they came (import-stretch.ts).
  const rows = sent.map(({ line, record }, index): Row => {
    if (!isFact(record)) return { line, record };
    const owner = { clinicId: request.clinicId, client: pseudonym(clinicKey, record.clientId) };
    return { line, record, address: addressOf(owner, record, came, placeOf(chunk[0]!) + index) };
  });
  const keys = rows.flatMap(({ address }) => (address ? [address.key] : []));
  const arrival: Arrival = { door: 'owner', author: request.by, at: request.at };
  const undo = { importName: identity.name, arrival };
  const taken = new Map<string, TakenBack>();
  const byClient = [...Map.groupBy(distinct(keys), ({ pk }) => pk).values()];
  await mapInFlight(CLIENTS_IN_FLIGHT, byClient, async (ofClient) => {
    const done = isDone
      ? await takingBack.takeBack(ofClient, undo)
      : await mapInFlight(1, ofClient, (one) => takingBack.foresee(one, identity.name));
    for (const [index, one] of ofClient.entries()) taken.set(mapKey(one), done[index]!);
  });
  for (const { line, record, address } of rows) {
    const fate = address ? fateOf(address, taken.get(mapKey(address.key))!) : 'acts';
    if (fate) tally.add({ line, type: record.type, id: readableId(record)!, fate });
  }
}

/** Of several rows about one record, the one that was in force last tells what becomes of it. */
function fateOf({ version }: AddressedRecord, { fate, instant }: TakenBack): UndoFate | undefined {
  return instant === undefined || instant === version.recordedAt ? fate : undefined;
}

function isFact(record: SentRecord): record is Exclude<Storable, { type: 'deletion' }> {
  return !isReassignment(record) && record.type !== 'erasure' && record.type !== 'deletion';
}

const distinct = (keys: readonly ItemKey[]) => [...new Map(keys.map((key) => [mapKey(key), key])).values()];
