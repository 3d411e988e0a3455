import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run release:audit` was asked to do. */
export type AuditArguments = { folders: string[]; json: boolean; help: boolean };

export const USAGE = `Usage: npm run --silent release:audit -- DIR... [options]

Reports what an attacker can derive from published releases, of any programmes, periods and modes together.
It reads outcomes.csv, outcomes.parquet and datapackage.json of each folder and knows nothing else.

  DIR      a folder of one release
  --json   print one JSON document, and nothing else
  --help   print this

Exit code 0 when nothing can be derived, 1 on a finding, 2 when a release could not be audited.
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readAuditArguments(argv: readonly string[]): AuditArguments {
  const { values, positionals: folders } = parsedArguments(argv, OPTIONS);
  if (folders.length === 0 && !values.help) throw new UsageError('Name at least one folder of a release.');
  return { folders, ...values };
}
