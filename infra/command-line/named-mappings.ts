import { type AskedMapping, askedMapping } from './mapping-option.ts';
import { UsageError } from './usage-error.ts';

/** A mapping as the command line names it, by its path or as one that ships; `file` absent: for every file that has none. */
export type NamedMapping = { file?: string; named: string };

/** The value of `--mapping`: `M.json`, or `FILE=M.json` with one of the files. */
export function namedMapping(value: string, files: readonly string[]): NamedMapping {
  const file = files.find((name) => value.startsWith(`${name}=`));
  return file === undefined ? { named: value } : { file, named: value.slice(file.length + 1) };
}

/**
 * The mapping by which each file is read for which one was asked.
 *
 * @param files as the command line has them
 * @param pathOf where a path of the command line lies
 * @throws UsageError for a mapping that is none, and a file that is to be read by two
 */
export async function mappingsOfFiles(
  files: readonly string[],
  mappings: readonly NamedMapping[],
  pathOf: (path: string) => string,
): Promise<Map<string, AskedMapping>> {
  const asked: (NamedMapping & AskedMapping)[] = [];
  for (const named of mappings) asked.push({ ...named, ...(await askedMapping(named.named, pathOf)) });
  return new Map(
    files.flatMap((file) => {
      const by = theOneFor(file, asked);
      return by ? [[file, by]] : [];
    }),
  );
}

function theOneFor<Named extends NamedMapping>(file: string, asked: readonly Named[]): Named | undefined {
  const own = asked.filter((one) => one.file === file);
  const [first, ...others] = own.length > 0 ? own : asked.filter((one) => one.file === undefined);
  if (!first || others.length === 0) return first;
  const names = [first, ...others].map(({ named }) => named).join(' and by ');
  throw new UsageError(
    `${file} cannot be read by ${names} at once; say by which one: --mapping ${file}=${first.named}.`,
  );
}
