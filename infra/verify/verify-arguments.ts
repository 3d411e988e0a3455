import { checkedClinic } from '../command-line/clinic-option.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';
import {
  VIEW_TABLES_OPTIONS,
  VIEW_TABLES_USAGE,
  type ViewTables,
  viewTables,
} from '../command-line/view-tables-option.ts';

/** Without a clinic for all that are held; without a queue by the command itself. */
export type RunArguments = { asked: 'run'; clinic?: string; queueUrl?: string } & ViewTables;
/** What `npm run verify` and `npm run rebuild` were asked to do. */
export type VerifyArguments = { asked: 'help' } | RunArguments;

export type Verb = 'verify' | 'rebuild';

const WHAT = {
  verify: `Derives every view of a clinic, or of all clinics, from the records and compares it with what is stored, to the byte.
Nothing is written. What differs is looked at twice, so that a view on its way is not told; views that wait longer than
that (a refresh is behind) are. Ends with 1 when something differs, and names it.`,
  rebuild: `Derives every view of a clinic, or of all clinics, from the records again and writes what differs, while in service.
The work is handed in parts to the deployment's own workers, by the queue that CLINIC_WORK_QUEUE_URL names (output
ClinicWorkQueueUrl), and waited for; what is handed over is done also when the command is stopped. With --here the command
derives everything itself, which takes longer: of tables that the workers do not know, such as restored ones.
It can be run again after it was cut short. Ends with 1 when a view could not be brought up to date.`,
};

export const usageOf = (verb: Verb) => `Usage: npm run --silent ${verb} -- [--clinic ID] [options]

${WHAT[verb]}

  --clinic ID            only that one; else all that the deployment holds
${verb === 'rebuild' ? '  --here                 derives everything in this command\n' : ''}${VIEW_TABLES_USAGE}

It reads the whole tables. Credentials, region and endpoint are those of the AWS environment variables. The tables are
outputs of the stateful stack (RecordsTableName, OutcomesTableName, RegistryTableName).
`;

const OPTIONS = {
  clinic: { type: 'string' },
  here: { type: 'boolean', default: false },
  ...VIEW_TABLES_OPTIONS,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @param environment where the tables' names are looked for when the command line has none
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readVerifyArguments(
  verb: Verb,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): VerifyArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  if (verb === 'verify' && values.here) throw new UsageError('--here: an option of rebuild only.');
  const queueUrl = verb === 'verify' || values.here ? undefined : environment['CLINIC_WORK_QUEUE_URL'];
  if (verb === 'rebuild' && !values.here && !queueUrl) {
    throw new UsageError(
      'Who is to do it? Set CLINIC_WORK_QUEUE_URL, an output of the stacks, or say --here.',
    );
  }
  return {
    asked: 'run',
    ...(queueUrl && { queueUrl }),
    ...(values.clinic !== undefined && { clinic: checkedClinic(values.clinic) }),
    ...viewTables(values, environment),
  };
}
