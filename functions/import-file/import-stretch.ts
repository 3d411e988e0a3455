import { ForbiddenError } from '../../shared/errors.ts';
import { importItems } from '../../shared/imports/import-items.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import {
  type Checkpoint,
  checkpointAfter,
  FileBroken,
  type ImportItem,
} from '../../shared/records/file-item.ts';
import { ImportSummary } from '../../shared/records/import-summary.ts';
import { readableId, type SentRecord } from '../../shared/records/record.ts';
import type { UnusedReason } from '../../shared/records/row-account.ts';
import {
  erasureReceiptKey,
  type ImportObject,
  importProgressKey,
  importResultKey,
  isImportResult,
  isLookResult,
  parseImportKey,
  undoKey,
} from '../../shared/storage/import-keys.ts';
import { chunksOfItems } from './chunks-of-items.ts';
import { ImportAccount } from './import-account.ts';
import { type ImportJob, identityOf, importName } from './import-job.ts';
import { RefusedRows } from './refused-rows.ts';
import { parseUndoRequest } from './undo-job.ts';

/** What an import needs of the world. */
export type ImportDeps = {
  takeIn: TakeIn;
  /** The object's bytes from an offset on, of the version that the job names; undefined when it is gone. */
  open(job: ImportJob, fromByte: number): Promise<AsyncIterable<Uint8Array> | undefined>;
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
  /** Of the facts that an import brought of some clients, why nothing is made of those of which nothing is. */
  unused(clinicId: string, clientIds: readonly string[], importName: string): AsyncIterable<UnusedReason>;
};

/** How far it has come is told after so many chunks. */
const CHUNKS_A_WORD = 10;

/**
 * Imports one stretch of a file: takes records in chunk by chunk and writes what was refused beside it.
 * Doing it again changes nothing.
 *
 * @param outOfTime asked after every chunk; when it says yes, the rest is left to another stretch
 * @returns the job to go on with, or undefined when the file is done
 */
export async function importStretch(
  job: ImportJob,
  deps: ImportDeps,
  outOfTime: () => boolean,
): Promise<ImportJob | undefined> {
  if (isImportResult(job.key) || isLookResult(job.key)) return undefined;
  const target = parseImportKey(job.key);
  if (!target) return await refuseToRead(job, deps);
  // A message that comes once more after that would bring back what was taken back.
  if (await isUndone(job, deps)) return undefined;
  const summary = new ImportSummary(job.soFar);
  const account = new ImportAccount(job.soFar);
  const refused = new RefusedRows(job.key, job.refusedParts ?? [], deps.write);
  const keep = (line: number, receipt: object) =>
    deps.write(erasureReceiptKey(job.key, line), `${JSON.stringify(receipt, null, 2)}\n`);
  let resumeAt: Checkpoint | undefined;
  let chunks = 0;
  try {
    const options = { clinicId: target.clinicId, resumeAt: job.resumeAt, withTyped: true };
    const arrival: Arrival = { door: 'file', author: importName(job), at: job.arrivedAt };
    const items = await importItems(target.name, (fromByte) => deps.open(job, fromByte), options);
    if (!items) return undefined;
    for await (const chunk of chunksOfItems(items)) {
      // Each row has its place in the file: of several without a recordedAt the last one stands.
      const { line } = chunk[0]!;
      const take = (records: SentRecord[]) => deps.takeIn(target.clinicId, records, arrival, line);
      await importChunk(chunk, take, { summary, account, refused, keep });
      await refused.flush('full');
      resumeAt = checkpointAfter(chunk.at(-1)!);
      chunks += 1;
      if (chunks % CHUNKS_A_WORD === 0) {
        const { rows } = summary.toJSON();
        await deps.write(importProgressKey(job.key), JSON.stringify({ rows }));
      }
      if (outOfTime()) break;
      resumeAt = undefined;
    }
  } catch (error) {
    if (error instanceof FileBroken) summary.stop(error.line, error.reason);
    else if (error instanceof ForbiddenError) summary.stop(1, `${error.message}; ${EXPECTED_FOLDER}`);
    else throw error;
  }
  await refused.flush('always');
  const { parts: refusedParts } = refused;
  if (resumeAt)
    return { ...job, resumeAt, soFar: { ...summary.toJSON(), ...account.toJSON() }, refusedParts };
  const clients = [...(await clientsToAskFor(job, target, deps))];
  for await (const reason of deps.unused(target.clinicId, clients, importName(job)))
    account.leaveUnused(reason);
  await writeResult(job, deps, {
    file: target.name,
    import: identityOf(job),
    ...summary.toJSON(),
    ...account.toJSON(),
    refusedParts,
  });
  return undefined;
}

/** Whether somebody has said that this import be undone. */
async function isUndone(job: ImportJob, { read }: ImportDeps): Promise<boolean> {
  const text = await read(undoKey(job.key, 'asked'));
  return text !== undefined && parseUndoRequest(text)?.import === importName(job);
}

/**
 * The clients of whom the file holds something that may be used by nothing. They are read from the file again, since a
 * job that goes on in another stretch must not carry them.
 */
async function clientsToAskFor(job: ImportJob, target: ImportObject, deps: ImportDeps): Promise<Set<string>> {
  const clients = new Set<string>();
  try {
    const { clinicId, name } = target;
    const items = await importItems(name, (fromByte) => deps.open(job, fromByte), { clinicId });
    for await (const item of items ?? []) {
      if (!('record' in item)) continue;
      const { record } = item;
      const mayBeUnused =
        record.type === 'pain-score' || record.type === 'measurement' || record.type === 'consent';
      if (mayBeUnused) clients.add(record.clientId);
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
  }
  return clients;
}

const EXPECTED_FOLDER =
  'expected a file in the folder clinic=<id>/ of a clinic of this deployment; capital and small letters differ';

/** An object that lies in no clinic's folder is not read, since nobody has said whose it is; its sender is told so. */
async function refuseToRead(job: ImportJob, deps: ImportDeps): Promise<undefined> {
  const summary = new ImportSummary();
  summary.stop(1, EXPECTED_FOLDER);
  const account = new ImportAccount().toJSON();
  await writeResult(job, deps, { file: job.key, ...summary.toJSON(), ...account, refusedParts: [] });
}

async function writeResult(job: ImportJob, deps: ImportDeps, result: object): Promise<void> {
  await deps.write(importResultKey(job.key), `${JSON.stringify(result, null, 2)}\n`);
}

/** Where what became of rows is told. */
type Told = {
  summary: ImportSummary;
  account: ImportAccount;
  refused: RefusedRows;
  /** Keeps the receipt of an erasure beside the file. */
  keep(line: number, receipt: object): Promise<void>;
};

async function importChunk(
  chunk: readonly ImportItem[],
  take: (records: SentRecord[]) => Promise<RecordResult[]>,
  { summary, account, refused, keep }: Told,
): Promise<void> {
  const records = chunk.flatMap((item): SentRecord[] => ('record' in item ? [item.record] : []));
  const results = (await take(records)).values();
  for (const item of chunk) {
    if ('skipped' in item) {
      summary.add({ status: 'skipped' });
      account.skip(item.skipped.code);
      continue;
    }
    if ('refusal' in item) {
      const { type, code } = item.refusal;
      summary.add({ ...(type && { type }), status: 'refused', code });
      account.refuse(code);
      refused.add(item.refusal, item.typed?.());
      continue;
    }
    const { record, line } = item;
    const result = results.next().value!;
    account.take(line, record, readableId(record)!, result);
    if (result.status !== 'refused') {
      summary.add({ type: record.type, status: result.status });
      if ('receipt' in result && result.receipt) await keep(line, result.receipt);
      continue;
    }
    const [refusal] = result.refusals;
    const status = refusal!.code === 'conflict' ? 'conflict' : 'refused';
    summary.add({ type: record.type, status, code: refusal!.code });
    refused.add({ line, type: record.type, id: readableId(record)!, ...refusal! }, item.typed?.());
  }
}
