import { ForbiddenError } from '../../shared/errors.ts';
import type { ReadingRequest, ReadingWish } from '../../shared/imports/foreign-file.ts';
import type { KeptMapping } from '../../shared/imports/kept-mapping.ts';
import type { LookedFile } from '../../shared/imports/looked-file.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import type { ClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import {
  lookResultKey,
  parseReadingKey,
  parseUploadKey,
  type UploadedObject,
  uploadKey,
} from '../../shared/storage/keys/import-keys.ts';
import type { lookAsForeign } from './foreign-look.ts';
import { type ImportJob, importName } from './import-job.ts';
import { type Look, type Looking, lookBy } from './look-by.ts';

/** What a look needs of the world: nothing that could write a record. */
export type LookDeps = {
  foresee: TakeIn;
  keyOfClinic: ClinicKeys;
  /** What a clinic says of itself, as far as a file is read by it. */
  settingsOf(clinicId: string): Promise<{
    timeZone?: string | undefined;
    ownTechniques?: readonly string[] | undefined;
  }>;
  /** The mappings that a clinic keeps. */
  keptMappings(clinicId: string): Promise<readonly KeptMapping[]>;
  open(job: ImportJob, fromByte: number): Promise<AsyncIterable<Uint8Array> | undefined>;
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
};

/**
 * Looks at an uploaded file as an import would read it, and writes what it has seen: of its rows a few, of the others
 * counts. Of a file in which nothing of our own shape is found it tells by which mapping it would be read. No record is
 * written.
 *
 * @param outOfTime asked after every chunk; when it says yes, what was seen is told as the beginning of the file
 */
export async function lookAtFile(job: ImportJob, deps: LookDeps, outOfTime: () => boolean): Promise<void> {
  const upload = parseUploadKey(job.key);
  if (!upload) return;
  await look(upload, job, deps, outOfTime, undefined);
}

/** The same once more, read as somebody asks for. */
export async function lookAgain(job: ImportJob, deps: LookDeps, outOfTime: () => boolean): Promise<void> {
  const address = parseReadingKey(job.key);
  const text = address && (await deps.read(job.key));
  if (text === undefined) return;
  const request = JSON.parse(text) as ReadingRequest;
  const upload = { ...address!, name: request.name };
  await look(upload, { ...job, key: uploadKey(upload), eTag: request.eTag }, deps, outOfTime, request);
}

async function look(
  upload: UploadedObject,
  job: ImportJob,
  deps: LookDeps,
  outOfTime: () => boolean,
  request: ReadingRequest | undefined,
): Promise<void> {
  const { clinicId, name } = upload;
  // A clinic that is held no more has no key: nothing is seen of its file, which goes after a day.
  const key = await deps.keyOfClinic(clinicId).catch(unlessForbidden);
  if (key === undefined) return;
  const { timeZone, ownTechniques: named } = await deps.settingsOf(clinicId);
  const file = { name, eTag: job.eTag ?? '', ...(request && { askedAt: request.at }) };
  const tell = (seen: LookedFile) => deps.write(lookResultKey(upload), JSON.stringify(seen));
  const looking: Looking = {
    ...{ upload, key, timeZone, ownTechniques: ownTechniques(named), outOfTime, foresee: deps.foresee },
    arrival: { door: 'file', author: importName(job), at: job.arrivedAt },
    open: (fromByte) => deps.open(job, fromByte),
    tell: (rows) => tell({ ...file, state: 'reading', rows }),
  };
  const seen = await seenBy(looking, request?.wish, () => deps.keptMappings(clinicId)).catch(
    async (error) => {
      // Whoever waits for it is told; that it is tried again, and rings in the end, is the queue's.
      await tell({ ...file, state: 'reading', rows: 0, hasFailed: true });
      throw error;
    },
  );
  if (!seen) return;
  const { whole, result, foreign } = seen;
  const zone = timeZone === undefined ? {} : { timeZone };
  await tell({ ...file, state: 'read', whole, ...zone, look: result, ...(foreign && { foreign }) });
}

/** @returns undefined when the file has gone */
async function seenBy(
  looking: Looking,
  wish: ReadingWish | undefined,
  kept: () => Promise<readonly KeptMapping[]>,
): Promise<Awaited<ReturnType<typeof lookAsForeign>>> {
  const own = wish ? undefined : await lookBy(undefined, looking);
  if (!wish && !(own && isNobodys(own))) return own;
  // What knows how other systems write is much, and an import of our own columns needs none of it.
  const foreign = await import('./foreign-look.ts');
  return foreign.lookAsForeign(looking, wish, await kept(), own);
}

/**
 * Whether another way of reading may tell more: nothing of our own shape was found, or most of its rows have words of the trade
 * where codes are expected.
 */
function isNobodys({ result, broken }: Look): boolean {
  const { rows, refusedRows, skippedRows = 0, refused } = result;
  if (rows === refusedRows + skippedRows) return refusedRows > 0 || broken !== undefined;
  const ofWords = refused.groups.filter(({ code }) => code === 'unknown-code');
  return ofWords.reduce((sum, group) => sum + group.rows, 0) > rows / 2;
}

function unlessForbidden(error: unknown): undefined {
  if (!(error instanceof ForbiddenError)) throw error;
}
