import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { tableNamed } from '../command-line/table-option.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run care` was asked to do. */
export type CareArguments = { asked: 'help' } | { asked: 'count' | 'write'; recordsTable: string };

export const USAGE = `Usage: npm run --silent care -- [--write] [--table NAME]

Finds the care that follows from the sessions and goals a table holds, and is not there yet: for a table from before
care was kept, in which no therapist sees her clients until this has run. Without --write it only counts. Care that
is there stays as it is; a run that was cut short can be run again.

  --write        write it
  --table NAME   the Records table; else RECORDS_TABLE of the environment
  --help         print this

It reads the whole table, once. Credentials, region and endpoint are those of the AWS environment variables. The
table is an output of the stateful stack (RecordsTableName).
`;

const OPTIONS = {
  write: { type: 'boolean', default: false },
  table: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws UsageError that says what is wrong, and how to see what there is */
export function readCareArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CareArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`Unexpected "${positionals[0]}"; --help shows the usage.`);
  const option = { option: 'table', given: values.table, variable: 'RECORDS_TABLE' };
  const recordsTable = tableNamed(option, environment);
  return { asked: values.write ? 'write' : 'count', recordsTable };
}
