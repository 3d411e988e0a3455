import { clinicId } from '../../shared/records/fields.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run export` was asked to do. */
export type ExportArguments =
  | { asked: 'help' }
  | ({ asked: 'export'; clinic: string; client?: string; out: string } & ExportTables);
type ExportTables = {
  recordsTable: string;
  outcomesTable: string;
  registryTable: string;
  masterSecret: string;
};

export const USAGE = `Usage: npm run --silent export -- CLINIC [--client ID] [--out DIR] [--records NAME] [--outcomes NAME] [--registry NAME]
                                [--master ARN]

Writes everything of a clinic, or of one client, to a folder: all records as JSON lines, a table for each kind as CSV, and
last the manifest with counts and checksums. Each file is taken in again as it is, and comes to the same statistics.
It is what an owner gets on the page "Data" and by POST /v1/exports.

  --client ID      one client alone, by the practice's id or an exported one
  --out DIR        the folder; it is made, and must be empty; out/export-CLINIC-<when> if absent
  --records NAME   the Records table; else RECORDS_TABLE of the environment
  --outcomes NAME  the Outcomes table; else OUTCOMES_TABLE
  --registry NAME  the Registry table; else REGISTRY_TABLE
  --master ARN     the master secret; else MASTER_SECRET
  --help           print this

What is written is about people's health: the folder is for whoever runs this alone. Credentials, region and endpoint
are those of the AWS environment variables; the names are outputs of the stateful stack.
`;

const OPTIONS = {
  client: { type: 'string' },
  out: { type: 'string' },
  records: { type: 'string' },
  outcomes: { type: 'string' },
  registry: { type: 'string' },
  master: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param now names the folder where none is named
 * @throws UsageError that says what is wrong, and how to see what there is
 */
export function readExportArguments(
  argv: readonly string[],
  environment: Environment,
  now: Date,
): ExportArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  const [named, ...more] = positionals;
  if (named === undefined || more.length > 0) {
    throw new UsageError('Name one clinic to export; --help shows the usage.');
  }
  if (values.client === '') throw new UsageError('--client: expected the id of a client.');
  const clinic = checkedClinic(named);
  const when = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const place = (option: keyof typeof PLACES) => placed(option, values[option], environment);
  return {
    ...{ asked: 'export', clinic, out: values.out ?? `out/export-${clinic}-${when}` },
    ...(values.client !== undefined && { client: values.client }),
    recordsTable: place('records'),
    outcomesTable: place('outcomes'),
    registryTable: place('registry'),
    masterSecret: place('master'),
  };
}

function checkedClinic(named: string): string {
  const checked = clinicId.safeParse(named);
  if (checked.success) return checked.data;
  throw new UsageError(`${named}: ${checked.error.issues[0]?.message}.`);
}

const PLACES = {
  records: ['RECORDS_TABLE', 'the Records table'],
  outcomes: ['OUTCOMES_TABLE', 'the Outcomes table'],
  registry: ['REGISTRY_TABLE', 'the Registry table'],
  master: ['MASTER_SECRET', 'the master secret'],
} as const;

function placed(option: keyof typeof PLACES, given: string | undefined, environment: Environment): string {
  const [variable, what] = PLACES[option];
  const name = given ?? environment[variable];
  if (name) return name;
  throw new UsageError(`Name ${what}: --${option}, or ${variable} in the environment.`);
}
