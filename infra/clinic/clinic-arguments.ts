import { type ClinicSettings, clinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { clinicId } from '../../shared/records/fields.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';
import type { ViewTables } from './refresh-by-zone.ts';

/** What `npm run clinic` was asked to do. `null` takes a setting back. */
export type SettingsChange = { [Name in keyof ClinicSettings]?: ClinicSettings[Name] | null };
export type ClinicArguments =
  | { asked: 'help' }
  | { asked: 'show'; clinic: string; registryTable: string }
  | { asked: 'set'; clinic: string; registryTable: string; change: SettingsChange; refresh?: ViewTables };

export const USAGE = `Usage: npm run --silent clinic -- show CLINIC [options]
       npm run --silent clinic -- set CLINIC [settings] [options]

Shows or changes what a clinic says of itself. What is not named stays as it is; "none" takes it back.
With --time-zone everything that is derived for the clinic is derived again, a minute later, when every function
has seen the change. A run that was cut short can be run again.

  --time-zone NAME   where the clinic's days and months begin, by its name in the IANA database, such as
                     America/Chicago; without it: as each instant was written
  --opened-on DATE   the clinic's first day, YYYY-MM-DD; nothing is taken in from before it
  --take-over WORD   "allowed" (default) or "forbidden": whether therapists may take over a client's care
                     by themselves

  --table NAME       the Registry table; else REGISTRY_TABLE of the environment
  --records-table NAME, --outcomes-table NAME
                     those two, for --time-zone; else RECORDS_TABLE and OUTCOMES_TABLE of the environment
  --help             print this

Credentials, region and endpoint are those of the AWS environment variables. The tables are outputs of the
stateful stack (RegistryTableName, RecordsTableName, OutcomesTableName).
`;

const OPTIONS = {
  'time-zone': { type: 'string' },
  'opened-on': { type: 'string' },
  'take-over': { type: 'string' },
  table: { type: 'string' },
  'records-table': { type: 'string' },
  'outcomes-table': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const SETTINGS = { timeZone: 'time-zone', openedOn: 'opened-on', takeOver: 'take-over' } as const;
const TAKEN_BACK = 'none';

/**
 * Reads the command line.
 *
 * @param environment where a table's name is looked for when the command line has none
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readClinicArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ClinicArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  const [asked, clinic, ...more] = positionals;
  if (asked !== 'show' && asked !== 'set') throw new UsageError('Say what to do: show or set.');
  if (clinic === undefined || more.length > 0) throw new UsageError(`Name one clinic to ${asked}.`);
  const checked = clinicId.safeParse(clinic);
  if (!checked.success) throw new UsageError(`${clinic}: ${checked.error.issues[0]?.message}.`);
  const table = (option: 'table' | 'records-table' | 'outcomes-table', variable: string): string => {
    const name = values[option] ?? environment[variable];
    if (name) return name;
    throw new UsageError(`Name the table: --${option} NAME, or ${variable} in the environment.`);
  };
  const registryTable = table('table', 'REGISTRY_TABLE');
  const change = askedChange(values);
  const changes = Object.keys(change).length > 0;
  if (asked === 'show') {
    if (changes) throw new UsageError('show changes nothing; to change a setting, use set.');
    return { asked, clinic, registryTable };
  }
  if (!changes) throw new UsageError('Name at least one setting to set, such as --time-zone.');
  if (change.timeZone === undefined) return { asked, clinic, registryTable, change };
  const recordsTable = table('records-table', 'RECORDS_TABLE');
  const outcomesTable = table('outcomes-table', 'OUTCOMES_TABLE');
  return { asked, clinic, registryTable, change, refresh: { recordsTable, outcomesTable } };
}

function askedChange(values: Readonly<Record<string, unknown>>): SettingsChange {
  const change: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(SETTINGS)) {
    const value = values[option];
    if (value === undefined) continue;
    const checked = clinicSettings.safeParse({ [name]: value });
    if (value !== TAKEN_BACK && !checked.success) {
      throw new UsageError(`--${option} ${value}: ${checked.error.issues[0]?.message}.`);
    }
    change[name] = value === TAKEN_BACK ? null : value;
  }
  return change as SettingsChange;
}

/** The settings after a change. */
export function changedSettings(held: ClinicSettings, change: SettingsChange): ClinicSettings {
  const wanted = Object.entries({ ...held, ...change }).filter(([, value]) => value !== null);
  return clinicSettings.parse(Object.fromEntries(wanted));
}
