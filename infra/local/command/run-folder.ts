import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CommandError } from './command-error.ts';

/** The repository. */
export const ROOT = join(import.meta.dirname, '../../..');
const LOCAL = join(ROOT, '.local');

/** Folders that one start has to itself. */
export type RunFolder = {
  /** Tables, objects and queues. */
  data: string;
  /** The cloud assembly. */
  assembly: string;
  /** Clinics of data that were kept before clinics were data, and noted beside them. */
  notedClinics: string[];
  /** Takes the note away, once they are data. */
  forgetNote(): void;
  /** Removes what is not to be kept. */
  remove(): void;
};

/** Whether data are kept, and where; `.local/data` when it is not said. */
export type Keeping = {
  keep: boolean;
  data?: string;
  /** Begin without what was kept there. */
  anew?: boolean;
};

/**
 * Folders under .local/. Every start has its own, so that two do not meet; what is kept is in the same folder
 * each time, which one start has at a time. What a killed start left behind is removed.
 *
 * @throws CommandError when another start is using the kept data
 */
export function createRunFolder(
  { keep, data: asked, anew = false }: Keeping,
  local: string = LOCAL,
): RunFolder {
  mkdirSync(local, { recursive: true });
  removeLeftovers(local);
  const folder = join(local, `run-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const kept = asked === undefined ? join(local, 'data') : resolve(asked);
  const data = keep ? kept : join(folder, 'data');
  const lock = `${kept}.lock`;
  if (keep) takeLock(lock, { folder, kept });
  if (anew) rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const clinicsFile = join(data, 'clinics.json');
  return {
    data,
    assembly: join(folder, 'assembly'),
    notedClinics: readClinics(clinicsFile),
    forgetNote: () => rmSync(clinicsFile, { force: true }),
    remove() {
      // Windows keeps a file for a moment after the process that had it open has ended.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
      if (keep) rmSync(lock, { force: true });
    },
  };
}

function readClinics(file: string): string[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as string[];
  } catch {
    return []; // as of all data since
  }
}

function removeLeftovers(local: string): void {
  for (const name of readdirSync(local)) {
    const pid = /^run-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(local, name), { recursive: true, force: true });
  }
}

function takeLock(lock: string, { folder, kept }: { folder: string; kept: string }): void {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isRunning(Number(readFileSync(lock, 'utf8')))) {
        rmSync(folder, { recursive: true, force: true });
        throw new CommandError(
          `Another start is using ${kept}; end it first, or name another folder with --data.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
