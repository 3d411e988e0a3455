import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { checkedClinic } from '../../command-line/clinic-option.ts';
import { type AskedMonths, checkedMonths } from '../../command-line/months-option.ts';
import { type NamedMapping, namedMapping } from '../../command-line/named-mappings.ts';
import { parsedArguments } from '../../command-line/parsed-arguments.ts';
import { checkedTimeZone } from '../../command-line/time-zone-option.ts';
import { UsageError } from '../../command-line/usage-error.ts';

/** What `npm start` was asked to do. */
export type StartArguments = {
  /** Files to import; none means the bundled sample. */
  files: string[];
  /** Whose files they are, where they do not say. */
  clinic?: string;
  /** The time zone of those clinics, by its IANA name; as it was, if any, when absent. */
  timeZone?: string;
  /** By which mappings files of other systems are read. */
  mappings: NamedMapping[];
  /** Months of the statistics. */
  months?: AskedMonths;
  /** Quarter to publish; the one of the latest month with a session when absent. */
  period?: string;
  /** Stay up after everything has been printed. */
  serve: boolean;
  /** Print development tokens for the API as well. */
  tokens: boolean;
  /** Keep the data for the next start that keeps them, as one does that serves. */
  keep: boolean;
  /** Where they are kept; `.local/data` in the repository when absent. */
  data?: string;
  /** Begin without what was kept there. */
  anew: boolean;
  /** Folder for statistics, releases and refused rows; `out` in the repository when absent. */
  out?: string;
  help: boolean;
};

export const USAGE = `Usage: npm start -- [options] [FILE...]

Runs the whole pipeline on this machine: imports the files (or the bundled sample), prints outcomes,
goals and what was refused, publishes the anonymised release, and writes everything to out/.

  FILE           CSV or NDJSON of records (.csv, .ndjson, .jsonl) or FHIR R4 (.json, .ndjson);
                 any file of another system with --mapping; without any: the bundled sample
  --clinic ID    the clinic that the files belong to, where their rows do not say
  --time-zone NAME
                 the clinic's, by its name in the IANA database, such as America/Chicago: its days and
                 months begin there; without it: as each instant was written
  --mapping M.json
                 read the files by this mapping, or by one that ships, such as jane-appointments; what days
                 and times are meant in one that ships the file and --time-zone say
  --mapping FILE=M.json
                 the same of one file
  --from YYYY-MM, --to YYYY-MM
                 months of the statistics; without them: all months with sessions up to today, five
                 years at a time
  --period 2026Q3
                 quarter to publish; without it: the one of the latest month with a session
  --serve        stay up afterwards: prints links to the pages and how to send a file; ends on Ctrl-C, and
                 keeps its data: the next start with --serve goes on with them, and imports the files
                 that it is given, or nothing
  --tokens       with --serve: prints development tokens for the API as well
  --keep         keep the data without --serve, too
  --data FOLDER  where they are kept (.local/data)
  --anew         remove what was kept there, and begin with the files, or the sample
  --out FOLDER   where the results are written (out)
  --help         print this
`;

const OPTIONS = {
  clinic: { type: 'string' },
  'time-zone': { type: 'string' },
  mapping: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  period: { type: 'string' },
  serve: { type: 'boolean', default: false },
  tokens: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  data: { type: 'string' },
  anew: { type: 'boolean', default: false },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readArguments(argv: readonly string[]): StartArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  const { serve, tokens, anew, data, help, 'time-zone': timeZone } = values;
  const keep = values.keep || serve;
  if (values.clinic !== undefined && positionals.length === 0) {
    throw new UsageError('--clinic says whose the files are, and no files are named.');
  }
  if (timeZone !== undefined && positionals.length === 0) {
    throw new UsageError('--time-zone is that of the clinic of the files, and no files are named.');
  }
  if (values.mapping !== undefined && positionals.length === 0) {
    throw new UsageError('--mapping says how the files are read, and no files are named.');
  }
  if (!keep && (anew || data !== undefined)) {
    throw new UsageError(`${anew ? '--anew' : '--data'} goes with --serve or --keep: else nothing is kept.`);
  }
  if (tokens && !serve) {
    throw new UsageError('--tokens goes with --serve: without it the API that takes them ends with the run.');
  }
  return {
    files: positionals,
    ...(values.clinic !== undefined && { clinic: checkedClinic(values.clinic) }),
    ...(timeZone !== undefined && { timeZone: checkedTimeZone(timeZone) }),
    mappings: (values.mapping ?? []).map((value) => namedMapping(value, positionals)),
    ...checkedMonths(values.from, values.to),
    ...(values.period !== undefined && { period: checkedPeriod(values.period) }),
    serve,
    tokens,
    keep,
    ...(data !== undefined && { data }),
    anew,
    ...(values.out !== undefined && { out: values.out }),
    help,
  };
}

function checkedPeriod(value: string): string {
  if (releasePeriod(value)) return value;
  throw new UsageError(`--period ${value}: expected a quarter such as 2026Q3.`);
}
