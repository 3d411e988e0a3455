import { FileLook, type FileLookResult, type Foreseen } from '../../shared/imports/file-look.ts';
import { importItems } from '../../shared/imports/import-items.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import type { MappingTally } from '../../shared/mapping/apply-mapping.ts';
import type { Mapping } from '../../shared/mapping/mapping.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import { CLIENT_FIELDS } from '../../shared/records/client-fields.ts';
import { FileBroken, type ImportItem, placeOf } from '../../shared/records/files/file-item.ts';
import { rowTexts } from '../../shared/records/files/row-texts.ts';
import type { OwnTechnique } from '../../shared/records/own-technique.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { isReassignment, readableId, type SentRecord, stampedOf } from '../../shared/records/record.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import type { UploadedObject } from '../../shared/storage/keys/import-keys.ts';
import { chunksOfItems } from './chunks-of-items.ts';

/** A look that is being taken: of whose file, in which way it is opened, and who is told how far it has come. */
export type Looking = {
  upload: UploadedObject;
  arrival: Arrival;
  /** The clinic's, for pseudonyms as they would be kept. */
  key: string;
  timeZone: string | undefined;
  ownTechniques: readonly OwnTechnique[];
  open(fromByte: number): Promise<AsyncIterable<Uint8Array> | undefined>;
  foresee: TakeIn;
  tell(rows: number): Promise<void>;
  outOfTime(): boolean;
};

/** What was seen of a file in one reading. */
export type Look = { result: FileLookResult; whole: boolean; broken?: FileBroken };

/** How far it has come is told after so many chunks. */
const CHUNKS_A_WORD = 10;

/**
 * Looks at all rows of a file, or at as many as there is time for.
 *
 * @param by the mapping by which it is read, and where its words are counted; without it as what it is
 * @returns undefined when the file has gone
 */
export async function lookBy(
  by: { mapping: Mapping; tally: MappingTally } | undefined,
  looking: Looking,
): Promise<Look | undefined> {
  const { upload, timeZone } = looking;
  const { clinicId, name } = upload;
  const look = new FileLook();
  let [chunks, rows, whole] = [0, 0, true];
  let broken: FileBroken | undefined;
  try {
    const items = await importItems(name, looking.open, { clinicId, withTyped: true, isLook: true, ...by });
    if (!items) return undefined;
    for await (const chunk of chunksOfItems(items)) {
      const place = placeOf(chunk[0]!);
      await lookAtChunk(chunk, look, (records) => looking.foresee(clinicId, records, looking.arrival, place));
      rows += chunk.length;
      chunks += 1;
      if (chunks % CHUNKS_A_WORD === 0) await looking.tell(rows);
      if (looking.outOfTime()) {
        whole = false;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    look.stop(error.line, error.reason);
    broken = error;
  }
  const kept = (record: SentRecord) => keptTexts(looking.key, record, looking.arrival.at);
  return { result: look.result(timeZone, kept), whole, ...(broken && { broken }) };
}

async function lookAtChunk(
  chunk: readonly ImportItem[],
  look: FileLook,
  foresee: (records: SentRecord[]) => Promise<RecordResult[]>,
): Promise<void> {
  const records = chunk.flatMap((item) => ('record' in item && !acts(item.record) ? [item.record] : []));
  const results = (await foresee(records)).values();
  for (const item of chunk) {
    if ('skipped' in item) {
      look.skip(item.skipped);
      continue;
    }
    const typed = item.typed ?? (() => undefined);
    if ('refusal' in item) {
      look.refuse(item.refusal, typed());
      continue;
    }
    const { line, record } = item;
    const result = acts(record) ? undefined : results.next().value!;
    if (result?.status !== 'refused') look.take(line, record, foreseen(result), typed);
    else look.refuse({ line, type: record.type, id: readableId(record)!, ...result.refusals[0]! }, typed());
  }
}

/** What it would do depends on all that is held when it comes. */
const acts = (record: SentRecord) => isReassignment(record) || record.type === 'erasure';

function foreseen(result: Exclude<RecordResult, { status: 'refused' }> | undefined): Foreseen {
  if (!result) return 'acts';
  if (result.status === 'duplicate') return 'known';
  if (result.status === 'stale') return 'older';
  return result.replaced || Object.keys(result.removed ?? {}).length > 0 ? 'changed' : 'new';
}

/** A record as it would be kept: clients by pseudonym, of which pages show the beginning, and no clinic. */
function keptTexts(key: string, sent: SentRecord, arrivedAt: string): Record<string, string> {
  const { clinicId: _, ...record } = stampedOf(sent, arrivedAt);
  const clients: ReadonlySet<string> = new Set(CLIENT_FIELDS);
  const kept = Object.entries(record).map(([name, value]) =>
    clients.has(name) ? [name, shortName(pseudonym(key, String(value)))] : [name, value],
  );
  return rowTexts(Object.fromEntries(kept));
}
