import { type AskedMapping, askedMapping, mappingForFile } from '../command-line/mapping-option.ts';
import type { AnalyseArguments } from './analyse-arguments.ts';
import { AnalyseError } from './analyse-error.ts';
import { pathIn, type RecordPath, recordPaths } from './record-paths.ts';

/** A mapping as the command line names it; `file` absent: for every file that has none of its own. */
type Named = AskedMapping & { file?: string; named: string };

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
  const named: Named[] = [];
  for (const { named: name, ...of } of mappings)
    named.push({
      ...of,
      named: name,
      ...(await askedMapping(name, (path) => pathIn(folders, path) ?? path)),
    });
  const asked = new Map(
    files.flatMap((label) => {
      const by = theOneFor(label, named);
      return by ? [[label, by]] : [];
    }),
  );
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

function theOneFor(label: string, named: readonly Named[]): Named | undefined {
  const own = named.filter(({ file }) => file === label);
  const [first, ...others] = own.length > 0 ? own : named.filter(({ file }) => file === undefined);
  if (!first || others.length === 0) return first;
  const names = [first, ...others].map((one) => one.named).join(' and by ');
  throw new AnalyseError(
    `${label} cannot be read by ${names} at once; say by which one: --mapping ${label}=${first.named}.`,
  );
}
