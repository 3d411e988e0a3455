import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run clocks` was asked to do. */
export type ClocksArguments = { asked: 'help' } | { asked: 'list' | 'mend'; recordsTable: string };

export const USAGE = `Usage: npm run --silent clocks -- [--mend] [options]

Lists what is stored with a time ahead of now: what was recorded ahead wins over every correction, and an
erasure dated ahead locks its client out. Such times are refused at every door now; this is for what was
taken in before.

  --mend             set when it was recorded to when it arrived, or to now where that was not kept, and let the
                     latest version of each record hold. A session or score that is dated ahead is listed only:
                     what the right date is, the clinic knows

  --table NAME       the Records table; else RECORDS_TABLE of the environment
  --help             print this

It reads the whole table. Credentials, region and endpoint are those of the AWS environment variables. The table
is an output of the stateful stack (RecordsTableName). Ends with 3 when something is ahead and was not mended.
`;

const OPTIONS = {
  mend: { type: 'boolean', default: false },
  table: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @param environment where the table's name is looked for when the command line has none
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readClocksArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ClocksArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  const recordsTable = values.table ?? environment['RECORDS_TABLE'];
  if (!recordsTable) throw new UsageError('Name the Records table: --table NAME, or RECORDS_TABLE.');
  return { asked: values.mend ? 'mend' : 'list', recordsTable };
}
