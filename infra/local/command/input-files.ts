import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  clinicsInFile,
  oneClinicCopy,
  rowsWithoutClinic,
} from '../../../shared/records/files/clinics-in-file.ts';
import type { FileRefusal } from '../../../shared/records/files/file-item.ts';
import { formatOf, isJsonDocument } from '../../../shared/records/files/record-file.ts';
import { mappingForFile } from '../../command-line/mapping-option.ts';
import { mappingsOfFiles, type NamedMapping } from '../../command-line/named-mappings.ts';
import { UsageError } from '../../command-line/usage-error.ts';

/** One file for one clinic. */
export type InputFile = {
  clinicId: string;
  /** Name of the object in the imports bucket, without the clinic. */
  name: string;
  /** As the person who started this knows the file. */
  label: string;
  /** The mapping by which it is read, as it lies beside it: JSON. */
  mapping?: string;
  /** Imported once the others are in, so that what is corrected is there. */
  isLater?: boolean;
  open(): AsyncIterable<Uint8Array>;
};

/** Rows of a file of several clinics that belong to none of them. */
export type OrphanRows = { label: string; rows: () => AsyncIterable<FileRefusal> };

export type Inputs = { files: InputFile[]; orphans: OrphanRows[] };

/** A folder with one folder of files for each clinic, such as the bundled sample; corrections come last. */
export function filesOfFolder(folder: string): Inputs {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: clinicId }) =>
      readdirSync(join(folder, clinicId))
        .sort()
        .map((name) => ({
          clinicId,
          name,
          label: `${clinicId}/${name}`,
          isLater: name.startsWith('corrections.'),
          open: () => createReadStream(join(folder, clinicId, name)),
        })),
    );
  return { files, orphans: [] };
}

/**
 * The files of the command line, each for the clinics that it names. A file of several clinics becomes one
 * for each, in which the rows of the others are blank, so that line numbers hold.
 *
 * @param clinic whose files they are; their rows then need not say, and those of other systems never do
 * @param folders where a relative path may begin, in this order
 * @param reading by which mappings files of other systems are read, and the clinic's time zone
 * @throws UsageError for a file that is not there, cannot be read or names no clinic, and for a mapping that is none
 */
export async function filesOfArguments(
  paths: readonly string[],
  clinic: string | undefined,
  folders: readonly string[],
  { mappings = [], timeZone }: { mappings?: readonly NamedMapping[]; timeZone?: string | undefined } = {},
): Promise<Inputs> {
  const asked = await mappingsOfFiles(paths, mappings, (path) => pathIn(folders, path) ?? path);
  const inputs: Inputs = { files: [], orphans: [] };
  const taken = new Set<string>();
  for (const label of paths) {
    const by = asked.get(label);
    const path = existing(label, folders, by !== undefined);
    const mapping = by && JSON.stringify(await mappingForFile(by, path, timeZone));
    const open = () => createReadStream(path);
    const clinics = clinic === undefined ? await clinicsNamed(label, path, by !== undefined) : [clinic];
    for (const [index, clinicId] of clinics.entries()) {
      inputs.files.push({
        clinicId,
        name: freeName(clinicId, objectName(path), taken),
        label,
        ...(mapping !== undefined && { mapping }),
        open:
          clinics.length === 1
            ? open
            : () => oneClinicCopy(path, open(), clinicId, { keepUnreadable: index === 0 }),
      });
    }
    if (clinics.length > 1) inputs.orphans.push({ label, rows: () => rowsWithoutClinic(path, open()) });
  }
  return inputs;
}

const pathIn = (folders: readonly string[], label: string): string | undefined =>
  folders.map((folder) => resolve(folder, label)).find((candidate) => existsSync(candidate));

function existing(label: string, folders: readonly string[], isMapped: boolean): string {
  const path = pathIn(folders, label);
  if (path === undefined) throw new UsageError(`${label}: no such file.`);
  if (!statSync(path).isFile()) throw new UsageError(`${label} is not a file; name the files one by one.`);
  try {
    if (!isMapped && !isJsonDocument(path)) formatOf(path);
  } catch {
    throw new UsageError(
      `${label}: expected a name that ends in .csv, .ndjson or .jsonl, or in .json for FHIR. A file of another system is read by --mapping M.json; npm run doctor -- ${label} proposes one.`,
    );
  }
  return path;
}

async function clinicsNamed(label: string, path: string, isMapped: boolean): Promise<string[]> {
  // FHIR has no word for the clinic, and other systems have none that is ours.
  const clinics = isMapped || isJsonDocument(path) ? [] : await clinicsInFile(path, createReadStream(path));
  if (clinics.length > 0) return clinics;
  throw new UsageError(`${label} names no clinic (clinicId); say whose file it is with --clinic ID.`);
}

/** The bucket knows `.csv`, `.ndjson` and `.json` only, in small letters; `.jsonl` is another word for the second. */
function objectName(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  const ending = name.slice(dot).toLowerCase();
  return name.slice(0, dot) + (ending === '.jsonl' ? '.ndjson' : ending);
}

/** Two files of one name get folders of their own: the name itself may say what the file holds. */
function freeName(clinicId: string, name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(`${clinicId}/${free}`); number += 1) free = `${number}/${name}`;
  taken.add(`${clinicId}/${free}`);
  return free;
}
