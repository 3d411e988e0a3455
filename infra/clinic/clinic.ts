import { setTimeout } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type ClinicSettingsStore, createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { changedSettings, readClinicArguments, USAGE } from './clinic-arguments.ts';
import { clinicText } from './clinic-text.ts';
import { refreshByZone, type ViewTables, ZONE_SEEN_SECONDS } from './refresh-by-zone.ts';

const STEPS = {
  clients: 'Deriving outcomes again',
  goals: 'Deriving goals again',
  months: 'Deriving months again',
} as const;

/**
 * `npm run clinic`: shows or changes the settings of a clinic.
 *
 * @returns the exit code: 0 when done, 1 when this program or the table failed, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readClinicArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const first = args.asked === 'set' ? args.change.openedOn : undefined;
  // By the latest clock there is: 14 hours ahead of UTC.
  if (first && first > new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)) {
    throw new UsageError(`--opened-on ${first}: expected today or a day before.`);
  }
  const dynamodb = createDynamoDBClient();
  const settings = createClinicSettings(dynamodb, args.registryTable);
  if (args.asked === 'set') {
    await settings.put(args.clinic, changedSettings(await settings.current(args.clinic), args.change));
  }
  process.stdout.write(clinicText(args.clinic, await settings.current(args.clinic)));
  if (args.asked === 'show' || !args.refresh) return 0;
  return await bringUpToDate(dynamodb, settings, args.clinic, args.refresh);
}

/** Waits until every function reads by the new zone, then derives everything again. @returns the exit code */
async function bringUpToDate(
  dynamodb: DynamoDBClient,
  settings: ClinicSettingsStore,
  clinic: string,
  tables: ViewTables,
): Promise<number> {
  const progress = new ProgressLine(process.stderr, process.env);
  process.stdout.write(
    `Waiting ${ZONE_SEEN_SECONDS} seconds, until every function has seen it; then everything is derived again.\n`,
  );
  await setTimeout(ZONE_SEEN_SECONDS * 1000);
  const failed = await refreshByZone(dynamodb, settings, tables, clinic, (step, done, of) =>
    progress.show(STEPS[step], done, of),
  );
  progress.clear();
  if (failed.size === 0) {
    process.stdout.write('Everything derived is up to date; statistics of months follow within a minute.\n');
    return 0;
  }
  const [first] = failed.values();
  process.stderr.write(
    `${failed.size} of what is derived could not be brought up to date; run the same command again.\n${String(first)}\n`,
  );
  return 1;
}

process.exitCode = await exitCodeOf(main);
