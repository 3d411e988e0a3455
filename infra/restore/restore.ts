import { DomainError } from '../../shared/errors.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { restoreDrill } from './drill.ts';
import { readRestoreArguments, USAGE } from './restore-arguments.ts';

/** `npm run restore`: restores the tables into new ones, verifies those, and says how long it took. */
process.exitCode = await exitCodeOf(async () => {
  const args = readRestoreArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const print = (line: string) => process.stdout.write(`${line}\n`);
  try {
    return (await restoreDrill(createDynamoDBClient(), args, new Date(), print)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.\n`);
    return 1;
  }
});
