import { date } from '../../shared/records/fields.ts';
import { checkedClinic } from '../command-line/clinic-option.ts';
import { type AskedMonths, checkedMonths } from '../command-line/months-option.ts';
import { type NamedMapping, namedMapping } from '../command-line/named-mappings.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { checkedTimeZone } from '../command-line/time-zone-option.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run analyse` was asked to do. */
export type AnalyseArguments = {
  files: string[];
  /** The clinic to analyse; its id is filled in where a row has none. */
  clinic?: string;
  months?: AskedMonths;
  /** The clinic's, by its IANA name; days and months are as each instant was written when absent. */
  timeZone?: string;
  /** Which files are read by which mapping, a name of one that ships or a path; `file` absent: all of them. */
  mappings: NamedMapping[];
  /** Records that are dated later than this day do not say how goals stand: today, unless another is asked for. */
  asOf: string;
  /** Print the statistics contract and nothing else. */
  json: boolean;
  /** Threads to read and derive with, of files that are worth it; as many as there are cores when absent. */
  threads?: number;
  help: boolean;
};

export const USAGE = `Usage: npm run --silent analyse -- FILE... [options]

Statistics of record files on this machine alone: no engines, no network, nothing is stored.

  FILE           CSV or NDJSON of records (.csv, .ndjson, .jsonl), FHIR R4 (.json, .ndjson), or files of other systems, in
                 any mix and any order
  --mapping M.json
                 read the files by this mapping, as an import does; or the name of one that ships, such as
                 jane-appointments (docs/importing.md lists them). npm run doctor proposes one
  --mapping FILE=M.json
                 the same for this file alone, as often as needed
  --clinic ID    the clinic to analyse, where the files hold several or do not say
  --from YYYY-MM --to YYYY-MM
                 months of the sessions; without them: all months with sessions, however many
  --time-zone NAME
                 the clinic's, by its name in the IANA database, such as Europe/Lisbon: days and months
                 begin there; without it: as each instant was written. With --mapping also of times without an offset,
                 where the mapping names no zone or is one that ships
  --as-of YYYY-MM-DD
                 goals stand as of the latest record up to this day; without it: up to today
  --json         print the statistics as one JSON document, and nothing else
  --threads N    threads for large files; as many as there are cores when absent
  --help         print this

What became of every row goes to stderr, and what was refused, with reasons. Exit code 0 when something could be analysed,
2 when nothing could.
`;

const OPTIONS = {
  clinic: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'time-zone': { type: 'string' },
  'as-of': { type: 'string' },
  mapping: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  threads: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const MOST_THREADS = 64;

/**
 * Reads the command line.
 *
 * @param today `YYYY-MM-DD`
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readAnalyseArguments(argv: readonly string[], today: string): AnalyseArguments {
  const { values, positionals: files } = parsedArguments(argv, OPTIONS);
  const { clinic, from, to, 'time-zone': timeZone, json, threads, help } = values;
  if (files.length === 0 && !help) throw new UsageError('Name at least one file of records to analyse.');
  return {
    files,
    ...(clinic !== undefined && { clinic: checkedClinic(clinic) }),
    ...checkedMonths(from, to),
    ...(timeZone !== undefined && { timeZone: checkedTimeZone(timeZone) }),
    mappings: (values.mapping ?? []).map((value) => namedMapping(value, files)),
    asOf: checkedDate(values['as-of'] ?? today),
    json,
    ...(threads !== undefined && { threads: checkedThreads(threads) }),
    help,
  };
}

function checkedDate(value: string): string {
  if (date.safeParse(value).success) return value;
  throw new UsageError(`--as-of ${value}: expected a date such as 2026-08-31.`);
}

function checkedThreads(value: string): number {
  const threads = Number(value);
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
  throw new UsageError(`--threads ${value}: expected a whole number from 1 to ${MOST_THREADS}.`);
}
