import { checkedClinic } from '../command-line/clinic-option.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

export type PrunePlaces = {
  recordsTable: string;
  /** The table of which the erasures are: of a restored one, that which it stands for. */
  erasuresOf: string;
  registryTable: string;
  importsBucket: string;
  reportsBucket: string;
  workQueueUrl: string;
};

/** What `npm run prune` was asked to do; without a clinic for all that are held. */
export type PruneArguments = { asked: 'help' } | ({ asked: 'show' | 'prune'; clinic?: string } & PrunePlaces);

export const PRUNE_USAGE = `Usage: npm run --silent prune -- [--clinic ID] [--yes]

Shows what an erasure or an import that was cut off has left behind: records that an erasure should have removed, what
names erased clients beside files and in digests, exports of before an erasure, and files that were read to their end. With --yes
it goes: erasures are done to their end, files removed, and the rest is handed to the service, which does what it does after every
erasure. It can be run again.

  --clinic ID   only that one; else all that the deployment holds
  --erasures-of TABLE  erasures as this table of records has them, where RECORDS_TABLE was restored from a backup: those
                that came since the backup are done again
  --yes         remove what is shown
  --help        print this

Where things are is said by the environment: RECORDS_TABLE, REGISTRY_TABLE, IMPORTS_BUCKET, REPORTS_BUCKET and
CLINIC_WORK_QUEUE_URL, outputs of the stacks (RecordsTableName and so on). Ends with 1 when something is left. It reads the whole
table of records. Credentials, region and endpoint are those of the AWS environment variables.
`;

const OPTIONS = {
  clinic: { type: 'string' },
  'erasures-of': { type: 'string' },
  yes: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws UsageError with a sentence that says what was wrong with it */
export function readPruneArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): PruneArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  const place = (variable: string): string => {
    const named = environment[variable];
    if (!named) throw new UsageError(`Where is it? Set ${variable}, an output of the stacks.`);
    return named;
  };
  return {
    asked: values.yes ? 'prune' : 'show',
    ...(values.clinic !== undefined && { clinic: checkedClinic(values.clinic) }),
    recordsTable: place('RECORDS_TABLE'),
    erasuresOf: values['erasures-of'] ?? place('RECORDS_TABLE'),
    registryTable: place('REGISTRY_TABLE'),
    importsBucket: place('IMPORTS_BUCKET'),
    reportsBucket: place('REPORTS_BUCKET'),
    workQueueUrl: place('CLINIC_WORK_QUEUE_URL'),
  };
}
