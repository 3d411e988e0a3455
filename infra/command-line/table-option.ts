import { UsageError } from './usage-error.ts';

/** Where the name of a table may stand: an option of the command line, or else a variable of the environment. */
type TableOption = { option: string; given: string | undefined; variable: string };

/** @throws UsageError that says where the name can be given */
export function tableNamed(
  { option, given, variable }: TableOption,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const name = given ?? environment[variable];
  if (!name) throw new UsageError(`Which table? Give --${option} NAME or set ${variable}.`);
  return name;
}
