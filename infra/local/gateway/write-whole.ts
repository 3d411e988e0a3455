import { open, rename } from 'node:fs/promises';

/**
 * Writes a file that its owner alone can read: beside and renamed over, so that a crash leaves the old file
 * or the new one, never half of one.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
