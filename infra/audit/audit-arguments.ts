import { parseArgs } from 'node:util';
import { AuditError } from './audit-error.ts';

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
 * @throws AuditError with a sentence that says what was wrong with it
 */
export function readAuditArguments(argv: readonly string[]): AuditArguments {
  const { values, positionals: folders } = parse(argv);
  if (folders.length === 0 && !values.help) throw new AuditError('Name at least one folder of a release.');
  return { folders, ...values };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Node's message for an unknown option ends in a hint about "--" that is of no use here.
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new AuditError(`${reason}.`);
  }
}
