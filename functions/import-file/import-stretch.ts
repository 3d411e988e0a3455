import { ForbiddenError } from '../../shared/errors.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import type { TakenCounts } from '../../shared/intake/tell-taken.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import { checkpointAfter, FileBroken, type ImportItem } from '../../shared/records/files/file-item.ts';
import { ImportSummary } from '../../shared/records/files/import-summary.ts';
import type { UnusedReason } from '../../shared/records/files/row-account.ts';
import type { ClinicKeys, RowKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import {
  erasureReceiptKey,
  type ImportObject,
  importProgressKey,
  importResultKey,
  isImportResult,
  isLookResult,
  parseImportKey,
  undoKey,
} from '../../shared/storage/keys/import-keys.ts';
import { BroughtRows } from './brought-rows.ts';
import { chunksOfItems } from './chunks-of-items.ts';
import { type ClearingDeps, clearAway } from './clear-away.ts';
import { clientsToAskFor } from './clients-to-ask-for.ts';
import { ImportAccount } from './import-account.ts';
import { importChunk, type TakeRows, type Told } from './import-chunk.ts';
import { type ImportJob, identityOf, importName } from './import-job.ts';
import { isAtTop, progressOf, takeUp } from './import-progress.ts';
import { itemsOfImport } from './items-of-import.ts';
import { RefusedRows } from './refused-rows.ts';
import { RetakenRows } from './retaken-rows.ts';
import { type RowNames, rowNames } from './row-names.ts';
import { parseUndoRequest } from './undo-job.ts';

/** What an import needs of the world. */
export type ImportDeps = ClearingDeps & {
  takeIn: TakeIn;
  keyOfClinic: ClinicKeys;
  rowKeyOf: RowKeys;
  /** The object's bytes from an offset on, of the version that the job names; undefined when it is gone. */
  open(job: ImportJob, fromByte: number): Promise<AsyncIterable<Uint8Array> | undefined>;
  write(key: string, text: string): Promise<void>;
  /** Of the facts that an import brought of some clients, why nothing is made of those of which nothing is. */
  unused(clinicId: string, clientIds: readonly string[], importName: string): AsyncIterable<UnusedReason>;
  /** Names a run, as nobody else is named: what it writes of rows is its own, whoever reads the same message at once. */
  newRun(): string;
  /** Hears how many rows of a stretch became what. */
  tellTaken(counts: TakenCounts): void;
  /** Rows that are taken in together; as many as is fast where this is not said. */
  rowsAChunk?: number;
};

/**
 * How far it has come is told after so many chunks, and what was refused until then is written: a worker that is killed
 * costs so many chunks at most, whatever the file has.
 */
const CHUNKS_A_WORD = 10;
/** After so many of them what follows is left to another stretch: it reads the file again, and that takes time. */
const CHUNKS_OF_LONG_STRETCH = 100;
/** Of so many clients it is asked at a time what was made of their rows. */
const CLIENTS_A_WORD = 500;

/**
 * Imports one stretch of a file: takes records in chunk by chunk and writes what was refused beside it. A file that has been
 * read goes, since it names clients; what stays beside it names none in clear. Doing it again changes nothing, and goes on where one that was cut off had come.
 *
 * @param outOfTime asked after every chunk; when it says yes, the rest is left to another stretch
 * @returns the job to go on with, or undefined when the file is done
 */
export async function importStretch(
  sent: ImportJob,
  deps: ImportDeps,
  outOfTime: () => boolean,
): Promise<ImportJob | undefined> {
  if (isImportResult(sent.key) || isLookResult(sent.key)) return undefined;
  const target = parseImportKey(sent.key);
  if (!target) return await refuseToRead(sent, deps);
  // A message that comes once more after that would bring back what was taken back.
  if (await isUndone(sent, deps)) return await clearAway(sent, target, deps);
  const takenUp = await takeUp(sent, deps);
  // Its worker may have been killed before the file was gone.
  if (!takenUp) return await clearAway(sent, target, deps);
  const { job, isRetried } = takenUp;
  const names = await namesIn(target.clinicId, deps);
  // A folder of no clinic's is read by nobody, and stays for whoever has to put the file elsewhere.
  if (names instanceof ForbiddenError) return await refuseToRead(job, deps, names.message);
  const keep = (line: number, receipt: object) =>
    deps.write(erasureReceiptKey(job.key, line), `${JSON.stringify(receipt, null, 2)}\n`);
  const rowsBefore = job.soFar?.rows ?? 0;
  const run = deps.newRun();
  const told: Told = {
    names,
    summary: new ImportSummary(job.soFar),
    account: new ImportAccount(job.soFar),
    refused: new RefusedRows({ key: job.key, run, parts: job.refusedParts ?? [] }, deps.write),
    brought: new BroughtRows({ key: job.key, importName: importName(job), run, rowsBefore }, deps.write),
    retaken: new RetakenRows(isRetried),
    keep,
  };
  const tell = (goesOn: ImportJob, isTaken: boolean) =>
    deps.write(importProgressKey(job.key), JSON.stringify(progressOf(goesOn, isTaken)));
  if (!isAtTop(job)) await tell(job, true);
  const stretch: Stretch = { job, target, told, tell, outOfTime };
  const read = job.asked === undefined ? await readAndTell(stretch, deps) : 'read';
  if (read === 'gone') return undefined;
  const rest = read === 'read' ? await askForUnused(stretch, deps) : read;
  if (rest) {
    await tell(rest, false);
    return rest;
  }
  await writeResult(job, deps, {
    file: target.name,
    import: identityOf(job),
    ...soFar(told),
    refusedParts: told.refused.parts,
  });
  return await clearAway(job, target, deps);
}

type Stretch = {
  job: ImportJob;
  target: ImportObject;
  told: Told;
  /** Tells how far it has come. */
  tell(goesOn: ImportJob, isTaken: boolean): Promise<void>;
  outOfTime(): boolean;
};

const soFar = ({ summary, account }: Told) => ({ ...summary.toJSON(), ...account.toJSON() });

/** The same as readRows, and tells how many rows became what, also where it is cut off by a failure. */
async function readAndTell(stretch: Stretch, deps: ImportDeps): ReturnType<typeof readRows> {
  const before = new ImportSummary(stretch.job.soFar).toJSON().counts;
  try {
    return await readRows(stretch, deps);
  } finally {
    const after = stretch.told.summary.toJSON().counts;
    const more = (status: keyof typeof after) => after[status] - before[status];
    const [conflicts, unchanged] = [more('conflict'), more('duplicate') + more('stale')];
    const refused = more('refused') + conflicts;
    deps.tellTaken({ accepted: more('accepted'), unchanged, refused, conflicts });
  }
}

/** Takes the rows in. @returns the job to go on with where time ran out */
async function readRows(
  { job, target, told, tell, outOfTime }: Stretch,
  deps: ImportDeps,
): Promise<ImportJob | 'read' | 'gone'> {
  const { refused, brought } = told;
  const flush = (when: 'full' | 'always') => Promise.all([refused.flush(when), brought.flush(when)]);
  const goesOn = (chunk: readonly ImportItem[]): ImportJob => ({
    ...job,
    resumeAt: checkpointAfter(chunk.at(-1)!),
    soFar: soFar(told),
    refusedParts: [...refused.parts],
  });
  let chunks = 0;
  try {
    const options = { resumeAt: job.resumeAt, withTyped: true };
    const arrival: Arrival = { door: 'file', author: importName(job), at: job.arrivedAt };
    const items = await itemsOfImport(target, deps.read, (fromByte) => deps.open(job, fromByte), options);
    if (!items) return 'gone';
    for await (const chunk of chunksOfItems(items, deps.rowsAChunk)) {
      const take: TakeRows = (records, place) => deps.takeIn(target.clinicId, records, arrival, place);
      await importChunk(chunk, take, arrival, told);
      await flush('full');
      chunks += 1;
      if (outOfTime()) {
        await flush('always');
        return goesOn(chunk);
      }
      if (chunks % CHUNKS_A_WORD > 0) continue;
      await flush('always');
      await tell(goesOn(chunk), true);
      told.retaken.close();
    }
  } catch (error) {
    if (error instanceof FileBroken) told.summary.stop(error.line, error.reason);
    else if (error instanceof ForbiddenError) told.summary.stop(1, `${error.message}; ${EXPECTED_FOLDER}`);
    else throw error;
  }
  await flush('always');
  if (chunks <= CHUNKS_OF_LONG_STRETCH) return 'read';
  const { resumeAt: _read, ...rest } = job;
  return { ...rest, asked: 0, soFar: soFar(told), refusedParts: [...refused.parts] };
}

/** Asks what was made of the rows, once all are in. @returns the job to go on with where time ran out */
async function askForUnused(
  { job, target, told, tell, outOfTime }: Stretch,
  deps: ImportDeps,
): Promise<ImportJob | undefined> {
  const clients = await clientsToAskFor(target, deps.read, (fromByte) => deps.open(job, fromByte));
  const { resumeAt: _read, ...rest } = job;
  for (let asked = job.asked ?? 0; asked < clients.length; ) {
    const some = clients.slice(asked, asked + CLIENTS_A_WORD);
    for await (const reason of deps.unused(target.clinicId, some, importName(job)))
      told.account.leaveUnused(reason);
    asked += some.length;
    if (asked >= clients.length) return undefined;
    const goesOn = { ...rest, asked, soFar: soFar(told), refusedParts: told.refused.parts };
    if (outOfTime()) return goesOn;
    await tell(goesOn, true);
  }
  return undefined;
}

/** How rows of a clinic's files are named; the error of a clinic that is not held. */
function namesIn(clinicId: string, deps: ImportDeps): Promise<RowNames | ForbiddenError> {
  return rowNames(clinicId, deps).catch((error: unknown) => {
    if (error instanceof ForbiddenError) return error;
    throw error;
  });
}

/** Whether somebody has said that this import be undone. */
async function isUndone(job: ImportJob, { read }: ImportDeps): Promise<boolean> {
  const text = await read(undoKey(job.key, 'asked'));
  return text !== undefined && parseUndoRequest(text)?.import === importName(job);
}

const EXPECTED_FOLDER =
  'expected a file in the folder clinic=<id>/ of a clinic of this deployment; capital and small letters differ';

/** An object that lies in no clinic's folder is not read, since nobody has said whose it is; its sender is told so. */
async function refuseToRead(job: ImportJob, deps: ImportDeps, why?: string): Promise<undefined> {
  const summary = new ImportSummary();
  summary.stop(1, why === undefined ? EXPECTED_FOLDER : `${why}; ${EXPECTED_FOLDER}`);
  const account = new ImportAccount().toJSON();
  const file = parseImportKey(job.key)?.name ?? job.key;
  await writeResult(job, deps, { file, ...summary.toJSON(), ...account, refusedParts: [] });
}

async function writeResult(job: ImportJob, deps: ImportDeps, result: object): Promise<void> {
  await deps.write(importResultKey(job.key), `${JSON.stringify(result, null, 2)}\n`);
}
