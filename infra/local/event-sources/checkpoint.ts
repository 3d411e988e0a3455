import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';

/** How far a mapping has come: every record up to and including this one needs no more delivery. */
export type Progress = { readonly shardId: string; readonly sequenceNumber: string };

/** Remembers progress across restarts. */
export type Checkpoint = {
  read(): Progress | undefined;
  /** Notes progress; it is written soon, later notes replacing earlier ones. */
  note(progress: Progress): void;
  /** Resolves once everything noted is written. */
  flush(): Promise<void>;
};

/**
 * A checkpoint in a file, replaced as a whole, so that a crash leaves the old or the new one. A crash in
 * between repeats some records: delivery is at least once here as on AWS.
 */
export function fileCheckpoint(file: string): Checkpoint {
  let pending: Progress | undefined;
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    while (pending) {
      const progress = pending;
      pending = undefined;
      await writeFile(`${file}.new`, JSON.stringify(progress));
      await rename(`${file}.new`, file);
    }
  };

  return {
    read: () => {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as Progress;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    note: (progress) => {
      pending = progress;
      writing ??= write().finally(() => {
        writing = undefined;
      });
    },
    flush: async () => {
      while (writing) await writing;
    },
  };
}
