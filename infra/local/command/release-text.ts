import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a release shows and what it keeps back, from its own file. */
export async function releaseText(period: string, folder: string): Promise<string> {
  const { cells } = JSON.parse(await readFile(join(folder, 'outcomes.json'), 'utf8')) as {
    cells: { status: string }[];
  };
  const shown = cells.filter(({ status }) => status === 'a').length;
  return (
    `Release ${period}: ${shown} of ${cells.length} cells (technique and complaint) are published, ` +
    `${cells.length - shown} are suppressed for too few consenting clients.`
  );
}
