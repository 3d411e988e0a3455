import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fittedMapping } from '../../shared/doctor/fitted-mapping.ts';
import { likeliestTable } from '../../shared/doctor/likeliest-table.ts';
import { type Mapping, parseMapping } from '../../shared/mapping/mapping.ts';
import { SHIPPED_MAPPINGS } from '../../shared/mapping/shipped-mappings.ts';
import { FileBroken } from '../../shared/records/files/file-item.ts';
import { typeByName } from '../../shared/records/files/record-file.ts';
import { UsageError } from './usage-error.ts';

/** What `--mapping` names: a mapping that ships, or one that somebody has written. */
export type AskedMapping = { ships: boolean; mapping: Mapping };

/**
 * The value of `--mapping`.
 *
 * @param value the name of a mapping that ships, or the path of a file that holds one
 * @param pathOf where a path of the command line lies
 * @throws UsageError that names all faults of the mapping
 */
export async function askedMapping(
  value: string,
  pathOf: (path: string) => string = (path) => path,
): Promise<AskedMapping> {
  if (Object.hasOwn(SHIPPED_MAPPINGS, value)) return { ships: true, mapping: SHIPPED_MAPPINGS[value]! };
  let input: unknown;
  try {
    input = JSON.parse((await readFile(pathOf(value), 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    const names = Object.keys(SHIPPED_MAPPINGS).join(', ');
    throw new UsageError(
      `${value}: expected a file with a mapping, as JSON (${(error as Error).message}), or the name of one that ships: ${names}.`,
    );
  }
  const read = parseMapping(input);
  if ('mapping' in read) return { ships: false, mapping: read.mapping };
  throw new UsageError(`${value} is no mapping:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`);
}

/**
 * The mapping by which one file is read. Of one that ships days and times are taken as the file and the clinic have them, as
 * on the upload page; a written one says how they are meant, and only a time zone that it does not name is the clinic's.
 *
 * @param timeZone the clinic's, where it was told
 */
export async function mappingForFile(
  { ships, mapping }: AskedMapping,
  path: string,
  timeZone: string | undefined,
): Promise<Mapping> {
  const zone = timeZone === undefined ? {} : { timeZone };
  if (!ships) return { ...zone, ...mapping };
  const name = basename(path);
  const known = { name, type: typeByName(name), ...zone };
  try {
    const table = await likeliestTable(() => createReadStream(path), known);
    return fittedMapping(mapping, table, timeZone);
  } catch (error) {
    // Whoever reads the file by the mapping is told so too, with the line.
    if (error instanceof FileBroken) return mapping;
    throw error;
  }
}
