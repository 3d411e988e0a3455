import type { WrittenImport } from '../../shared/records/files/written-import.ts';
import { importProgressKey, importResultKey } from '../../shared/storage/keys/import-keys.ts';
import { type ImportJob, importName } from './import-job.ts';

/**
 * How far an import has come, as it is told beside its file: to people, and to the worker that goes on where another
 * one was killed, since the message that it had in hand tells only where its stretch began.
 */
export type ImportProgress = {
  rows: number;
  /** Which import, as the same file may come again. */
  import: string;
  goesOn: ImportJob;
  /** Whether a worker has gone on from there, so that what follows may have been taken in. */
  isTaken: boolean;
};

/** Where to go on, and whether somebody has been there before and was cut off. */
export type TakenUp = { job: ImportJob; isRetried: boolean };

type Reads = { read(key: string): Promise<string | undefined> };

/**
 * Where an import goes on: where its message says, or further, where a worker that was cut off had come.
 *
 * @returns undefined when it has ended, and its message came once more
 */
export async function takeUp(job: ImportJob, { read }: Reads): Promise<TakenUp | undefined> {
  const name = importName(job);
  const result = await read(importResultKey(job.key));
  if (result !== undefined && (JSON.parse(result) as Partial<WrittenImport>).import?.name === name)
    return undefined;
  const text = await read(importProgressKey(job.key));
  const told = text === undefined ? undefined : (JSON.parse(text) as Partial<ImportProgress>);
  // A file that is at its top has nothing before it that could be the same: what is held of it was taken in before.
  if (told?.import !== name || !told.goesOn) return { job, isRetried: isAtTop(job) };
  const further = compareJobs(told.goesOn, job);
  if (further < 0) return { job, isRetried: isAtTop(job) };
  return { job: further === 0 ? job : told.goesOn, isRetried: told.isTaken === true };
}

/** What is told of a job that goes on. */
export function progressOf(goesOn: ImportJob, isTaken: boolean): ImportProgress {
  return { rows: goesOn.soFar?.rows ?? 0, import: importName(goesOn), goesOn, isTaken };
}

export const isAtTop = ({ resumeAt, asked }: ImportJob): boolean =>
  resumeAt === undefined && asked === undefined;

function compareJobs(a: ImportJob, b: ImportJob): number {
  const asked = (a.asked ?? -1) - (b.asked ?? -1);
  return asked === 0 ? (a.resumeAt?.byte ?? 0) - (b.resumeAt?.byte ?? 0) : asked;
}
