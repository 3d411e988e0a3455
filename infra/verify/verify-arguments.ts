import { checkedClinic } from '../command-line/clinic-option.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';
import {
  VIEW_TABLES_OPTIONS,
  VIEW_TABLES_USAGE,
  type ViewTables,
  viewTables,
} from '../command-line/view-tables-option.ts';

/** What `npm run verify` and `npm run rebuild` were asked to do; without a clinic for all that are held. */
export type VerifyArguments = { asked: 'help' } | ({ asked: 'run'; clinic?: string } & ViewTables);

export type Verb = 'verify' | 'rebuild';

const WHAT = {
  verify: `Derives every view of a clinic, or of all clinics, from the records and compares it with what is stored, to the byte.
Nothing is written. What differs is looked at twice, so that a view on its way is not told; views that wait longer than
that (a refresh is behind) are. Ends with 1 when something differs, and names it.`,
  rebuild: `Derives every view of a clinic, or of all clinics, from the records again and writes what differs, while in service.
It can be run again after it was cut short. Ends with 1 when a view could not be brought up to date.`,
};

export const usageOf = (verb: Verb) => `Usage: npm run --silent ${verb} -- [--clinic ID] [options]

${WHAT[verb]}

  --clinic ID            only that one; else all that the deployment holds
${VIEW_TABLES_USAGE}

It reads the whole tables. Credentials, region and endpoint are those of the AWS environment variables. The tables are
outputs of the stateful stack (RecordsTableName, OutcomesTableName, RegistryTableName).
`;

const OPTIONS = {
  clinic: { type: 'string' },
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
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): VerifyArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  return {
    asked: 'run',
    ...(values.clinic !== undefined && { clinic: checkedClinic(values.clinic) }),
    ...viewTables(values, environment),
  };
}
