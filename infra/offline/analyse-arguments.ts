import { parseArgs } from 'node:util';
import { clinicId } from '../../shared/records/fields.ts';
import { AnalyseError } from './analyse-error.ts';

/** What `npm run analyse` was asked to do. */
export type AnalyseArguments = {
  files: string[];
  /** The clinic to analyse; its id is filled in where a row has none. */
  clinic?: string;
  /** Months of session starts as written, `YYYY-MM`, inclusive; both or neither. */
  months?: { from: string; to: string };
  /** Print the statistics contract and nothing else. */
  json: boolean;
  /** Threads to read and derive with, of files that are worth it; as many as there are cores when absent. */
  threads?: number;
  help: boolean;
};

export const USAGE = `Usage: npm run --silent analyse -- FILE... [options]

Statistics of record files on this machine alone: no engines, no network, nothing is stored.

  FILE           CSV or NDJSON of records (.csv, .ndjson, .jsonl), in any mix and any order
  --clinic ID    the clinic to analyse, where the files hold several or do not say
  --from YYYY-MM --to YYYY-MM
                 months of the sessions; without them: all months with sessions
  --json         print the statistics as one JSON document, and nothing else
  --threads N    threads for large files; as many as there are cores when absent
  --help         print this

What is refused goes to stderr, with counts and reasons. Exit code 0 when something could be analysed,
2 when nothing could.
`;

const OPTIONS = {
  clinic: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean', default: false },
  threads: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const MOST_THREADS = 64;

/**
 * Reads the command line.
 *
 * @throws AnalyseError with a sentence that says what was wrong with it
 */
export function readAnalyseArguments(argv: readonly string[]): AnalyseArguments {
  const { values, positionals: files } = parse(argv);
  const { clinic, from, to, json, threads, help } = values;
  if (files.length === 0 && !help) throw new AnalyseError('Name at least one file of records to analyse.');
  return {
    files,
    ...(clinic !== undefined && { clinic: checkedClinic(clinic) }),
    ...checkedMonths(from, to),
    json,
    ...(threads !== undefined && { threads: checkedThreads(threads) }),
    help,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Node's message for an unknown option ends in a hint about "--" that is of no use here.
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new AnalyseError(`${reason}.`);
  }
}

function checkedClinic(value: string): string {
  const checked = clinicId.safeParse(value);
  if (checked.success) return checked.data;
  throw new AnalyseError(`--clinic ${value}: ${checked.error.issues[0]?.message}.`);
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function checkedMonths(from: string | undefined, to: string | undefined): Pick<AnalyseArguments, 'months'> {
  if (from === undefined && to === undefined) return {};
  if (from === undefined || to === undefined) throw new AnalyseError('--from and --to go together.');
  for (const [name, month] of Object.entries({ '--from': from, '--to': to })) {
    if (!MONTH.test(month)) throw new AnalyseError(`${name} ${month}: expected a month such as 2026-01.`);
  }
  if (from > to) throw new AnalyseError(`--to ${to} is before --from ${from}.`);
  return { months: { from, to } };
}

function checkedThreads(value: string): number {
  const threads = Number(value);
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
  throw new AnalyseError(`--threads ${value}: expected a whole number from 1 to ${MOST_THREADS}.`);
}
