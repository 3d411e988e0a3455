import { checkedClinic } from '../command-line/clinic-option.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { checkedTimeZone } from '../command-line/time-zone-option.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run doctor` was asked to do. */
export type DoctorArguments = {
  files: string[];
  clinic?: string;
  timeZone?: string;
  /** The file of a mapping to read by, or the name of one that ships, in place of a proposal. */
  mapping?: string;
  /** Where the records go. */
  out?: string;
  /** Where the proposed mapping goes. */
  save?: string;
  help: boolean;
};

export const USAGE = `Usage: npm run --silent doctor -- FILE... [options]

Looks at files as other systems and spreadsheets save them (CSV, TSV, xlsx, NDJSON, JSON), proposes the mapping that would
read each, says how sure it is and why, and lists all that is wrong with the rows. Nothing is imported.

  FILE              any number of files
  --time-zone NAME  the clinic's, for times without an offset, such as America/Chicago
  --save M.json     write the proposed mapping there, to be read and changed (one FILE)
  --mapping M.json  read by this mapping in place of proposing one; or the name of one that ships, such as
                    jane-appointments (docs/importing.md lists them)
  --out F.ndjson    with --mapping: write the records there, to be imported or analysed
  --clinic ID       with --out: the clinic in each record
  --help            print this

Exit code 0 when every file can be read and no row is refused, 2 otherwise.
`;

const OPTIONS = {
  'time-zone': { type: 'string' },
  mapping: { type: 'string' },
  out: { type: 'string' },
  save: { type: 'string' },
  clinic: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws UsageError with a sentence that says what was wrong */
export function readDoctorArguments(argv: readonly string[]): DoctorArguments {
  const { values, positionals: files } = parsedArguments(argv, OPTIONS);
  const { 'time-zone': timeZone, mapping, out, save, clinic, help } = values;
  if (files.length === 0 && !help) throw new UsageError('Name at least one file to look at.');
  if (out !== undefined && mapping === undefined)
    throw new UsageError('--out needs --mapping: read the proposal first (--save M.json), then use it.');
  if (save !== undefined && (mapping !== undefined || files.length > 1))
    throw new UsageError('--save goes with one file and without --mapping.');
  return {
    files,
    ...(clinic !== undefined && { clinic: checkedClinic(clinic) }),
    ...(timeZone !== undefined && { timeZone: checkedTimeZone(timeZone) }),
    ...(mapping !== undefined && { mapping }),
    ...(out !== undefined && { out }),
    ...(save !== undefined && { save }),
    help,
  };
}
