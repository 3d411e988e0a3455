import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportPlace } from '../../shared/exports/export-clinic.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What is written is about people's health: for nobody else on this machine. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];

/**
 * A folder of this machine as the place of an export. The manifest comes last: without it the files are not whole.
 *
 * @throws UsageError for a folder in which something lies already: nothing is written over
 */
export async function folderPlace(folder: string): Promise<ExportPlace> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if ((await readdir(folder)).length > 0) {
    throw new UsageError(`--out ${folder}: expected an empty folder, or none: nothing is written over.`);
  }
  return {
    open(file) {
      const stream = createWriteStream(join(folder, file), { mode: FILE_MODE, flags: 'wx' });
      const failed = once(stream, 'error').then(([error]) => Promise.reject(error));
      // Told where the file is written next; until then it must not count as unhandled.
      failed.catch(() => {});
      return {
        async write(text) {
          if (stream.write(text)) return;
          await Promise.race([once(stream, 'drain'), failed]);
        },
        async end() {
          stream.end();
          await Promise.race([once(stream, 'close'), failed]);
        },
      };
    },
    finish: (manifest) => writeFile(join(folder, 'manifest.json'), manifest, { mode: FILE_MODE, flag: 'wx' }),
  };
}
