import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { changedSettings, readClinicArguments, USAGE } from './clinic-arguments.ts';
import { clinicText } from './clinic-text.ts';

/**
 * `npm run clinic`: shows or changes the settings of a clinic.
 *
 * @returns the exit code: 0 when done, 1 when this program or the table failed, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  try {
    const args = readClinicArguments(process.argv.slice(2), process.env);
    if (args.asked === 'help') {
      process.stdout.write(USAGE);
      return 0;
    }
    const settings = createClinicSettings(createDynamoDBClient(), args.registryTable);
    if (args.asked === 'set') {
      await settings.put(args.clinic, changedSettings(await settings.current(args.clinic), args.change));
    }
    process.stdout.write(clinicText(args.clinic, await settings.current(args.clinic)));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    process.stderr.write(
      `Failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
}

process.exitCode = await main();
