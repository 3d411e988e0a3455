import { type ClinicSettings, clinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { changedSettings, type SettingsChange } from '../../shared/clinics/settings-change.ts';
import { clinicId } from '../../shared/records/fields.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';
import type { ViewTables } from './refresh-by-zone.ts';

type OfClinic = { clinic: string; registryTable: string };
type WithMaster = { masterSecret: string };

/** Who is invited to lead a new clinic, by e-mail. */
type FirstOwner = { email: string; userPool: string };

/** What `npm run clinic` was asked to do. */
export type ClinicArguments =
  | { asked: 'help' }
  | { asked: 'list'; registryTable: string }
  | ({ asked: 'show' } & OfClinic)
  | ({ asked: 'forget' } & OfClinic)
  | ({ asked: 'add'; settings: ClinicSettings; owner?: FirstOwner } & OfClinic & WithMaster)
  | ({ asked: 'set'; change: SettingsChange; refresh?: ViewTables } & OfClinic)
  | ({ asked: 'migrate'; clinics: string[]; secrets: string; registryTable: string } & WithMaster)
  | ({ asked: 'rotate'; endLinks: boolean } & WithMaster)
  | ({ asked: 'check-master'; copy: string } & WithMaster);

const OPTIONS = {
  owner: { type: 'string' },
  'user-pool': { type: 'string' },
  name: { type: 'string' },
  'time-zone': { type: 'string' },
  language: { type: 'string' },
  techniques: { type: 'string' },
  'own-techniques': { type: 'string' },
  'opened-on': { type: 'string' },
  'take-over': { type: 'string' },
  labels: { type: 'string' },
  confirm: { type: 'string' },
  secrets: { type: 'string' },
  'end-links': { type: 'boolean' },
  copy: { type: 'string' },
  table: { type: 'string' },
  master: { type: 'string' },
  'records-table': { type: 'string' },
  'outcomes-table': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const SETTINGS = {
  name: 'name',
  timeZone: 'time-zone',
  language: 'language',
  techniques: 'techniques',
  ownTechniques: 'own-techniques',
  openedOn: 'opened-on',
  takeOver: 'take-over',
  labels: 'labels',
} as const;
/** Those that are several, with commas between them. */
const LISTS: readonly string[] = ['techniques', 'ownTechniques'];
const TAKEN_BACK = 'none';
const ASKED = ['add', 'set', 'show', 'list', 'forget', 'migrate', 'rotate', 'check-master'] as const;
/** Options that one of them takes alone. */
const OWN = {
  ...{ owner: 'add', confirm: 'forget', secrets: 'migrate' },
  ...{ 'end-links': 'rotate', copy: 'check-master' },
} as const;
const CHANGES: readonly string[] = ['add', 'set'];

type Values = ReturnType<typeof parsedArguments<typeof OPTIONS>>['values'];

/**
 * Reads the command line.
 *
 * @param environment where names of a table or the secret are looked for when the command line has none
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readClinicArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ClinicArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  const [word, ...named] = positionals;
  const asked = ASKED.find((known) => known === word);
  if (asked === undefined) throw new UsageError(`Say what to do: ${ASKED.join(', ')}.`);
  const clinics = named.map(checkedId);
  const change = askedChange(values);
  requireFitting(asked, values, change);
  const place = (option: Place) => placed(option, values, environment);
  if (asked === 'list' || asked === 'rotate' || asked === 'check-master') {
    if (clinics.length > 0) throw new UsageError(`${asked} is for no clinic alone: name none.`);
    if (asked === 'list') return { asked, registryTable: place('table') };
    if (asked === 'check-master') {
      if (!values.copy) throw new UsageError('Say where the copy of the master secret is: --copy FILE.');
      return { asked, masterSecret: place('master'), copy: values.copy };
    }
    return { asked, masterSecret: place('master'), endLinks: values['end-links'] ?? false };
  }
  if (asked === 'migrate') {
    if (clinics.length === 0) throw new UsageError('Name the clinics to migrate.');
    const { secrets } = values;
    if (!secrets) throw new UsageError('Say what the names of their secrets begin with: --secrets PREFIX.');
    return { asked, clinics, secrets, registryTable: place('table'), masterSecret: place('master') };
  }
  const [clinic, ...more] = clinics;
  if (clinic === undefined || more.length > 0) throw new UsageError(`Name one clinic to ${asked}.`);
  const ofClinic = { clinic, registryTable: place('table') };
  switch (asked) {
    case 'show':
      return { asked, ...ofClinic };
    case 'forget':
      if (values.confirm === clinic) return { asked, ...ofClinic };
      throw new UsageError(`Forgetting cannot be undone. To go on: --confirm ${clinic}`);
    case 'add':
      if (!change.timeZone) throw new UsageError('Say where its days begin: --time-zone NAME.');
      return {
        ...{ asked, ...ofClinic, masterSecret: place('master'), settings: changedSettings({}, change) },
        ...(values.owner && { owner: { email: values.owner, userPool: place('user-pool') } }),
      };
    case 'set': {
      if (change.timeZone === undefined) return { asked, ...ofClinic, change };
      const refresh = { recordsTable: place('records-table'), outcomesTable: place('outcomes-table') };
      return { asked, ...ofClinic, change, refresh };
    }
  }
}

const PLACES = {
  'user-pool': ['USER_POOL_ID', 'the user pool'],
  table: ['REGISTRY_TABLE', 'the table'],
  master: ['MASTER_SECRET', 'the master secret'],
  'records-table': ['RECORDS_TABLE', 'the table'],
  'outcomes-table': ['OUTCOMES_TABLE', 'the table'],
} as const;
type Place = keyof typeof PLACES;

function placed(option: Place, values: Values, environment: Readonly<Record<string, string | undefined>>) {
  const [variable, what] = PLACES[option];
  const name = values[option] ?? environment[variable];
  if (name) return name;
  throw new UsageError(`Name ${what}: --${option} NAME, or ${variable} in the environment.`);
}

function requireFitting(asked: (typeof ASKED)[number], values: Values, change: SettingsChange): void {
  const changes = Object.keys(change).length > 0;
  if (changes && !CHANGES.includes(asked)) {
    throw new UsageError(`${asked} changes no setting; to change one, use set.`);
  }
  if (!changes && asked === 'set') {
    throw new UsageError('Name at least one setting to set, such as --time-zone.');
  }
  for (const [option, owner] of Object.entries(OWN)) {
    if (values[option as keyof typeof OWN] !== undefined && owner !== asked) {
      throw new UsageError(`--${option} goes with ${owner}.`);
    }
  }
}

function checkedId(clinic: string): string {
  const checked = clinicId.safeParse(clinic);
  if (checked.success) return checked.data;
  throw new UsageError(`${clinic}: ${checked.error.issues[0]?.message}.`);
}

function askedChange(values: Values): SettingsChange {
  const change: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(SETTINGS)) {
    const typed = values[option];
    if (typed === undefined) continue;
    const value = LISTS.includes(name) ? typed.split(',').map((part) => part.trim()) : typed;
    const checked = clinicSettings.safeParse({ [name]: value });
    if (typed !== TAKEN_BACK && !checked.success) {
      throw new UsageError(`--${option} ${typed}: ${checked.error.issues[0]?.message}.`);
    }
    change[name] = typed === TAKEN_BACK ? null : value;
  }
  return change as SettingsChange;
}
