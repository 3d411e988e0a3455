import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { notHeld } from '../../shared/access/held-clinic.ts';
import { changedSettings } from '../../shared/clinics/settings-change.ts';
import { DomainError, StorageUnavailableError } from '../../shared/errors.ts';
import { addClinic } from '../../shared/members/add-clinic.ts';
import { forgetClinic } from '../../shared/releases/stores/forget-clinic.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { addMaster } from '../../shared/storage/clinics/add-master.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { createClinics, heldClinics } from '../../shared/storage/clinics/clinics.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';
import { createSettingsLog } from '../../shared/storage/clinics/settings-log.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { operatorsMembers } from '../people/operators-members.ts';
import { adoptClinics } from './adopt-clinics.ts';
import { copyOfMaster, differencesOfCopy } from './check-master.ts';
import { type ClinicArguments, readClinicArguments } from './clinic-arguments.ts';
import { clinicText } from './clinic-text.ts';
import { USAGE } from './clinic-usage.ts';
import { refreshByZone, ZONE_SEEN_SECONDS } from './refresh-by-zone.ts';

const STEPS = {
  clients: 'Deriving outcomes again',
  goals: 'Deriving goals again',
  months: 'Deriving months again',
} as const;

type Asked<Word extends ClinicArguments['asked']> = Extract<ClinicArguments, { asked: Word }>;

const print = (text: string) => process.stdout.write(text);

/**
 * `npm run clinic`: adds, changes, shows and forgets clinics.
 *
 * @returns the exit code: 0 when done, 1 when it could not be done, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readClinicArguments(process.argv.slice(2), process.env);
  requirePast(args);
  try {
    return await done(args);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.\n`);
    return 1;
  }
}

async function done(args: ClinicArguments): Promise<number> {
  switch (args.asked) {
    case 'help':
      print(USAGE);
      return 0;
    case 'list':
      for await (const clinic of heldClinics(createDynamoDBClient(), args.registryTable))
        print(`${clinic}\n`);
      return 0;
    case 'show':
      return shown(createDynamoDBClient(), args);
    case 'add':
      return added(args);
    case 'set':
      return set(args);
    case 'forget':
      return forgotten(args);
    case 'migrate':
      return migrated(args);
    case 'rotate': {
      const version = await addMaster(
        new SecretsManagerClient(BOUNDED_CALLS),
        args.masterSecret,
        args.endLinks,
      );
      print(`Version ${version} of the master secret seals what is handed out, within five minutes.\n`);
      return 0;
    }
    case 'check-master':
      return checkedMaster(args);
  }
}

async function checkedMaster({ masterSecret, copy }: Asked<'check-master'>): Promise<number> {
  const kept = copyOfMaster(await readFile(copy, 'utf8'), copy);
  const held = await createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), masterSecret)();
  const differences = differencesOfCopy(kept, held);
  for (const sentence of differences) print(`${sentence}\n`);
  if (differences.length === 0) print(`The copy is what is held, up to version ${held.newest}.\n`);
  return differences.length === 0 ? 0 : 1;
}

async function shown(dynamodb: DynamoDBClient, { clinic, registryTable }: Asked<'show'>): Promise<number> {
  const { settings, origin, forgottenOn } = await createClinicRegistry(dynamodb, registryTable).current(
    clinic,
  );
  if (origin) {
    print(clinicText(clinic, settings));
    return 0;
  }
  const why =
    forgottenOn === undefined ? 'is not held in this deployment' : `was forgotten on ${forgottenOn}`;
  process.stderr.write(`The clinic "${clinic}" ${why}.\n`);
  return 1;
}

async function added({
  clinic,
  registryTable,
  masterSecret,
  settings,
  owner,
}: Asked<'add'>): Promise<number> {
  const dynamodb = createDynamoDBClient();
  const masters = await createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), masterSecret)();
  const clinics = createClinics(dynamodb, registryTable);
  const added = { clinicId: clinic, settings };
  if (owner) {
    const { members } = operatorsMembers({ registryTable, userPool: owner.userPool });
    const wanted = { ...added, owner: owner.email };
    const { subject } = await addClinic({ clinics, members }, masters, wanted, {});
    print(`Invited as its owner: ${subject}\n`);
  } else if ((await clinics.add(masters, [added])).length === 0) {
    process.stderr.write(`The clinic "${clinic}" is there already; to change it, use set.\n`);
    return 1;
  }
  return shown(dynamodb, { asked: 'show', clinic, registryTable });
}

async function set({ clinic, registryTable, change, refresh }: Asked<'set'>): Promise<number> {
  const dynamodb = createDynamoDBClient();
  const { settings: before, origin } = await createClinicRegistry(dynamodb, registryTable).current(clinic);
  if (!origin) throw notHeld(clinic);
  const after = changedSettings(before, change);
  const logged = { id: randomUUID(), at: new Date().toISOString(), by: {}, before, after };
  if (!(await createSettingsLog(dynamodb, registryTable).write(clinic, logged))) {
    throw new StorageUnavailableError('somebody else has changed the settings meanwhile; run it again');
  }
  await shown(dynamodb, { asked: 'show', clinic, registryTable });
  return refresh ? bringUpToDate(dynamodb, registryTable, clinic, refresh) : 0;
}

/** Waits until every function reads by the new zone, then derives everything again. @returns the exit code */
async function bringUpToDate(
  dynamodb: DynamoDBClient,
  registryTable: string,
  clinic: string,
  tables: NonNullable<Asked<'set'>['refresh']>,
): Promise<number> {
  const progress = new ProgressLine(process.stderr, process.env);
  print(
    `Waiting ${ZONE_SEEN_SECONDS} seconds, until every function has seen it; then everything is derived again.\n`,
  );
  await setTimeout(ZONE_SEEN_SECONDS * 1000);
  const settings = createClinicSettings(createClinicRegistry(dynamodb, registryTable));
  const failed = await refreshByZone(dynamodb, settings, tables, clinic, (step, done, of) =>
    progress.show(STEPS[step], done, of),
  );
  progress.clear();
  if (failed.size === 0) {
    print('Everything derived is up to date; statistics of months follow within a minute.\n');
    return 0;
  }
  const [first] = failed.values();
  process.stderr.write(
    `${failed.size} of what is derived could not be brought up to date; run the same command again.\n${String(first)}\n`,
  );
  return 1;
}

async function forgotten({ clinic, registryTable }: Asked<'forget'>): Promise<number> {
  const dynamodb = createDynamoDBClient();
  const clinics = createClinics(dynamodb, registryTable);
  await forgetClinic(clinics, itemTable(dynamodb, registryTable), clinic);
  print(
    `${clinic} is forgotten: its salt is destroyed, and with it every key. Within a minute nobody gets in for it, and its
links open nothing. Its records stay, under pseudonyms that nobody can compute any more; backups of the Registry table
hold the salt for 35 days, files that were dropped in hold client ids for 30 days, and a secret that the clinic had
before it was migrated holds its key until you delete it.\n`,
  );
  return 0;
}

async function migrated({
  clinics,
  secrets,
  registryTable,
  masterSecret,
}: Asked<'migrate'>): Promise<number> {
  const place = { registryTable, masterSecret, secretsPrefix: secrets };
  const clients = { dynamodb: createDynamoDBClient(), secrets: new SecretsManagerClient(BOUNDED_CALLS) };
  const failed = await adoptClinics({ ...clients, ...place }, clinics, (line) => print(`${line}\n`));
  print(
    failed === 0
      ? 'Done. The secrets of these clinics are needed no more, once a record of each was taken in.\n'
      : `${failed} of ${clinics.length} clinics are not adopted; run the same command again when that is mended.\n`,
  );
  return failed === 0 ? 0 : 1;
}

/** @throws UsageError for a first day that is still to come */
function requirePast(args: ClinicArguments): void {
  const first =
    args.asked === 'set' ? args.change.openedOn : args.asked === 'add' ? args.settings.openedOn : undefined;
  // By the latest clock there is: 14 hours ahead of UTC.
  if (first && first > new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)) {
    throw new UsageError(`--opened-on ${first}: expected today or a day before.`);
  }
}

process.exitCode = await exitCodeOf(main);
