import { readFingerprint } from '../../shared/releases/files/key-fingerprint.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run release:audit` was asked to do. */
export type AuditArguments = {
  folders: string[];
  /** Of the key that has to have signed, as 64 hexadecimal digits. */
  keyFingerprint?: string;
  json: boolean;
  help: boolean;
};

export const USAGE = `Usage: npm run --silent release:audit -- DIR... [options]

Reports what an attacker can derive from published releases, of any programmes, periods and modes together.
It reads outcomes.csv, outcomes.parquet and datapackage.json of each folder and knows nothing else; with a
fingerprint it checks first that the releases are the clinic's.

  DIR                    a folder of one release
  --key-fingerprint HEX  check who signed: SHA-256 of the public key, as GET /v1/releases tells it and the
                         agreement has it, and every file by its checksum. A key in the folder proves nothing
  --json                 print one JSON document, and nothing else
  --help                 print this

Exit code 0 when nothing can be derived, 1 on a finding, 2 when a release could not be audited.
`;

const OPTIONS = {
  'key-fingerprint': { type: 'string' },
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
  const { 'key-fingerprint': given, json, help } = values;
  if (folders.length === 0 && !help) throw new UsageError('Name at least one folder of a release.');
  if (given === undefined) return { folders, json, help };
  const keyFingerprint = readFingerprint(given);
  if (keyFingerprint === undefined) {
    throw new UsageError(`--key-fingerprint ${given}: expected the 64 hexadecimal digits of a SHA-256.`);
  }
  return { folders, keyFingerprint, json, help };
}
