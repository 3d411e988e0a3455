import { ForbiddenError } from '../../shared/errors.ts';
import { FileLook, type Foreseen } from '../../shared/imports/file-look.ts';
import { importItems } from '../../shared/imports/import-items.ts';
import type { LookedFile } from '../../shared/imports/looked-file.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { SettingsOf, TakeIn } from '../../shared/intake/take-in.ts';
import { CLIENT_FIELDS } from '../../shared/records/client-fields.ts';
import { FileBroken, type ImportItem } from '../../shared/records/file-item.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { isReassignment, readableId, type SentRecord, stampedOf } from '../../shared/records/record.ts';
import { rowTexts } from '../../shared/records/row-texts.ts';
import { shortName } from '../../shared/records/short-name.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { lookResultKey, parseUploadKey } from '../../shared/storage/import-keys.ts';
import { chunksOfItems } from './chunks-of-items.ts';
import { type ImportJob, importName } from './import-job.ts';

/** What a look needs of the world: nothing that could write a record. */
export type LookDeps = {
  foresee: TakeIn;
  keyOfClinic: ClinicKeys;
  settingsOf: SettingsOf;
  open(job: ImportJob, fromByte: number): Promise<AsyncIterable<Uint8Array> | undefined>;
  write(key: string, text: string): Promise<void>;
};

/** How far it has come is told after so many chunks. */
const CHUNKS_A_WORD = 10;

/**
 * Looks at an uploaded file as an import would read it, and writes what it has seen: of its rows a few, of the others
 * counts. No record is written.
 *
 * @param outOfTime asked after every chunk; when it says yes, what was seen is told as the beginning of the file
 */
export async function lookAtFile(job: ImportJob, deps: LookDeps, outOfTime: () => boolean): Promise<void> {
  const upload = parseUploadKey(job.key);
  if (!upload) return;
  const { clinicId, name } = upload;
  const tell = (seen: LookedFile) => deps.write(lookResultKey(upload), JSON.stringify(seen));
  const file = { name, eTag: job.eTag ?? '' };
  const look = new FileLook();
  const arrival = { door: 'file', author: importName(job), at: job.arrivedAt } as const;
  let [chunks, rows, whole] = [0, 0, true];
  // A clinic that is held no more has no key: nothing is seen of its file, which goes after a day.
  const key = await deps.keyOfClinic(clinicId).catch(unlessForbidden);
  if (key === undefined) return;
  const { timeZone } = await deps.settingsOf(clinicId);
  try {
    const options = { clinicId, withTyped: true };
    const items = await importItems(name, (fromByte) => deps.open(job, fromByte), options);
    if (!items) return;
    for await (const chunk of chunksOfItems(items)) {
      const { line } = chunk[0]!;
      await lookAtChunk(chunk, look, (records) => deps.foresee(clinicId, records, arrival, line));
      rows += chunk.length;
      chunks += 1;
      if (chunks % CHUNKS_A_WORD === 0) await tell({ ...file, state: 'reading', rows });
      if (outOfTime()) {
        whole = false;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    look.stop(error.line, error.reason);
  }
  const kept = (record: SentRecord) => keptTexts(key, record, job.arrivedAt);
  const zone = timeZone === undefined ? {} : { timeZone };
  await tell({ ...file, state: 'read', whole, ...zone, look: look.result(timeZone, kept) });
}

function unlessForbidden(error: unknown): undefined {
  if (!(error instanceof ForbiddenError)) throw error;
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
