import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { deriveCare } from '../../shared/storage/care/derive-care.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { readCareArguments, USAGE } from './care-arguments.ts';

/**
 * `npm run care`: finds, or writes, the care that follows from what a table holds.
 *
 * @returns the exit code: 0 when done, 1 when this program or the table failed, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readCareArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const write = args.asked === 'write';
  const { missing, written } = await deriveCare(createDynamoDBClient(), args.recordsTable, { write });
  process.stdout.write(`${missing} clients and therapists whose care is not kept yet`);
  process.stdout.write(write ? `; written: ${written}.\n` : '; --write writes it.\n');
  return 0;
}

process.exitCode = await exitCodeOf(main);
