import { readFileSync } from 'node:fs';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

type OfTable = { registryTable: string };

/** What `npm run programme` was asked to do. */
export type ProgrammeArguments =
  | { asked: 'help' }
  | ({ asked: 'list' } & OfTable)
  | ({ asked: 'show' | 'remove'; programme: string } & OfTable)
  /** Of `add` the programmes must be new. */
  | ({ asked: 'add' | 'put'; programmes: readonly unknown[] } & OfTable);

export const USAGE = `Usage: npm run --silent programme -- add NAME --clinics north,south [settings] [options]
       npm run --silent programme -- put FILE [options]
       npm run --silent programme -- show NAME [options]
       npm run --silent programme -- list [options]
       npm run --silent programme -- remove NAME [options]

Adds, changes and ends programmes: agreements with partners, of whose clinics anonymised releases are published. A
change holds for periods that are closed after it; a period that was closed keeps the terms of that day.

put reads one programme or a list of them as JSON, with every setting that there is (docs/deploying.md), and adds them or
replaces those of the same names: all or none. show prints a programme as put reads it.

  --clinics LIST    whose consenting clients count; a clinic counts in one programme at most
  --clients-expected N
                    clients that it expects to count in a quarter: what it asks and how often follow from that, as
                    npm run release:plan shows; without it everything is asked each quarter
  --period KIND     "quarter", "half-year", "year", or "quarter-and-year": totals by quarter and the rest by year
  --mode MODE       "differential-privacy" (default) or "threshold"
  --partners LIST   who may download, as their accounts name them

  --table NAME      the Registry table; else REGISTRY_TABLE of the environment
  --help            print this

Credentials, region and endpoint are those of the AWS environment variables. The table is an output of the stateful
stack (RegistryTableName).
`;

const OPTIONS = {
  clinics: { type: 'string' },
  'clients-expected': { type: 'string' },
  period: { type: 'string' },
  mode: { type: 'string' },
  partners: { type: 'string' },
  table: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const ASKED = ['add', 'put', 'show', 'list', 'remove'] as const;

/**
 * Reads the command line. What a programme may be is checked with all others in hand, when it is put.
 *
 * @param environment where the table's name is looked for when the command line has none
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readProgrammeArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ProgrammeArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  const [word, named, ...more] = positionals;
  const asked = ASKED.find((known) => known === word);
  if (asked === undefined) throw new UsageError(`Say what to do: ${ASKED.join(', ')}.`);
  const registryTable = values.table ?? environment['REGISTRY_TABLE'];
  if (!registryTable) {
    throw new UsageError('Name the table: --table NAME, or REGISTRY_TABLE in the environment.');
  }
  const { clinics, period, mode, partners } = values;
  const clientsExpected = wholeNumber(values['clients-expected']);
  const said = { clientsExpected, period, mode, clinics: listed(clinics), partners: listed(partners) };
  const settings = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  if (asked !== 'add' && Object.keys(settings).length > 0) {
    const [first] = Object.keys(settings);
    const option = first === 'clientsExpected' ? 'clients-expected' : first;
    throw new UsageError(`--${option} goes with add; to change a programme, use put.`);
  }
  if (asked === 'list') {
    if (named !== undefined) throw new UsageError('list shows all programmes: name none.');
    return { asked, registryTable };
  }
  if (named === undefined || more.length > 0) {
    throw new UsageError(asked === 'put' ? 'Name one file to put.' : `Name one programme to ${asked}.`);
  }
  if (asked === 'put') return { asked, registryTable, programmes: programmesIn(named) };
  if (asked === 'add') return { asked, registryTable, programmes: [{ programme: named, ...settings }] };
  return { asked, registryTable, programme: named };
}

/** @throws UsageError for what is no whole number from 1 on */
function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(`--clients-expected ${text}: expected a whole number from 1 on.`);
}

function listed(text: string | undefined): string[] | undefined {
  return text?.split(',').map((part) => part.trim());
}

function programmesIn(file: string): unknown[] {
  try {
    const held: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof held === 'object' && held !== null) return [held].flat();
  } catch {
    // Said below, as of anything else that is none.
  }
  throw new UsageError(`${file}: expected a file that holds a programme, or a list of them, as JSON.`);
}
