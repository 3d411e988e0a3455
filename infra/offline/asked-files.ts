import { mappingForFile } from '../command-line/mapping-option.ts';
import { mappingsOfFiles } from '../command-line/named-mappings.ts';
import type { AnalyseArguments } from './analyse-arguments.ts';
import { AnalyseError } from './analyse-error.ts';
import { pathIn, type RecordPath, recordPaths } from './record-paths.ts';

/**
 * The files of the command line, each with the mapping by which it is read where one was asked for.
 *
 * @param folders where a relative path may begin, in this order
 * @throws UsageError for a mapping that is none, a file that is read by two, and a file whose records name no clinic while
 * none is asked for
 */
export async function askedFiles(
  { files, mappings, clinic, timeZone }: AnalyseArguments,
  folders: readonly string[],
): Promise<RecordPath[]> {
  const asked = await mappingsOfFiles(files, mappings, (path) => pathIn(folders, path) ?? path);
  const byLabel = new Map([...asked].map(([label, { mapping }]) => [label, mapping]));
  return Promise.all(
    recordPaths(files, folders, byLabel).map(async (file): Promise<RecordPath> => {
      if (file.format !== 'items') return file;
      if (clinic === undefined)
        throw new AnalyseError(`${file.label} names no clinic: say whose its records are with --clinic ID.`);
      const by = asked.get(file.label);
      return by ? { ...file, mapping: await mappingForFile(by, file.path, timeZone) } : file;
    }),
  );
}
